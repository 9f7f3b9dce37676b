package dev.gatehouse.server.imports;

import dev.gatehouse.model.cognitoidp.UserImportJobStatusType;
import dev.gatehouse.model.protocol.Page;
import dev.gatehouse.model.protocol.Pages;
import dev.gatehouse.model.protocol.WireAnswer;
import dev.gatehouse.pure.id.PoolId;
import dev.gatehouse.server.store.ImportChunks;
import dev.gatehouse.server.store.ImportJobRecord;
import dev.gatehouse.server.store.Store;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/// Takes the file of a job: `PUT` to the address that CreateUserImportJob answered, as to S3. A second file replaces
/// the first until the job is started.
final class UploadPage {
    private static final String CREATED = UserImportJobStatusType.CREATED.value();

    private final Store store;
    private final Uploads uploads;
    private final UploadUrl url;
    private final InstantSource clock;

    UploadPage(Store store, Uploads uploads, UploadUrl url, InstantSource clock) {
        this.store = store;
        this.uploads = uploads;
        this.url = url;
        this.clock = clock;
    }

    Pages pages() {
        return Pages.table().onUpload(UploadUrl.PATH, this::put);
    }

    /// The address is judged before a byte of the body is read.
    private WireAnswer put(Page.Visit visit, InputStream body) throws IOException {
        Optional<ImportJobRecord> job = allowed(visit);
        if (job.isEmpty()) {
            return refused(403, "AccessDenied", "The address is not good, or not any more.");
        }
        if (!waits(job.get())) {
            return refused(403, "AccessDenied", "The import job has been started.");
        }
        if (announced(visit) > Uploads.LONGEST) {
            return tooLong();
        }
        Uploads.Taken taken;
        try {
            taken = uploads.take(job.get().pool(), job.get().id(), body);
        } catch (Uploads.TooLong e) {
            return tooLong();
        }
        return keep(taken)
                ? new WireAnswer(200, Map.of(), new byte[0])
                : refused(403, "AccessDenied", "The import job has been started.");
    }

    private Optional<ImportJobRecord> allowed(Page.Visit visit) {
        String query = visit.http().query();
        String prefix = UploadUrl.KEY + "=";
        String id = visit.variable("jobId");
        PoolId pool;
        try {
            pool = new PoolId(visit.variable("poolId"));
        } catch (IllegalArgumentException notAPool) {
            return Optional.empty();
        }
        boolean opens =
                query.startsWith(prefix) && url.opens(pool, id, query.substring(prefix.length()), clock.instant());
        return opens ? store.read(tx -> tx.importJobs().find(pool, id)) : Optional.empty();
    }

    private static boolean waits(ImportJobRecord job) {
        return job.status().equals(CREATED);
    }

    private static long announced(Page.Visit visit) {
        return visit.http()
                .header("content-length")
                .filter(text -> text.matches("\\d{1,18}"))
                .map(Long::parseLong)
                .orElse(0L);
    }

    /// Makes a file the one that counts; the one before goes.
    private boolean keep(Uploads.Taken taken) {
        ImportChunks.File file = taken.file();
        Optional<ImportJobRecord> before = store.write(tx -> {
            Optional<ImportJobRecord> job =
                    tx.importJobs().find(file.pool(), file.job()).filter(UploadPage::waits);
            job.ifPresent(found -> tx.importJobs().update(found.withUpload(file.upload(), taken.bytes())));
            return job;
        });
        if (before.isEmpty()) {
            uploads.remove(file);
            return false;
        }
        if (!before.get().upload().isEmpty()) {
            uploads.remove(
                    new ImportChunks.File(file.pool(), file.job(), before.get().upload()));
        }
        return true;
    }

    private static WireAnswer tooLong() {
        return refused(413, "EntityTooLarge", "The file is longer than " + (Uploads.LONGEST >> 20) + " MiB.");
    }

    private static WireAnswer refused(int status, String code, String text) {
        String body = "{\"__type\":\"" + code + "\",\"message\":\"" + text + "\"}";
        return new WireAnswer(
                status, Map.of("Content-Type", "application/json"), body.getBytes(StandardCharsets.UTF_8));
    }
}
