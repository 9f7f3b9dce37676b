package dev.gatehouse.server.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The records of datasets of Cognito Sync.
public final class SyncRecords {
    private static final String DATASET = " WHERE pool_id = ? AND identity_id = ? AND dataset = ?";
    private final Sql sql;

    SyncRecords(Sql sql) {
        this.sql = sql;
    }

    /// What the next writer must know of a record.
    ///
    /// @param syncCount the count it was written with
    /// @param bytes what it counts towards the size of its dataset; 0 when it was removed
    public record Known(long syncCount, long bytes) {}

    /// The id of a record by its key: two keys that would be stored alike have one id.
    public static String id(String key) {
        try {
            byte[] text = Text.clean(key).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /// Every record of a dataset by its id, removed ones too.
    public Map<String, Known> known(SyncOwner owner, String dataset) {
        Map<String, Known> known = new HashMap<>();
        sql.list(
                        "SELECT id, sync_count, bytes FROM sync_records" + DATASET,
                        row -> Map.entry(row.getString(1), new Known(row.getLong(2), row.getLong(3))),
                        owner.pool(),
                        owner.identity(),
                        dataset)
                .forEach(record -> known.put(record.getKey(), record.getValue()));
        return known;
    }

    /// Records written after a count, removed ones too, in the order of their counts.
    ///
    /// @throws InvalidCursor when `after` is not a cursor of such a listing
    public Page<SyncRecord> changedSince(
            SyncOwner owner, String dataset, long count, Optional<String> after, int limit) {
        List<String> last = after.map(cursor -> Cursor.read(cursor, 2)).orElse(List.of(Long.toString(count), "~"));
        List<SyncRecord> rows = sql.list(
                "SELECT record_key, value, sync_count, modified_by, modified_at, device_modified_at FROM sync_records"
                        + DATASET + " AND sync_count > ? AND (sync_count, id) > (?, ?)"
                        + " ORDER BY sync_count, id LIMIT ?",
                SyncRecords::read,
                owner.pool(),
                owner.identity(),
                dataset,
                count,
                number(last.getFirst()),
                last.getLast(),
                limit + 1);
        return Page.cut(rows, limit, row -> Cursor.of(Long.toString(row.syncCount()), id(row.key())));
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new InvalidCursor();
        }
    }

    /// Writes records over those of the same keys.
    public void put(SyncOwner owner, String dataset, List<SyncRecord> records) {
        var rows = new ArrayList<@Nullable Object[]>();
        for (SyncRecord written : records) {
            rows.add(new @Nullable Object[] {
                owner.pool(),
                owner.identity(),
                dataset,
                id(written.key()),
                written.key(),
                written.value(),
                written.bytes(),
                written.syncCount(),
                written.modifiedBy(),
                written.modifiedAt(),
                written.deviceModifiedAt()
            });
        }
        sql.changeAll(
                "INSERT INTO sync_records (pool_id, identity_id, dataset, id, record_key, value, bytes, sync_count,"
                        + " modified_by, modified_at, device_modified_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (pool_id, identity_id, dataset, id) DO UPDATE SET value = excluded.value,"
                        + " bytes = excluded.bytes, sync_count = excluded.sync_count,"
                        + " modified_by = excluded.modified_by, modified_at = excluded.modified_at,"
                        + " device_modified_at = excluded.device_modified_at",
                rows);
    }

    /// Removes every record of a dataset.
    public void deleteAll(SyncOwner owner, String dataset) {
        sql.change("DELETE FROM sync_records" + DATASET, owner.pool(), owner.identity(), dataset);
    }

    /// Gives the records of a dataset to another one that has none.
    public void move(SyncOwner from, String dataset, SyncOwner into, String renamed) {
        sql.change(
                "UPDATE sync_records SET identity_id = ?, dataset = ?" + DATASET,
                into.identity(),
                renamed,
                from.pool(),
                from.identity(),
                dataset);
    }

    private static SyncRecord read(ResultSet row) throws SQLException {
        long device = row.getLong(6);
        return new SyncRecord(
                row.getString(1),
                row.getString(2),
                row.getLong(3),
                row.getString(4),
                row.getLong(5),
                row.getObject(6) == null ? null : device);
    }
}
