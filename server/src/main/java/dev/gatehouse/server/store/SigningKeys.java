package dev.gatehouse.server.store;

import dev.gatehouse.pure.id.PoolId;
import java.util.List;
import java.util.Locale;

/// Signing keys of pools. A change moves the pool's version, so that every node sees it.
public final class SigningKeys {
    private final Sql sql;

    SigningKeys(Sql sql) {
        this.sql = sql;
    }

    /// Writes a new key.
    public void insert(SigningKeyRecord key) {
        sql.change(
                "INSERT INTO signing_keys (pool_id, kid, key_use, state, sealed_private, public_der, created_at,"
                        + " retire_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                key.pool(),
                key.kid(),
                text(key.use()),
                text(key.state()),
                key.sealedPrivate(),
                key.publicDer(),
                key.createdAt(),
                key.retireAt());
        new Pools(sql).touch(key.pool());
    }

    /// All keys of a pool, oldest first.
    public List<SigningKeyRecord> list(PoolId pool) {
        return sql.list(
                "SELECT kid, key_use, state, sealed_private, public_der, created_at, retire_at FROM signing_keys"
                        + " WHERE pool_id = ? ORDER BY created_at, kid",
                row -> new SigningKeyRecord(
                        pool,
                        row.getString(1),
                        SigningKeyRecord.Use.valueOf(row.getString(2).toUpperCase(Locale.ROOT)),
                        SigningKeyRecord.State.valueOf(row.getString(3).toUpperCase(Locale.ROOT)),
                        Sql.bytes(row, 4),
                        Sql.bytes(row, 5),
                        row.getLong(6),
                        row.getLong(7)),
                pool);
    }

    /// Retires a key: it signs no more, and verifies until `retireAt`.
    ///
    /// @param retireAt epoch milliseconds
    /// @return false when there is no such key
    public boolean retire(PoolId pool, String kid, long retireAt) {
        new Pools(sql).touch(pool);
        return sql.change(
                        "UPDATE signing_keys SET state = ?, retire_at = ? WHERE pool_id = ? AND kid = ?",
                        text(SigningKeyRecord.State.RETIRED),
                        retireAt,
                        pool,
                        kid)
                == 1;
    }

    /// Deletes a key: tokens it signed verify no more.
    ///
    /// @return false when there is no such key
    public boolean delete(PoolId pool, String kid) {
        new Pools(sql).touch(pool);
        return sql.change("DELETE FROM signing_keys WHERE pool_id = ? AND kid = ?", pool, kid) == 1;
    }

    private static String text(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
