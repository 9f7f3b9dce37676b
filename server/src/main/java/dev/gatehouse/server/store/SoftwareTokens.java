package dev.gatehouse.server.store;

import dev.gatehouse.pure.id.PoolId;
import dev.gatehouse.pure.id.Sub;
import java.util.Locale;
import java.util.Optional;

/// TOTP secrets of users, and which of their codes were taken.
public final class SoftwareTokens {
    private final Sql sql;

    SoftwareTokens(Sql sql) {
        this.sql = sql;
    }

    /// What a secret is to its user.
    public enum Kind {
        /// It signs in.
        ACTIVE,
        /// It waits for its first code.
        PENDING;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// The sealed secret of a user.
    public Optional<Bytes> find(PoolId pool, Sub sub, Kind kind) {
        return sql.one(
                "SELECT sealed FROM software_tokens WHERE pool_id = ? AND sub = ? AND kind = ?",
                row -> Sql.bytes(row, 1),
                pool,
                sub,
                kind.text());
    }

    /// Writes a secret over the one of the same kind.
    ///
    /// @param lastStep codes of this step and of steps before it are taken
    public void put(PoolId pool, Sub sub, Kind kind, Bytes sealed, long lastStep) {
        sql.change(
                "INSERT INTO software_tokens (pool_id, sub, kind, sealed, last_step) VALUES (?, ?, ?, ?, ?)"
                        + " ON CONFLICT (pool_id, sub, kind) DO UPDATE SET sealed = excluded.sealed,"
                        + " last_step = excluded.last_step",
                pool,
                sub,
                kind.text(),
                sealed,
                lastStep);
    }

    /// Takes the code of a step: of several who try, one gets it.
    ///
    /// @return false when that code, or a later one, was taken before
    public boolean take(PoolId pool, Sub sub, long step) {
        return sql.change(
                        "UPDATE software_tokens SET last_step = ? WHERE pool_id = ? AND sub = ? AND kind = ?"
                                + " AND last_step < ?",
                        step,
                        pool,
                        sub,
                        Kind.ACTIVE.text(),
                        step)
                == 1;
    }

    /// Removes a secret, if it is there.
    public void delete(PoolId pool, Sub sub, Kind kind) {
        sql.change("DELETE FROM software_tokens WHERE pool_id = ? AND sub = ? AND kind = ?", pool, sub, kind.text());
    }
}
