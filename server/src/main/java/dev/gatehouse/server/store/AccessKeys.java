package dev.gatehouse.server.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Access keys of IAM users.
public final class AccessKeys {
    private static final String SELECT = "SELECT id, user_id, sealed, active, created_at, used_at, used_region,"
            + " used_service, version FROM iam_access_keys ";
    private final Sql sql;

    AccessKeys(Sql sql) {
        this.sql = sql;
    }

    /// Writes a new key.
    ///
    /// @return false when the id is taken
    public boolean insert(AccessKeyRecord key) {
        return sql.change(
                        "INSERT INTO iam_access_keys (id, user_id, sealed, active, created_at, used_at, used_region,"
                                + " used_service, version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
                                + " ON CONFLICT (id) DO NOTHING",
                        key.id(),
                        key.userId(),
                        key.sealed(),
                        key.active(),
                        key.createdAt(),
                        key.usedAt(),
                        key.usedRegion(),
                        key.usedService(),
                        key.version())
                == 1;
    }

    /// The key of that id.
    public Optional<AccessKeyRecord> find(String id) {
        return sql.one(SELECT + "WHERE id = ?", AccessKeys::read, id);
    }

    /// The version alone, for caches.
    public OptionalLong version(String id) {
        return sql.one("SELECT version FROM iam_access_keys WHERE id = ?", row -> OptionalLong.of(row.getLong(1)), id)
                .orElse(OptionalLong.empty());
    }

    /// The keys of a user by id.
    public List<AccessKeyRecord> ofUser(String userId) {
        return sql.list(SELECT + "WHERE user_id = ? ORDER BY id", AccessKeys::read, userId);
    }

    /// Switches a key on or off.
    public void setActive(String id, boolean active) {
        sql.change("UPDATE iam_access_keys SET active = ?, version = version + 1 WHERE id = ?", active, id);
    }

    /// Notes a use. It does not move the version.
    public void used(String id, long at, String region, String service) {
        sql.change(
                "UPDATE iam_access_keys SET used_at = ?, used_region = ?, used_service = ? WHERE id = ?",
                at,
                region,
                service,
                id);
    }

    /// Deletes a key.
    public void delete(String id) {
        sql.change("DELETE FROM iam_access_keys WHERE id = ?", id);
    }

    private static AccessKeyRecord read(ResultSet row) throws SQLException {
        return new AccessKeyRecord(
                row.getString(1),
                row.getString(2),
                Sql.bytes(row, 3),
                row.getLong(4) != 0,
                row.getLong(5),
                row.getLong(6),
                row.getString(7),
                row.getString(8),
                row.getLong(9));
    }
}
