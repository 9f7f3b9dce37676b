package dev.gatehouse.server.messages;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// The wait between two tries.
@FunctionalInterface
public interface Pause {
    /// The first wait of {@link #doubling}.
    Duration FIRST = Duration.ofMillis(200);

    /// Waits.
    ///
    /// @param failures how many tries have failed, 1 or more
    void after(int failures);

    /// Waits of 200, 400, 800 ... milliseconds. One that is woken early goes on: the next try comes sooner, no more.
    static Pause doubling() {
        return failures -> LockSupport.parkNanos(FIRST.toNanos() << Math.min(failures - 1, 10));
    }
}
