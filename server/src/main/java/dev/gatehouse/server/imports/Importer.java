package dev.gatehouse.server.imports;

import dev.gatehouse.model.cognitoidp.UserImportJobStatusType;
import dev.gatehouse.model.service.ServiceException;
import dev.gatehouse.server.pools.Directory;
import dev.gatehouse.server.pools.Pool;
import dev.gatehouse.server.store.ImportChunks;
import dev.gatehouse.server.store.ImportJobRecord;
import dev.gatehouse.server.store.ImportJobRecord.Progress;
import dev.gatehouse.server.store.ImportLine;
import dev.gatehouse.server.store.NewUser;
import dev.gatehouse.server.store.Store;
import dev.gatehouse.server.store.StoreUnavailable;
import dev.gatehouse.server.store.Tx;
import dev.gatehouse.server.store.UserWrite;
import dev.gatehouse.server.users.BulkUsers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does the work of import jobs, one job at a time and one small step at a time.
///
/// A step's users, log entries and position are one write that expects the job as it was read: a node that was
/// thought dead, or a job stopped meanwhile, undoes the step whole. Other nodes leave a job alone while its owner
/// keeps renewing its claim.
final class Importer {
    private static final Logger LOG = LoggerFactory.getLogger(Importer.class);
    private static final int LINES_A_STEP = 50;
    private static final Duration CLAIM = Duration.ofSeconds(60);
    private static final Duration LOG_KEPT = Duration.ofDays(90);
    private static final int FORGOTTEN_A_STEP = 20;
    private static final String DONE = "Import Job Completed Successfully.";
    private static final String STOPPED = "The Import Job was stopped by the developer.";
    private static final String TOO_MANY = "Too many users have failed or been skipped during the import.";
    private static final String BROKEN = "The import job failed because of an internal error.";

    private final Store store;
    private final Directory directory;
    private final Uploads uploads;
    private final BulkUsers users;
    private final InstantSource clock;
    private final String node;
    private @Nullable Work work;

    /// @param node tells this process from other ones on the same store
    Importer(Store store, Directory directory, Uploads uploads, BulkUsers users, InstantSource clock, String node) {
        this.store = store;
        this.directory = directory;
        this.uploads = uploads;
        this.users = users;
        this.clock = clock;
        this.node = node;
    }

    /// A job in hand, as this node last wrote it.
    private record Work(ImportJobRecord job, Records.Source file, Columns columns) {}

    /// The job is not as this node left it; whatever was written in the same write is undone.
    private static final class Overtaken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Overtaken() {
            super(null, null, false, false);
        }
    }

    /// Does one step. Not for several threads at once.
    ///
    /// @return false when there is nothing to do now
    boolean step() {
        try {
            if (work != null) {
                work = goOn(work);
                return true;
            }
            return tidy() || begin();
        } catch (Overtaken overtaken) {
            work = null;
            return true;
        }
    }

    /// Removes the file of a job that ended; ends jobs nobody started.
    private boolean tidy() {
        Optional<ImportJobRecord> leftover = store.read(tx -> tx.importJobs().leftover());
        if (leftover.isPresent()) {
            ImportJobRecord job = leftover.get();
            if (!uploads.removeSome(new ImportChunks.File(job.pool(), job.id(), job.upload()))) {
                write(job.withUpload("", 0));
            }
            return true;
        }
        long before = clock.instant().minus(JobTypes.WAITS).toEpochMilli();
        List<ImportJobRecord> forgotten = store.read(tx -> tx.importJobs().forgotten(before, FORGOTTEN_A_STEP));
        forgotten.forEach(job -> write(job.withStatus(UserImportJobStatusType.EXPIRED.value())));
        return !forgotten.isEmpty();
    }

    private boolean begin() {
        Optional<ImportJobRecord> next = store.read(tx -> tx.importJobs().next());
        if (next.isEmpty() || isOthers(next.get())) {
            return false;
        }
        ImportJobRecord job = next.get();
        if (is(job, UserImportJobStatusType.STOPPING)) {
            end(job, UserImportJobStatusType.STOPPED, STOPPED);
            return true;
        }
        ImportJobRecord claimed = write(claim(job.withStatus(UserImportJobStatusType.IN_PROGRESS.value())));
        try {
            work = open(claimed);
        } catch (Columns.Misfit misfit) {
            end(claimed, UserImportJobStatusType.FAILED, misfit.why());
        } catch (StoreUnavailable outage) {
            throw outage;
        } catch (RuntimeException failure) {
            broken(claimed, failure);
        }
        return true;
    }

    private boolean isOthers(ImportJobRecord job) {
        return !job.owner().isEmpty() && !job.owner().equals(node) && job.ownedUntil() > clock.millis();
    }

    /// Reads the header, and goes to where the job was left.
    private Work open(ImportJobRecord job) throws Columns.Misfit {
        Records.Source file = uploads.open(job);
        Records records = new Records(file, afterMark(file), 1);
        Optional<Records.Found> header = records.next();
        if (header.isEmpty()) {
            throw new Columns.Misfit("The file is empty.");
        }
        Columns columns = Columns.read(directory.pool(job.pool()), names(header.get()));
        if (job.progress().nextByte() > 0) {
            return new Work(job, file, columns);
        }
        Progress begun = new Progress(records.nextByte(), records.nextLine(), 0, 0, 0);
        return new Work(write(job.withProgress(begun)), file, columns);
    }

    /// A byte order mark is passed over; editors leave it there.
    private static long afterMark(Records.Source file) {
        return file.at(0) == 0xef && file.at(1) == 0xbb && file.at(2) == 0xbf ? 3 : 0;
    }

    private static List<String> names(Records.Found header) throws Columns.Misfit {
        try {
            return switch (header) {
                case Records.Broken(long line, String why) -> throw new Columns.Misfit("The header: " + why);
                case Records.Text(long line, String text) -> Csv.values(text);
            };
        } catch (Csv.Malformed malformed) {
            throw new Columns.Misfit("The header: " + malformed.why());
        }
    }

    /// @return the work after the step; null when the job has ended
    private @Nullable Work goOn(Work before) {
        try {
            return batch(before);
        } catch (Overtaken | StoreUnavailable notItsFault) {
            throw notItsFault;
        } catch (RuntimeException failure) {
            broken(before.job(), failure);
            return null;
        }
    }

    private @Nullable Work batch(Work before) {
        ImportJobRecord job = before.job();
        Pool pool = directory.pool(job.pool());
        Lines lines = new Lines(users, pool, before.columns(), job.hashing());
        Records records = new Records(
                before.file(), job.progress().nextByte(), job.progress().nextLine());
        List<Lines.Verdict> verdicts = new ArrayList<>();
        Instant now = clock.instant();
        Optional<Records.Found> found = records.next();
        while (found.isPresent()) {
            verdicts.add(lines.judge(found.get(), now));
            found = verdicts.size() < LINES_A_STEP ? records.next() : Optional.empty();
        }
        if (verdicts.isEmpty()) {
            ended(job);
            return null;
        }
        ImportJobRecord after = store.write(tx -> commit(tx, pool, job, verdicts, records));
        return new Work(after, before.file(), before.columns());
    }

    private ImportJobRecord commit(
            Tx tx, Pool pool, ImportJobRecord job, List<Lines.Verdict> verdicts, Records records) {
        List<NewUser> good = new ArrayList<>();
        List<Long> goodLines = new ArrayList<>();
        List<ImportLine> log = new ArrayList<>();
        for (Lines.Verdict verdict : verdicts) {
            switch (verdict) {
                case Lines.Good(long line, NewUser user) -> {
                    good.add(user);
                    goodLines.add(line);
                }
                case Lines.Bad(long line, String why) -> log.add(new ImportLine(line, ImportLog.FAILED, why));
            }
        }
        int failed = log.size();
        List<UserWrite> outcomes = BulkUsers.insert(tx, pool, good);
        for (int i = 0; i < outcomes.size(); i++) {
            if (outcomes.get(i) instanceof UserWrite.NameTaken taken) {
                log.add(new ImportLine(
                        goodLines.get(i),
                        ImportLog.SKIPPED,
                        ImportLog.taken(taken.name().kind())));
            }
        }
        int skipped = log.size() - failed;
        tx.importJobs().log(job, log, clock.instant().plus(LOG_KEPT).toEpochMilli());
        Progress done = job.progress();
        Progress further = new Progress(
                records.nextByte(),
                records.nextLine(),
                done.imported() + good.size() - skipped,
                done.skipped() + skipped,
                done.failed() + failed);
        return update(tx, claim(job.withProgress(further)));
    }

    /// A job that found lines and imported nobody has failed.
    private void ended(ImportJobRecord job) {
        Progress done = job.progress();
        boolean nobody = done.imported() == 0 && done.skipped() + done.failed() > 0;
        if (nobody) {
            end(job, UserImportJobStatusType.FAILED, TOO_MANY);
        } else {
            end(job, UserImportJobStatusType.SUCCEEDED, DONE);
        }
    }

    /// A job that cannot go on must not stand in the way of others.
    private void broken(ImportJobRecord job, RuntimeException failure) {
        if (failure instanceof ServiceException) {
            LOG.warn("import job {} of pool {}: {}", job.id(), job.pool(), failure.getMessage());
        } else {
            LOG.error("import job {} of pool {} failed", job.id(), job.pool(), failure);
        }
        end(job, UserImportJobStatusType.FAILED, BROKEN);
    }

    private void end(ImportJobRecord job, UserImportJobStatusType status, String message) {
        Progress done = job.progress();
        write(job.withEnd(status.value(), message, clock.millis()));
        LOG.info(
                "import job {} of pool {} {}: {} imported, {} skipped, {} failed",
                job.id(),
                job.pool(),
                status.value(),
                done.imported(),
                done.skipped(),
                done.failed());
    }

    private ImportJobRecord claim(ImportJobRecord job) {
        return job.withOwner(node, clock.instant().plus(CLAIM).toEpochMilli());
    }

    private ImportJobRecord write(ImportJobRecord job) {
        return store.write(tx -> update(tx, job));
    }

    private static ImportJobRecord update(Tx tx, ImportJobRecord job) {
        return tx.importJobs().update(job).orElseThrow(Overtaken::new);
    }

    private static boolean is(ImportJobRecord job, UserImportJobStatusType status) {
        return job.status().equals(status.value());
    }
}
