package dev.gatehouse.server.store;

import dev.gatehouse.pure.id.PoolId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalLong;

/// User pools.
public final class Pools {
    private static final String SELECT =
            "SELECT id, name, document, sealed_key, created_at, modified_at, version FROM pools ";
    private final Sql sql;

    Pools(Sql sql) {
        this.sql = sql;
    }

    /// Writes a new pool.
    ///
    /// @return false when the id is taken
    public boolean insert(PoolRecord pool) {
        return sql.change(
                        "INSERT INTO pools (id, name, document, sealed_key, created_at, modified_at, version)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING",
                        pool.id(),
                        pool.name(),
                        pool.document(),
                        pool.sealedKey(),
                        pool.createdAt(),
                        pool.modifiedAt(),
                        pool.version())
                == 1;
    }

    /// The pool, unless deleted.
    public Optional<PoolRecord> find(PoolId id) {
        return sql.one(SELECT + "WHERE id = ?", Pools::read, id);
    }

    /// The version alone, for caches.
    public OptionalLong version(PoolId id) {
        return sql.one("SELECT version FROM pools WHERE id = ?", row -> OptionalLong.of(row.getLong(1)), id)
                .orElse(OptionalLong.empty());
    }

    /// Replaces name and document, if the pool still has the version of the record.
    ///
    /// @return false when it was changed or deleted since
    public boolean update(PoolRecord pool) {
        return sql.change(
                        "UPDATE pools SET name = ?, document = ?, modified_at = ?, version = version + 1"
                                + " WHERE id = ? AND version = ?",
                        pool.name(),
                        pool.document(),
                        pool.modifiedAt(),
                        pool.id(),
                        pool.version())
                == 1;
    }

    /// Makes every node read the pool again, for changes beside the record.
    public void touch(PoolId id) {
        sql.change("UPDATE pools SET version = version + 1 WHERE id = ?", id);
    }

    /// Deletes the pool and its clients at once; the rest of it goes in the background, in small steps
    /// ({@link Store#purge}), so that a large pool stops nobody.
    ///
    /// @param now epoch milliseconds
    /// @return false when there is no such pool
    public boolean delete(PoolId id, long now) {
        if (sql.change("DELETE FROM pools WHERE id = ?", id) == 0) {
            return false;
        }
        sql.change("DELETE FROM clients WHERE pool_id = ?", id);
        sql.change("DELETE FROM client_secrets WHERE pool_id = ?", id);
        sql.change("INSERT INTO purges (kind, pool_id, item, since) VALUES ('pool', ?, '', ?)", id, now);
        return true;
    }

    /// Pools by id.
    ///
    /// @throws InvalidCursor when `after` is not a cursor of this listing
    public Page<PoolRecord> list(Optional<String> after, int limit) {
        var rows = sql.list(
                SELECT + "WHERE id > ? ORDER BY id LIMIT ?",
                Pools::read,
                after.map(Cursor::one).orElse(""),
                limit + 1);
        return Page.cut(rows, limit, pool -> Cursor.of(pool.id().value()));
    }

    /// How many pools there are.
    public long count() {
        return sql.number("SELECT count(*) FROM pools");
    }

    private static PoolRecord read(ResultSet row) throws SQLException {
        return new PoolRecord(
                new PoolId(row.getString(1)),
                row.getString(2),
                row.getString(3),
                Sql.bytes(row, 4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7));
    }
}
