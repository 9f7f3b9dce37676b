package dev.gatehouse.server.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/// How identity pools synchronise.
public final class SyncPools {
    private static final String COLUMNS = "pool_id, push_applications, push_role, stream_name, stream_role, streaming,"
            + " sync_trigger, publish_started_at";
    private final Sql sql;

    SyncPools(Sql sql) {
        this.sql = sql;
    }

    /// What was configured, if anything was.
    public Optional<SyncPoolRecord> find(String pool) {
        return sql.one("SELECT " + COLUMNS + " FROM sync_pools WHERE pool_id = ?", SyncPools::read, pool);
    }

    /// Writes all of it.
    public void put(SyncPoolRecord pool) {
        sql.change(
                "INSERT INTO sync_pools (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (pool_id) DO"
                        + " UPDATE SET push_applications = excluded.push_applications, push_role = excluded.push_role,"
                        + " stream_name = excluded.stream_name, stream_role = excluded.stream_role,"
                        + " streaming = excluded.streaming, sync_trigger = excluded.sync_trigger,"
                        + " publish_started_at = excluded.publish_started_at",
                pool.pool(),
                JsonText.writeList(pool.pushApplications()),
                pool.pushRole(),
                pool.streamName(),
                pool.streamRole(),
                pool.streaming(),
                pool.syncTrigger(),
                pool.publishStartedAt());
    }

    private static SyncPoolRecord read(ResultSet row) throws SQLException {
        return new SyncPoolRecord(
                row.getString(1),
                JsonText.readList(row.getString(2)),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getLong(8));
    }
}
