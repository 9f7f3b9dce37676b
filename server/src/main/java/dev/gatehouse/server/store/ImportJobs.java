package dev.gatehouse.server.store;

import dev.gatehouse.pure.id.PoolId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Import jobs, and what became of the lines of their files.
public final class ImportJobs {
    private static final String COLUMNS =
            "pool_id, id, name, role_arn, hashing, status, created_at, started_at, completed_at, next_byte, next_line,"
                    + " imported, skipped, failed, message, upload, upload_bytes, owner, owned_until, version";
    private static final String SELECT = "SELECT " + COLUMNS + " FROM import_jobs ";
    private static final String ACTIVE = "status IN ('Pending', 'InProgress', 'Stopping')";
    private final Sql sql;

    ImportJobs(Sql sql) {
        this.sql = sql;
    }

    /// Writes a new job.
    ///
    /// @return false when the id is taken
    public boolean insert(ImportJobRecord job) {
        return sql.change(
                        "INSERT INTO import_jobs (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
                                + " ?, ?, ?, ?, ?) ON CONFLICT (pool_id, id) DO NOTHING",
                        job.pool(),
                        job.id(),
                        job.name(),
                        job.roleArn(),
                        job.hashing(),
                        job.status(),
                        job.dates().created(),
                        job.dates().started(),
                        job.dates().completed(),
                        job.progress().nextByte(),
                        job.progress().nextLine(),
                        job.progress().imported(),
                        job.progress().skipped(),
                        job.progress().failed(),
                        job.message(),
                        job.upload(),
                        job.uploadBytes(),
                        job.owner(),
                        job.ownedUntil(),
                        job.version())
                == 1;
    }

    /// Replaces what changes about a job, if it still has the version of the record.
    ///
    /// @return the job as written; empty when it was changed or deleted since
    public Optional<ImportJobRecord> update(ImportJobRecord job) {
        int changed = sql.change(
                "UPDATE import_jobs SET status = ?, started_at = ?, completed_at = ?, next_byte = ?, next_line = ?,"
                        + " imported = ?, skipped = ?, failed = ?, message = ?, upload = ?, upload_bytes = ?,"
                        + " owner = ?, owned_until = ?, version = version + 1"
                        + " WHERE pool_id = ? AND id = ? AND version = ?",
                job.status(),
                job.dates().started(),
                job.dates().completed(),
                job.progress().nextByte(),
                job.progress().nextLine(),
                job.progress().imported(),
                job.progress().skipped(),
                job.progress().failed(),
                job.message(),
                job.upload(),
                job.uploadBytes(),
                job.owner(),
                job.ownedUntil(),
                job.pool(),
                job.id(),
                job.version());
        return changed == 1 ? find(job.pool(), job.id()) : Optional.empty();
    }

    /// The job of a pool.
    public Optional<ImportJobRecord> find(PoolId pool, String id) {
        return sql.one(SELECT + "WHERE pool_id = ? AND id = ?", ImportJobs::read, pool, id);
    }

    /// The job of that id in whatever pool.
    public Optional<ImportJobRecord> find(String id) {
        return sql.one(SELECT + "WHERE id = ?", ImportJobs::read, id);
    }

    /// How many jobs a pool has.
    public long count(PoolId pool) {
        return sql.number("SELECT count(*) FROM import_jobs WHERE pool_id = ?", pool);
    }

    /// Whether a job of the pool was started and has not ended.
    public boolean isActive(PoolId pool) {
        return sql.exists("SELECT 1 FROM import_jobs WHERE " + ACTIVE + " AND pool_id = ?", pool);
    }

    /// The job whose turn it is: of those started and not ended, the first started.
    public Optional<ImportJobRecord> next() {
        return sql.one(SELECT + "WHERE " + ACTIVE + " ORDER BY started_at, pool_id, id LIMIT 1", ImportJobs::read);
    }

    /// Jobs created before a time and never started.
    public List<ImportJobRecord> forgotten(long before, int limit) {
        return sql.list(
                SELECT + "WHERE status = 'Created' AND created_at <= ? LIMIT ?", ImportJobs::read, before, limit);
    }

    /// A job that has ended and still has its file.
    public Optional<ImportJobRecord> leftover() {
        return sql.one(
                SELECT + "WHERE upload > '' AND status IN ('Expired', 'Stopped', 'Failed', 'Succeeded') LIMIT 1",
                ImportJobs::read);
    }

    /// Jobs of a pool, the newest first.
    ///
    /// @throws InvalidCursor when `after` is not a cursor of this listing
    public Page<ImportJobRecord> list(PoolId pool, Optional<String> after, int limit) {
        List<String> last = after.map(cursor -> Cursor.read(cursor, 2)).orElse(List.of());
        List<ImportJobRecord> rows = last.isEmpty()
                ? sql.list(
                        SELECT + "WHERE pool_id = ? ORDER BY created_at DESC, id DESC LIMIT ?",
                        ImportJobs::read,
                        pool,
                        limit + 1)
                : sql.list(
                        SELECT + "WHERE pool_id = ? AND (created_at < ? OR (created_at = ? AND id < ?))"
                                + " ORDER BY created_at DESC, id DESC LIMIT ?",
                        ImportJobs::read,
                        pool,
                        number(last.getFirst()),
                        number(last.getFirst()),
                        last.getLast(),
                        limit + 1);
        return Page.cut(rows, limit, job -> Cursor.of(Long.toString(job.dates().created()), job.id()));
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new InvalidCursor();
        }
    }

    /// Writes what became of lines.
    ///
    /// @param expires when the entries may go, epoch milliseconds
    public void log(ImportJobRecord job, List<ImportLine> lines, long expires) {
        List<@Nullable Object[]> rows = lines.stream()
                .map(line -> new @Nullable Object[] {
                    job.pool(), job.id(), line.line(), line.outcome(), line.reason(), expires
                })
                .toList();
        sql.changeAll(
                "INSERT INTO import_log (pool_id, job_id, line, outcome, reason, expires_at) VALUES (?, ?, ?, ?, ?, ?)",
                rows);
    }

    /// What became of lines, in their order.
    ///
    /// @param after the line the last page ended with, 0 at first
    public List<ImportLine> log(ImportJobRecord job, long after, int limit) {
        return sql.list(
                "SELECT line, outcome, reason FROM import_log WHERE pool_id = ? AND job_id = ? AND line > ?"
                        + " ORDER BY line LIMIT ?",
                row -> new ImportLine(row.getLong(1), row.getString(2), row.getString(3)),
                job.pool(),
                job.id(),
                after,
                limit);
    }

    private static ImportJobRecord read(ResultSet row) throws SQLException {
        return new ImportJobRecord(
                new PoolId(row.getString(1)),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                new ImportJobRecord.Dates(row.getLong(7), row.getLong(8), row.getLong(9)),
                new ImportJobRecord.Progress(
                        row.getLong(10), row.getLong(11), row.getLong(12), row.getLong(13), row.getLong(14)),
                row.getString(15),
                row.getString(16),
                row.getLong(17),
                row.getString(18),
                row.getLong(19),
                row.getLong(20));
    }
}
