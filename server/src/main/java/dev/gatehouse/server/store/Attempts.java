package dev.gatehouse.server.store;

import dev.gatehouse.pure.id.PoolId;

/// Gates that open once: a step of a sign-in attempt passes the first time and never again.
public final class Attempts {
    private final Sql sql;

    Attempts(Sql sql) {
        this.sql = sql;
    }

    /// Whether the step of an attempt was passed.
    public boolean isPassed(PoolId pool, String attemptId, String step) {
        return sql.exists(
                "SELECT 1 FROM attempts WHERE pool_id = ? AND attempt_id = ? AND step = ?", pool, attemptId, step);
    }

    /// Passes the step of an attempt.
    ///
    /// @param expiresAt when the attempt itself ends; epoch milliseconds
    /// @return true the first time only
    public boolean pass(PoolId pool, String attemptId, String step, long expiresAt) {
        return sql.change(
                        "INSERT INTO attempts (pool_id, attempt_id, step, expires_at) VALUES (?, ?, ?, ?)"
                                + " ON CONFLICT (pool_id, attempt_id, step) DO NOTHING",
                        pool,
                        attemptId,
                        step,
                        expiresAt)
                == 1;
    }
}
