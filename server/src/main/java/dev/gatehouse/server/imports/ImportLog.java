package dev.gatehouse.server.imports;

import dev.gatehouse.server.store.ImportJobRecord;
import dev.gatehouse.server.store.ImportLine;
import dev.gatehouse.server.store.SignInName;
import dev.gatehouse.server.store.Store;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// What became of the lines of a job, as text. Cognito writes the same to CloudWatch; here only lines that gave no
/// user have one. Reasons never repeat what stands in the file.
public final class ImportLog {
    static final String SKIPPED = "SKIPPED";
    static final String FAILED = "FAILED";

    private static final int PAGE = 500;

    private ImportLog() {}

    /// Hands over the lines one by one, the totals last.
    ///
    /// @return false when there is no such job
    public static boolean print(Store store, String jobId, Consumer<String> out) {
        Optional<ImportJobRecord> found = store.read(tx -> tx.importJobs().find(jobId));
        if (found.isEmpty()) {
            return false;
        }
        ImportJobRecord job = found.get();
        List<ImportLine> lines = page(store, job, 0);
        while (!lines.isEmpty()) {
            lines.forEach(line -> out.accept(text(line)));
            lines = page(store, job, lines.getLast().line());
        }
        ImportJobRecord.Progress done = job.progress();
        out.accept("Job " + job.id() + " of " + job.pool() + ": " + job.status() + ", imported " + done.imported()
                + ", skipped " + done.skipped() + ", failed " + done.failed());
        return true;
    }

    private static List<ImportLine> page(Store store, ImportJobRecord job, long after) {
        return store.read(tx -> tx.importJobs().log(job, after, PAGE));
    }

    private static String text(ImportLine line) {
        return "[" + line.outcome() + "] Line Number " + line.line() + " - " + line.reason();
    }

    static String taken(SignInName.Kind kind) {
        return kind == SignInName.Kind.USERNAME
                ? "The user already exists."
                : "The " + kind.text() + " is the sign-in name of another user.";
    }
}
