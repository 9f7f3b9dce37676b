package dev.gatehouse.server.limits;

import dev.gatehouse.server.store.FailureRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The lock-out's arithmetic (Developer Guide, Authentication: "Lockout behavior for failed sign-in attempts"): after
/// `n >= 5` failures in a row, 2^(n-5) seconds without tries, at most about 15 minutes; 15 minutes without tries
/// forget all.
final class LockOutRule {
    static final Duration FORGET_AFTER = Duration.ofMinutes(15);
    private static final int FREE_FAILURES = 5;
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final int MAX_DOUBLINGS = 10;

    private LockOutRule() {}

    static Standing standing(Optional<FailureRecord> failures, Instant now) {
        if (failures.isEmpty() || failures.get().failures() < FREE_FAILURES) {
            return new Standing.Open();
        }
        Instant until = Instant.ofEpochMilli(failures.get().lastFailedAt())
                .plus(pause(failures.get().failures()));
        return now.isBefore(until) ? new Standing.Locked(until) : new Standing.Open();
    }

    static Duration pause(int failures) {
        if (failures < FREE_FAILURES) {
            return Duration.ZERO;
        }
        var pause = Duration.ofSeconds(1L << Math.min(failures - FREE_FAILURES, MAX_DOUBLINGS));
        return pause.compareTo(LONGEST) < 0 ? pause : LONGEST;
    }

    /// What stands after a failure now. One that falls into a lock-out is not counted.
    static FailureRecord afterFailure(Optional<FailureRecord> before, Instant now) {
        if (before.isEmpty() || forgotten(before.get(), now)) {
            return new FailureRecord(1, now.toEpochMilli());
        }
        return switch (standing(before, now)) {
            case Standing.Open() -> new FailureRecord(before.get().failures() + 1, now.toEpochMilli());
            case Standing.Locked(Instant _) -> before.get();
        };
    }

    private static boolean forgotten(FailureRecord failures, Instant now) {
        return !now.isBefore(Instant.ofEpochMilli(failures.lastFailedAt()).plus(FORGET_AFTER));
    }
}
