package dev.gatehouse.server.audit;

import dev.gatehouse.server.store.AuditRecord;
import dev.gatehouse.server.store.Store;
import dev.gatehouse.server.store.StoreUnavailable;
import dev.gatehouse.server.store.TimeIds;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes the audit trail behind the requests: events queue, one thread writes them in batches, so that a request
/// pays for no commit of its own. When the queue is full, `record` waits a little for a place, because a record of
/// every call is a promise; after that it drops the event and counts it. Closing writes what is left. A crash loses
/// what was gathered within a moment.
public final class Audit implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Audit.class);
    private static final int MAX_BATCH = 500;
    private static final long PURGE_EVERY_MILLIS = Duration.ofHours(1).toMillis();
    private final Store store;
    private final InstantSource clock;
    private final TimeIds ids;
    private final Options options;
    private final BlockingQueue<AuditRecord> waiting;
    private final AtomicLong dropped = new AtomicLong();
    private final Thread thread;
    private volatile boolean closing;
    private long purgedAt;

    /// How the trail is written.
    ///
    /// @param capacity events that may wait
    /// @param patience how long a request waits for a place in a full queue
    /// @param gather how long events gather before they are written, and the pause before a failed write is tried
    /// again
    /// @param retention how long records are kept
    public record Options(int capacity, Duration patience, Duration gather, Duration retention) {
        /// 8,192 events, one second, 100 milliseconds, 90 days.
        public static Options defaults() {
            return new Options(8_192, Duration.ofSeconds(1), Duration.ofMillis(100), Duration.ofDays(90));
        }
    }

    /// Starts the writer.
    public Audit(Store store, InstantSource clock, TimeIds ids, Options options) {
        this.store = store;
        this.clock = clock;
        this.ids = ids;
        this.options = options;
        this.waiting = new ArrayBlockingQueue<>(options.capacity());
        this.thread = Thread.ofPlatform().name("audit-writer").daemon().start(this::run);
    }

    /// Queues an event.
    public void record(AuditEvent event) {
        AuditRecord written = stamped(event);
        boolean queued = waiting.offer(written);
        try {
            queued = queued || waiting.offer(written, options.patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!queued) {
            dropped.incrementAndGet();
        }
    }

    /// How many events were dropped since the start; for metrics.
    public long dropped() {
        return dropped.get();
    }

    private AuditRecord stamped(AuditEvent event) {
        return new AuditRecord(
                ids.next(),
                clock.millis(),
                event.requestId(),
                event.service(),
                event.operation(),
                event.pool(),
                event.client(),
                event.sub(),
                event.caller(),
                event.sourceIp(),
                event.outcome(),
                event.reason(),
                event.millis());
    }

    private void run() {
        var batch = new ArrayList<AuditRecord>();
        while (!closing || !waiting.isEmpty()) {
            gather(batch);
            if (!batch.isEmpty()) {
                write(batch);
                batch.clear();
            }
            purge();
        }
    }

    /// Waits for an event, then a little for more.
    private void gather(List<AuditRecord> batch) {
        try {
            AuditRecord first = waiting.poll(options.gather().toMillis(), TimeUnit.MILLISECONDS);
            if (first == null) {
                return;
            }
            batch.add(first);
            if (!closing) {
                Thread.sleep(options.gather());
            }
        } catch (InterruptedException e) {
            closing = true;
        }
        waiting.drainTo(batch, MAX_BATCH - batch.size());
    }

    /// Tries until it succeeds or the trail is closed; the records are the same each time, so none is written twice.
    private void write(List<AuditRecord> batch) {
        while (true) {
            try {
                var _ = store.write(tx -> {
                    tx.auditTrail().insert(batch);
                    return batch.size();
                });
                return;
            } catch (StoreUnavailable e) {
                if (closing) {
                    dropped.addAndGet(batch.size());
                    return;
                }
                pause();
            } catch (RuntimeException e) {
                LOG.error("{} audit records cannot be written", batch.size(), e);
                dropped.addAndGet(batch.size());
                return;
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(options.gather());
        } catch (InterruptedException e) {
            closing = true;
        }
    }

    /// Deletes records past their time, a step at a time, about once an hour.
    private void purge() {
        long now = clock.millis();
        if (now - purgedAt < PURGE_EVERY_MILLIS) {
            return;
        }
        try {
            long before = now - options.retention().toMillis();
            int gone = store.write(tx -> tx.auditTrail().deleteBefore(before, MAX_BATCH));
            purgedAt = gone < MAX_BATCH ? now : purgedAt;
        } catch (StoreUnavailable e) {
            purgedAt = now;
        }
    }

    /// Writes what waits, then ends. Close it before the store.
    @Override
    public void close() {
        closing = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
