package dev.gatehouse.server.store;

import dev.gatehouse.pure.id.PoolId;
import dev.gatehouse.pure.id.Sub;
import java.util.List;

/// Recovery codes of users, as keyed digests. Each is good once.
public final class RecoveryCodes {
    private final Sql sql;

    RecoveryCodes(Sql sql) {
        this.sql = sql;
    }

    /// The digests of the codes a user has left, in no order.
    public List<String> left(PoolId pool, Sub sub) {
        return sql.list(
                "SELECT digest FROM recovery_codes WHERE pool_id = ? AND sub = ? ORDER BY digest",
                row -> row.getString(1),
                pool,
                sub);
    }

    /// Writes the digests of new codes; all earlier ones are gone.
    public void replace(PoolId pool, Sub sub, List<String> digests) {
        delete(pool, sub);
        for (String digest : digests) {
            sql.change("INSERT INTO recovery_codes (pool_id, sub, digest) VALUES (?, ?, ?)", pool, sub, digest);
        }
    }

    /// Takes a code: of several who try, one gets it.
    ///
    /// @return false when it was taken or replaced before
    public boolean take(PoolId pool, Sub sub, String digest) {
        return sql.change("DELETE FROM recovery_codes WHERE pool_id = ? AND sub = ? AND digest = ?", pool, sub, digest)
                == 1;
    }

    /// Removes every code of a user.
    public void delete(PoolId pool, Sub sub) {
        sql.change("DELETE FROM recovery_codes WHERE pool_id = ? AND sub = ?", pool, sub);
    }
}
