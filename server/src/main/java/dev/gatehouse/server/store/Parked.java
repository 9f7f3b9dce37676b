package dev.gatehouse.server.store;

import dev.gatehouse.pure.id.PoolId;
import java.util.Optional;

/// Waiting state too large for a session token: the token carries the key, the state waits here, sealed.
public final class Parked {
    private final Sql sql;

    Parked(Sql sql) {
        this.sql = sql;
    }

    /// Parks a state under an unguessable key.
    ///
    /// @param expiresAt epoch milliseconds
    public void put(PoolId pool, String key, Bytes state, long expiresAt) {
        sql.change(
                "INSERT INTO parked (pool_id, item, state, expires_at) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT (pool_id, item) DO UPDATE SET state = excluded.state,"
                        + " expires_at = excluded.expires_at",
                pool,
                key,
                state,
                expiresAt);
    }

    /// Takes a state out: of several who try, one gets it.
    ///
    /// @param now an expired state is not given out; epoch milliseconds
    public Optional<Bytes> take(PoolId pool, String key, long now) {
        record Taken(Bytes state, long expiresAt) {}
        return sql.one(
                        "DELETE FROM parked WHERE pool_id = ? AND item = ? RETURNING state, expires_at",
                        row -> new Taken(Sql.bytes(row, 1), row.getLong(2)),
                        pool,
                        key)
                .filter(taken -> taken.expiresAt() > now)
                .map(Taken::state);
    }
}
