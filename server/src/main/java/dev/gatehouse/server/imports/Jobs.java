package dev.gatehouse.server.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.gatehouse.model.cognitoidp.CreateUserImportJobRequest;
import dev.gatehouse.model.cognitoidp.CreateUserImportJobResponse;
import dev.gatehouse.model.cognitoidp.DescribeUserImportJobRequest;
import dev.gatehouse.model.cognitoidp.DescribeUserImportJobResponse;
import dev.gatehouse.model.cognitoidp.GetCSVHeaderRequest;
import dev.gatehouse.model.cognitoidp.GetCSVHeaderResponse;
import dev.gatehouse.model.cognitoidp.ListUserImportJobsRequest;
import dev.gatehouse.model.cognitoidp.ListUserImportJobsResponse;
import dev.gatehouse.model.cognitoidp.PasswordHashingAlgorithmType;
import dev.gatehouse.model.cognitoidp.StartUserImportJobRequest;
import dev.gatehouse.model.cognitoidp.StartUserImportJobResponse;
import dev.gatehouse.model.cognitoidp.StopUserImportJobRequest;
import dev.gatehouse.model.cognitoidp.StopUserImportJobResponse;
import dev.gatehouse.model.cognitoidp.UserImportJobStatusType;
import dev.gatehouse.model.cognitoidp.UserImportJobType;
import dev.gatehouse.model.service.Call;
import dev.gatehouse.pure.id.PoolId;
import dev.gatehouse.server.pools.Directory;
import dev.gatehouse.server.pools.Pool;
import dev.gatehouse.server.seal.BadSeal;
import dev.gatehouse.server.seal.Chance;
import dev.gatehouse.server.seal.Purpose;
import dev.gatehouse.server.seal.Sealer;
import dev.gatehouse.server.store.ImportJobRecord;
import dev.gatehouse.server.store.InvalidCursor;
import dev.gatehouse.server.store.Page;
import dev.gatehouse.server.store.Store;
import dev.gatehouse.server.store.Tx;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// GetCSVHeader and the operations on import jobs. What is started here is done by {@link Importer}.
final class Jobs {
    private static final int MOST_JOBS = 1_000;
    private static final int FULL_PAGE = 50;
    private static final int ID_LENGTH = 10;
    private static final String LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private final Store store;
    private final Sealer sealer;
    private final Chance chance;
    private final InstantSource clock;
    private final Directory directory;
    private final JobTypes types;

    Jobs(Store store, Sealer sealer, Chance chance, InstantSource clock, Directory directory, JobTypes types) {
        this.store = store;
        this.sealer = sealer;
        this.chance = chance;
        this.clock = clock;
        this.directory = directory;
        this.types = types;
    }

    GetCSVHeaderResponse header(GetCSVHeaderRequest request, Call call) {
        Pool pool = directory.pool(requireNonNull(request.userPoolId()), call);
        return new GetCSVHeaderResponse(pool.id().value(), Columns.of(pool));
    }

    CreateUserImportJobResponse create(CreateUserImportJobRequest request, Call call) {
        PoolId pool = directory.pool(requireNonNull(request.userPoolId()), call).id();
        PasswordHashingAlgorithmType hashing = request.passwordHashingAlgorithm();
        ImportJobRecord job = new ImportJobRecord(
                pool,
                "import-" + chance.text(LETTERS, ID_LENGTH),
                requireNonNull(request.jobName()),
                requireNonNull(request.cloudWatchLogsRoleArn()),
                hashing == null ? "" : hashing.value(),
                UserImportJobStatusType.CREATED.value(),
                new ImportJobRecord.Dates(clock.millis(), 0, 0),
                ImportJobRecord.Progress.NONE,
                "",
                "",
                0,
                "",
                0,
                1);
        store.write(tx -> {
            if (tx.importJobs().count(pool) >= MOST_JOBS) {
                throw Refusals.tooMany(MOST_JOBS);
            }
            return tx.importJobs().insert(job);
        });
        return new CreateUserImportJobResponse(types.of(job));
    }

    StartUserImportJobResponse start(StartUserImportJobRequest request, Call call) {
        PoolId pool = directory.pool(requireNonNull(request.userPoolId()), call).id();
        long now = clock.millis();
        return new StartUserImportJobResponse(changed(pool, requireNonNull(request.jobId()), job -> {
            UserImportJobStatusType status = types.status(job);
            if (status != UserImportJobStatusType.CREATED) {
                throw Refusals.wrongState("started", status.value());
            }
            if (job.upload().isEmpty()) {
                throw Refusals.noFile();
            }
            return job.withStart(UserImportJobStatusType.PENDING.value(), now);
        }));
    }

    StopUserImportJobResponse stop(StopUserImportJobRequest request, Call call) {
        PoolId pool = directory.pool(requireNonNull(request.userPoolId()), call).id();
        return new StopUserImportJobResponse(changed(pool, requireNonNull(request.jobId()), job -> {
            UserImportJobStatusType status = types.status(job);
            return switch (status) {
                case PENDING, IN_PROGRESS -> job.withStatus(UserImportJobStatusType.STOPPING.value());
                case CREATED, STOPPING, EXPIRED, STOPPED, FAILED, SUCCEEDED ->
                    throw Refusals.wrongState("stopped", status.value());
            };
        }));
    }

    DescribeUserImportJobResponse describe(DescribeUserImportJobRequest request, Call call) {
        PoolId pool = directory.pool(requireNonNull(request.userPoolId()), call).id();
        String id = requireNonNull(request.jobId());
        return new DescribeUserImportJobResponse(types.of(store.read(tx -> find(tx, pool, id))));
    }

    /// The newest first, at most 50 a page.
    ListUserImportJobsResponse list(ListUserImportJobsRequest request, Call call) {
        PoolId pool = directory.pool(requireNonNull(request.userPoolId()), call).id();
        int size = Math.min(requireNonNull(request.maxResults()), FULL_PAGE);
        String listing = "ListUserImportJobs " + pool;
        Optional<String> cursor = cursor(request.paginationToken(), listing);
        Page<ImportJobRecord> page;
        try {
            page = store.read(tx -> tx.importJobs().list(pool, cursor, size));
        } catch (InvalidCursor e) {
            throw Refusals.badPageToken();
        }
        return new ListUserImportJobsResponse(
                page.items().stream().map(types::of).toList(),
                page.next()
                        .map(next -> sealer.sealText(Purpose.PAGING, next.getBytes(UTF_8), listing))
                        .orElse(null));
    }

    private Optional<String> cursor(@Nullable String token, String listing) {
        if (token == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new String(sealer.openText(Purpose.PAGING, token, listing), UTF_8));
        } catch (BadSeal e) {
            throw Refusals.badPageToken();
        }
    }

    private UserImportJobType changed(PoolId pool, String id, UnaryOperator<ImportJobRecord> change) {
        ImportJobRecord job = store.write(
                tx -> tx.importJobs().update(change.apply(find(tx, pool, id))).orElseThrow());
        return types.of(job);
    }

    private static ImportJobRecord find(Tx tx, PoolId pool, String id) {
        return tx.importJobs().find(pool, id).orElseThrow(() -> Refusals.noJob(id));
    }
}
