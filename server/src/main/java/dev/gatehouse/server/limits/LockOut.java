package dev.gatehouse.server.limits;

import dev.gatehouse.pure.id.PoolId;
import dev.gatehouse.server.store.FailureRecord;
import dev.gatehouse.server.store.Tx;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// The lock-out of one user or name after failures in a row.
///
/// Guesses sent at the same time may all pass the first look. So look twice: before the password is checked, and
/// again in the write that admits; the guess that was right is refused there when others have failed meanwhile.
public final class LockOut {
    private final InstantSource clock;

    /// The lock-out by this clock.
    public LockOut(InstantSource clock) {
        this.clock = clock;
    }

    /// Where the key stands now.
    ///
    /// @param key the sub, or a digest of the name when nobody has it
    public Standing standing(Tx tx, PoolId pool, String key) {
        return LockOutRule.standing(tx.counters().failures(pool, key), clock.instant());
    }

    /// Counts a failure, unless the key is locked out. Use a write that no exception undoes.
    public void failed(Tx tx, PoolId pool, String key) {
        Instant now = clock.instant();
        Optional<FailureRecord> before = tx.counters().failures(pool, key);
        FailureRecord after = LockOutRule.afterFailure(before, now);
        if (!before.equals(Optional.of(after))) {
            long forgotten = now.plus(LockOutRule.FORGET_AFTER).toEpochMilli();
            tx.counters().putFailures(pool, key, after, forgotten);
        }
    }

    /// Forgets all failures: a success. Writes only when there are some.
    public void succeeded(Tx tx, PoolId pool, String key) {
        if (tx.counters().failures(pool, key).isPresent()) {
            tx.counters().clearFailures(pool, key);
        }
    }
}
