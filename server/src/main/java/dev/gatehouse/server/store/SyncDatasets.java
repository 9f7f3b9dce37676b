package dev.gatehouse.server.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// Datasets of Cognito Sync. Their records are in {@link SyncRecords}.
public final class SyncDatasets {
    private static final String COLUMNS = "pool_id, identity_id, name, merged_of, sync_count, deleted_count, live,"
            + " records, bytes, modified_by, created_at, modified_at";
    private static final String SELECT = "SELECT " + COLUMNS + " FROM sync_datasets WHERE pool_id = ?";
    private static final String TOTALS =
            "SELECT COALESCE(SUM(live), 0), COALESCE(SUM(bytes), 0), COALESCE(SUM(sync_count), 0),"
                    + " COALESCE(MAX(modified_at), 0) FROM sync_datasets WHERE pool_id = ?";
    private final Sql sql;

    SyncDatasets(Sql sql) {
        this.sql = sql;
    }

    /// The dataset of that name, also when it is deleted.
    public Optional<SyncDatasetRecord> find(SyncOwner owner, String name) {
        return sql.one(
                SELECT + " AND identity_id = ? AND name = ?", SyncDatasets::read, owner.pool(), owner.identity(), name);
    }

    /// Those that are not deleted, by name.
    ///
    /// @throws InvalidCursor when `after` is not a cursor of such a listing
    public Page<SyncDatasetRecord> list(SyncOwner owner, Optional<String> after, int limit) {
        List<SyncDatasetRecord> rows = sql.list(
                SELECT + " AND identity_id = ? AND live = 1 AND name > ? ORDER BY name LIMIT ?",
                SyncDatasets::read,
                owner.pool(),
                owner.identity(),
                after.map(Cursor::one).orElse(""),
                limit + 1);
        return Page.cut(rows, limit, dataset -> Cursor.of(dataset.name()));
    }

    /// Everything known of an identity's datasets, deleted ones too; an identity has few.
    public List<SyncDatasetRecord> all(SyncOwner owner) {
        return sql.list(
                SELECT + " AND identity_id = ? ORDER BY name", SyncDatasets::read, owner.pool(), owner.identity());
    }

    /// Writes all of it.
    public void put(SyncDatasetRecord dataset) {
        sql.change(
                "INSERT INTO sync_datasets (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (pool_id, identity_id, name) DO UPDATE SET merged_of = excluded.merged_of,"
                        + " sync_count = excluded.sync_count, deleted_count = excluded.deleted_count,"
                        + " live = excluded.live, records = excluded.records, bytes = excluded.bytes,"
                        + " modified_by = excluded.modified_by, created_at = excluded.created_at,"
                        + " modified_at = excluded.modified_at",
                dataset.owner().pool(),
                dataset.owner().identity(),
                dataset.name(),
                dataset.mergedOf(),
                dataset.syncCount(),
                dataset.deletedCount(),
                dataset.live(),
                dataset.records(),
                dataset.bytes(),
                dataset.modifiedBy(),
                dataset.createdAt(),
                dataset.modifiedAt());
    }

    /// Forgets a dataset altogether, but not its records.
    public void remove(SyncOwner owner, String name) {
        sql.change(
                "DELETE FROM sync_datasets WHERE pool_id = ? AND identity_id = ? AND name = ?",
                owner.pool(),
                owner.identity(),
                name);
    }

    /// What an identity keeps.
    public SyncUsage usage(SyncOwner owner) {
        return sql.one(TOTALS + " AND identity_id = ?", SyncDatasets::totals, owner.pool(), owner.identity())
                .orElseThrow();
    }

    /// What a pool keeps.
    public SyncUsage usage(String pool) {
        return sql.one(TOTALS, SyncDatasets::totals, pool).orElseThrow();
    }

    /// The first pool with datasets whose id comes after that text.
    public Optional<String> nextPool(String after) {
        return sql.one(
                "SELECT pool_id FROM sync_datasets WHERE pool_id > ? ORDER BY pool_id LIMIT 1",
                row -> row.getString(1),
                after);
    }

    private static SyncUsage totals(ResultSet row) throws SQLException {
        return new SyncUsage(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4));
    }

    private static SyncDatasetRecord read(ResultSet row) throws SQLException {
        return new SyncDatasetRecord(
                new SyncOwner(row.getString(1), row.getString(2)),
                row.getString(3),
                row.getString(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7) != 0,
                row.getLong(8),
                row.getLong(9),
                row.getString(10),
                row.getLong(11),
                row.getLong(12));
    }
}
