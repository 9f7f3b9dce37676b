package dev.gatehouse.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.model.cognitoidp.CognitoIdp;
import dev.gatehouse.model.cognitoidp.CreateUserImportJobRequest;
import dev.gatehouse.model.cognitoidp.CreateUserPoolRequest;
import dev.gatehouse.model.cognitoidp.GetCSVHeaderRequest;
import dev.gatehouse.model.cognitoidp.StartUserImportJobRequest;
import dev.gatehouse.model.cognitoidp.UserImportJobType;
import dev.gatehouse.pure.id.PoolId;
import dev.gatehouse.server.store.ImportJobRecord;
import dev.gatehouse.server.store.TestDatabase;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An import job on PostgreSQL with two nodes, each with a clock of its own.
class ImportNodesTest {
    private static final int USERS = 600;
    private static final Duration CLAIM_OVER = Duration.ofSeconds(61);

    @TempDir
    Path folder;

    /// Every few steps so much time passes on a node that the other's claim is void to it: both work on the job at the
    /// same time, each as if the other had died.
    @Test
    void nodesThatTakeOverFromOneAnotherDoEachLineOnce() throws Exception {
        TestDatabase.Place place = TestDatabase.POSTGRES.fresh();
        Map<String, String> options = Map.of(
                "store.url", place.settings().url().substring("jdbc:".length()),
                "store.user", place.settings().user(),
                "store.password", "any");
        try (InProcess first = InProcess.in(folder, options);
                InProcess second = InProcess.in(folder, options);
                ExecutorService threads = Executors.newFixedThreadPool(2)) {
            PoolId pool = pool(first);
            String job = started(first, pool);
            Future<?> one = threads.submit(() -> work(first, pool, job));
            Future<?> other = threads.submit(() -> work(second, pool, job));
            one.get();
            other.get();
            ImportJobRecord done = job(first, pool, job);
            assertThat(done.status()).isEqualTo("Succeeded");
            assertThat(List.of(
                            done.progress().imported(),
                            done.progress().skipped(),
                            done.progress().failed()))
                    .containsExactly((long) USERS, 0L, 0L);
            long users = first.ground().store().read(tx -> tx.users().estimatedCount(pool));
            assertThat(users).isEqualTo(USERS);
        }
    }

    private static void work(InProcess node, PoolId pool, String job) {
        int steps = 0;
        while (job(node, pool, job).dates().completed() == 0) {
            node.imports().step();
            steps++;
            if (steps % 7 == 0) {
                node.pass(CLAIM_OVER);
            }
        }
    }

    private static ImportJobRecord job(InProcess node, PoolId pool, String job) {
        return node.ground().store().read(tx -> tx.importJobs().find(pool, job)).orElseThrow();
    }

    private static PoolId pool(InProcess node) {
        return new PoolId(node.call(
                        CognitoIdp.CREATE_USER_POOL,
                        CreateUserPoolRequest.builder().poolName("shop").build())
                .userPool()
                .id());
    }

    private static String started(InProcess node, PoolId pool) throws Exception {
        List<String> header = node.call(
                        CognitoIdp.GET_CSV_HEADER,
                        GetCSVHeaderRequest.builder().userPoolId(pool.value()).build())
                .csvHeader();
        StringBuilder file = new StringBuilder(String.join(",", header));
        for (int i = 0; i < USERS; i++) {
            file.append("\n,,,,,,,,,user")
                    .append(i)
                    .append("@example.com,true,,,,,,,,,false,user")
                    .append(i);
        }
        UserImportJobType job = node.call(
                        CognitoIdp.CREATE_USER_IMPORT_JOB,
                        CreateUserImportJobRequest.builder()
                                .userPoolId(pool.value())
                                .jobName("move")
                                .cloudWatchLogsRoleArn("arn:aws:iam::000000000000:role/imports")
                                .build())
                .userImportJob();
        node.put(job.preSignedUrl(), new ByteArrayInputStream(file.toString().getBytes(UTF_8)), Map.of());
        node.call(
                CognitoIdp.START_USER_IMPORT_JOB,
                StartUserImportJobRequest.builder()
                        .userPoolId(pool.value())
                        .jobId(job.jobId())
                        .build());
        return job.jobId();
    }
}
