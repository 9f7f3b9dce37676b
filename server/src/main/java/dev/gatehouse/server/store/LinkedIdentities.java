package dev.gatehouse.server.store;

import dev.gatehouse.pure.id.PoolId;
import dev.gatehouse.pure.id.Sub;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// Identities of users at other providers; each belongs to one user of a pool.
public final class LinkedIdentities {
    private static final String COLUMNS = "pool_id, provider, attribute, value, sub, is_primary, created_at";
    private static final String OF_KEY = " WHERE pool_id = ? AND provider = ? AND attribute = ? AND value = ?";
    private final Sql sql;

    LinkedIdentities(Sql sql) {
        this.sql = sql;
    }

    /// Writes an identity.
    ///
    /// @return false when it belongs to a user already
    public boolean insert(LinkedIdentityRecord identity) {
        return sql.change(
                        "INSERT INTO linked_identities (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?)"
                                + " ON CONFLICT (pool_id, provider, attribute, value) DO NOTHING",
                        identity.pool(),
                        identity.key().provider(),
                        identity.key().attribute(),
                        identity.key().value(),
                        identity.sub(),
                        identity.primary(),
                        identity.createdAt())
                == 1;
    }

    /// The identity of a key.
    public Optional<LinkedIdentityRecord> find(PoolId pool, LinkedIdentityRecord.Key key) {
        return sql.one(
                "SELECT " + COLUMNS + " FROM linked_identities" + OF_KEY,
                LinkedIdentities::read,
                pool,
                key.provider(),
                key.attribute(),
                key.value());
    }

    /// The identities of a user, oldest first.
    public List<LinkedIdentityRecord> ofUser(PoolId pool, Sub sub) {
        return sql.list(
                "SELECT " + COLUMNS + " FROM linked_identities WHERE pool_id = ? AND sub = ?"
                        + " ORDER BY created_at, provider, attribute, value",
                LinkedIdentities::read,
                pool,
                sub);
    }

    /// Removes an identity, if it is there.
    public void delete(PoolId pool, LinkedIdentityRecord.Key key) {
        sql.change("DELETE FROM linked_identities" + OF_KEY, pool, key.provider(), key.attribute(), key.value());
    }

    private static LinkedIdentityRecord read(ResultSet row) throws SQLException {
        return new LinkedIdentityRecord(
                new PoolId(row.getString(1)),
                new LinkedIdentityRecord.Key(row.getString(2), row.getString(3), row.getString(4)),
                new Sub(row.getString(5)),
                row.getLong(6) != 0,
                row.getLong(7));
    }
}
