package dev.gatehouse.server.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Identity pools.
public final class IdentityPools {
    private static final String SELECT = "SELECT id, document, created_at, modified_at, version FROM identity_pools ";
    private final Sql sql;

    IdentityPools(Sql sql) {
        this.sql = sql;
    }

    /// Writes a new pool.
    public void insert(IdentityPoolRecord pool) {
        sql.change(
                "INSERT INTO identity_pools (id, document, created_at, modified_at, version) VALUES (?, ?, ?, ?, ?)",
                pool.id(),
                pool.document(),
                pool.createdAt(),
                pool.modifiedAt(),
                pool.version());
    }

    /// The pool of that id.
    public Optional<IdentityPoolRecord> find(String id) {
        return sql.one(SELECT + "WHERE id = ?", IdentityPools::read, id);
    }

    /// The version alone, for caches.
    public OptionalLong version(String id) {
        return sql.one("SELECT version FROM identity_pools WHERE id = ?", row -> OptionalLong.of(row.getLong(1)), id)
                .orElse(OptionalLong.empty());
    }

    /// Replaces the settings of a pool as it was read.
    ///
    /// @return false when the pool was changed since, or is gone
    public boolean update(IdentityPoolRecord pool) {
        return sql.change(
                        "UPDATE identity_pools SET document = ?, modified_at = ?, version = version + 1"
                                + " WHERE id = ? AND version = ?",
                        pool.document(),
                        pool.modifiedAt(),
                        pool.id(),
                        pool.version())
                == 1;
    }

    /// Deletes the pool at once; its identities and what is kept for them go in the background, in small steps
    /// ({@link Store#purge}), so that a large pool stops nobody.
    ///
    /// @param now epoch milliseconds
    /// @return false when there is no such pool
    public boolean delete(String id, long now) {
        if (sql.change("DELETE FROM identity_pools WHERE id = ?", id) == 0) {
            return false;
        }
        sql.change("INSERT INTO purges (kind, pool_id, item, since) VALUES ('pool', ?, '', ?)", id, now);
        return true;
    }

    /// How many there are.
    public long count() {
        return sql.number("SELECT COUNT(*) FROM identity_pools");
    }

    /// Pools of a region in the order of their ids.
    ///
    /// @throws InvalidCursor when `after` is not a cursor of such a listing
    public Page<IdentityPoolRecord> list(String region, Optional<String> after, int limit) {
        String first = region + ":";
        List<IdentityPoolRecord> rows = sql.list(
                SELECT + "WHERE id > ? AND id < ? ORDER BY id LIMIT ?",
                IdentityPools::read,
                after.map(cursor -> Cursor.one(cursor, first)).orElse(first),
                region + ";",
                limit + 1);
        return Page.cut(rows, limit, pool -> Cursor.of(pool.id()));
    }

    private static IdentityPoolRecord read(ResultSet row) throws SQLException {
        return new IdentityPoolRecord(
                row.getString(1), row.getString(2), row.getLong(3), row.getLong(4), row.getLong(5));
    }
}
