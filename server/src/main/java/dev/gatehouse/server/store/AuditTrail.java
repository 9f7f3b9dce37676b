package dev.gatehouse.server.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The audit trail: written in batches, read newest first.
public final class AuditTrail {
    private static final String COLUMNS = "id, created_at, request_id, service, operation, pool_id, client_id, sub,"
            + " caller, source_ip, outcome, reason, millis";
    private final Sql sql;

    AuditTrail(Sql sql) {
        this.sql = sql;
    }

    /// Writes records; one whose id is there already is left out, so that a batch may be written again.
    public void insert(List<AuditRecord> records) {
        List<@Nullable Object[]> rows = records.stream()
                .map(record -> new @Nullable Object[] {
                    record.id(),
                    record.at(),
                    record.requestId(),
                    record.service(),
                    record.operation(),
                    record.pool(),
                    record.client(),
                    record.sub(),
                    record.caller(),
                    record.sourceIp(),
                    record.outcome(),
                    record.reason(),
                    record.millis()
                })
                .toList();
        sql.changeAll(
                "INSERT INTO audit (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (id) DO NOTHING",
                rows);
    }

    /// Records, newest first.
    ///
    /// @throws InvalidCursor when `after` is not a cursor of this listing
    public Page<AuditRecord> list(Optional<String> after, int limit) {
        var rows = sql.list(
                "SELECT " + COLUMNS + " FROM audit WHERE id < ? ORDER BY id DESC LIMIT ?",
                AuditTrail::read,
                after.map(Cursor::one).orElse(TimeIds.LAST),
                limit + 1);
        return Page.cut(rows, limit, record -> Cursor.of(record.id()));
    }

    /// Deletes the records made before a time, at most `limit` of them.
    ///
    /// @return how many went
    public int deleteBefore(long time, int limit) {
        return sql.change(
                "DELETE FROM audit WHERE id IN (SELECT id FROM audit WHERE id < ? ORDER BY id LIMIT ?)",
                TimeIds.first(time),
                limit);
    }

    private static AuditRecord read(ResultSet row) throws SQLException {
        return new AuditRecord(
                row.getString(1),
                row.getLong(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                row.getString(10),
                row.getString(11),
                row.getString(12),
                row.getLong(13));
    }
}
