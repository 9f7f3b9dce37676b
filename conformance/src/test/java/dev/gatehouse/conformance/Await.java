package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/// Waits for something that happens by itself, up to a deadline.
final class Await {
    private static final long PAUSE = Duration.ofMillis(20).toNanos();

    private Await() {}

    /// Asks again and again until the answer is there.
    ///
    /// @param what what is waited for, for the failure
    /// @param limit how long to wait
    /// @param probe gives the answer, or nothing yet
    static <T> T until(String what, Duration limit, Callable<Optional<T>> probe) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() < deadline) {
            Optional<T> answer = call(probe);
            if (answer.isPresent()) {
                return answer.get();
            }
            LockSupport.parkNanos(PAUSE);
        }
        return fail("not within " + limit + ": " + what);
    }

    /// Asks again and again until it is so.
    static void untilTrue(String what, Duration limit, Callable<Boolean> probe) {
        until(what, limit, () -> probe.call() ? Optional.of(true) : Optional.empty());
    }

    private static <T> T call(Callable<T> probe) {
        try {
            return probe.call();
        } catch (RuntimeException failed) {
            throw failed;
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }
}
