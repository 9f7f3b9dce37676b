package dev.gatehouse.server.wire;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.thread.Scheduler;

/// Closes connections that keep the server waiting.
///
/// Jetty's idle timeout starts anew with every byte, so a client that sends one byte a second would hold a connection
/// for ever. Here the clock runs from the connection's first moment (TLS handshake included), and from each answer,
/// to
/// the next whole request head, whatever trickles in between. Deadlines are fields that one sweep reads: a request
/// costs no timer. Bodies have their own deadline in {@link BodyReader}.
final class Deadlines {
    private static final long NEVER = Long.MAX_VALUE;

    private final Map<EndPoint, Watch> watches = new ConcurrentHashMap<>();
    private final Scheduler scheduler;
    private final Duration headTime;
    private final Duration idleTime;
    private final long sweepMillis;
    private final long origin = System.nanoTime();

    Deadlines(Scheduler scheduler, Duration headTime, Duration idleTime) {
        this.scheduler = scheduler;
        this.headTime = headTime;
        this.idleTime = idleTime;
        long shortest = Math.min(headTime.toMillis(), idleTime.toMillis());
        this.sweepMillis = Math.clamp(shortest / 8, 10, 500);
    }

    /// One connection's state.
    final class Watch {
        private int running;
        private volatile long deadline = now() + headTime.toNanos();

        private Watch() {}

        /// A whole request head has arrived.
        synchronized void begin() {
            running++;
            deadline = NEVER;
        }

        /// An answer is on its way and must be taken within the idle time.
        synchronized void answering() {
            if (running == 1) {
                deadline = now() + idleTime.toNanos();
            }
        }

        /// A request is done with.
        synchronized void end() {
            running--;
            deadline = running == 0 ? now() + idleTime.toNanos() : NEVER;
        }
    }

    void opened(EndPoint connection) {
        watches.put(connection, new Watch());
    }

    void closed(EndPoint connection) {
        watches.remove(connection);
    }

    /// The watch over the connection behind any layers such as TLS.
    Watch of(EndPoint connection) {
        EndPoint outermost = connection;
        while (outermost instanceof EndPoint.Wrapper wrapper) {
            outermost = wrapper.unwrap();
        }
        Watch watch = watches.get(outermost);
        return watch != null ? watch : new Watch();
    }

    void start() {
        scheduler.schedule(this::sweep, sweepMillis, TimeUnit.MILLISECONDS);
    }

    private void sweep() {
        long now = now();
        watches.forEach((connection, watch) -> {
            if (watch.deadline < now) {
                connection.close();
            }
        });
        if (scheduler.isRunning()) {
            start();
        }
    }

    private long now() {
        return System.nanoTime() - origin;
    }
}
