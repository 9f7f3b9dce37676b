package dev.gatehouse.server.store;

import dev.gatehouse.pure.id.PoolId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The files uploaded for import jobs, in sealed pieces.
public final class ImportChunks {
    private final Sql sql;

    ImportChunks(Sql sql) {
        this.sql = sql;
    }

    /// A file.
    ///
    /// @param job the job it was sent for
    /// @param upload tells it from other files sent for that job
    public record File(PoolId pool, String job, String upload) {}

    /// The text of a number in the key.
    public static String number(int number) {
        return String.format("%08d", number);
    }

    /// Writes pieces that follow one another.
    ///
    /// @param first the number of the first, from 0
    /// @param expires when they may go, epoch milliseconds
    public void insert(File file, int first, List<Bytes> sealed, long expires) {
        var rows = new ArrayList<@Nullable Object[]>();
        for (int i = 0; i < sealed.size(); i++) {
            rows.add(new @Nullable Object[] {
                file.pool(), file.job(), file.upload(), number(first + i), sealed.get(i), expires
            });
        }
        sql.changeAll(
                "INSERT INTO import_chunks (pool_id, job_id, upload, number, sealed, expires_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?)",
                rows);
    }

    /// One piece.
    public Optional<Bytes> find(File file, int number) {
        return sql.one(
                "SELECT sealed FROM import_chunks WHERE pool_id = ? AND job_id = ? AND upload = ? AND number = ?",
                row -> Sql.bytes(row, 1),
                file.pool(),
                file.job(),
                file.upload(),
                number(number));
    }

    /// How many pieces there are of all files.
    public long count() {
        return sql.number("SELECT count(*) FROM import_chunks");
    }

    /// Removes some pieces of a file.
    ///
    /// @return how many went; 0 when none are left
    public int delete(File file, int limit) {
        return sql.change(
                "DELETE FROM import_chunks WHERE (pool_id, job_id, upload, number) IN (SELECT pool_id, job_id, upload,"
                        + " number FROM import_chunks WHERE pool_id = ? AND job_id = ? AND upload = ? LIMIT ?)",
                file.pool(),
                file.job(),
                file.upload(),
                limit);
    }
}
