package dev.gatehouse.server.store;

import dev.gatehouse.pure.id.PoolId;
import java.util.Optional;

/// Counters of tries, seen by every node at once. What they mean is decided in the room `limits`.
public final class Counters {
    private final Sql sql;

    Counters(Sql sql) {
        this.sql = sql;
    }

    /// Counts a try in the scope's window, which opens with its first try. A try that is refused does not count.
    ///
    /// @param windowMillis how long a window stays open
    /// @param max tries in one window
    /// @param now epoch milliseconds
    /// @return whether the try is allowed
    public boolean hit(String scope, long windowMillis, int max, long now) {
        if (max <= 0) {
            return false;
        }
        return sql.change(
                        "INSERT INTO rate_windows AS w (scope, opened_at, expires_at, hits) VALUES (?, ?, ?, 1)"
                                + " ON CONFLICT (scope) DO UPDATE SET"
                                + " hits = CASE WHEN w.expires_at <= excluded.opened_at THEN 1 ELSE w.hits + 1 END,"
                                + " opened_at = CASE WHEN w.expires_at <= excluded.opened_at"
                                + " THEN excluded.opened_at ELSE w.opened_at END,"
                                + " expires_at = CASE WHEN w.expires_at <= excluded.opened_at"
                                + " THEN excluded.expires_at ELSE w.expires_at END"
                                + " WHERE w.expires_at <= excluded.opened_at OR w.hits < ?",
                        scope,
                        now,
                        now + windowMillis,
                        max)
                == 1;
    }

    /// The failures of a key in a row.
    public Optional<FailureRecord> failures(PoolId pool, String key) {
        return sql.one(
                "SELECT failures, last_failed_at FROM lockouts WHERE pool_id = ? AND item = ?",
                row -> new FailureRecord(row.getInt(1), row.getLong(2)),
                pool,
                key);
    }

    /// Writes the failures of a key.
    ///
    /// @param expiresAt when they are forgotten; epoch milliseconds
    public void putFailures(PoolId pool, String key, FailureRecord failures, long expiresAt) {
        sql.change(
                "INSERT INTO lockouts (pool_id, item, failures, last_failed_at, expires_at) VALUES (?, ?, ?, ?, ?)"
                        + " ON CONFLICT (pool_id, item) DO UPDATE SET failures = excluded.failures,"
                        + " last_failed_at = excluded.last_failed_at, expires_at = excluded.expires_at",
                pool,
                key,
                failures.failures(),
                failures.lastFailedAt(),
                expiresAt);
    }

    /// Forgets the failures of a key.
    public void clearFailures(PoolId pool, String key) {
        sql.change("DELETE FROM lockouts WHERE pool_id = ? AND item = ?", pool, key);
    }
}
