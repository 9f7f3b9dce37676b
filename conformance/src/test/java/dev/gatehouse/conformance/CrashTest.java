package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.exception.SdkException;

/// `kill -9` under load: what was acknowledged is there after the restart.
class CrashTest {
    private static final int WRITES_A_ROUND = 25;

    static Stream<Arguments> stores() {
        return Stream.of(Arguments.of("SQLite", 4, ""), Arguments.of("PostgreSQL", 3, Postgres.settings()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stores")
    void everyAcknowledgedWriteSurvives(String store, int rounds, String settings) {
        Path data = Gatehouse.newData();
        List<String> acknowledged = new ArrayList<>();
        String poolId = "";
        String clientId = "";
        for (int round = 0; round < rounds; round++) {
            Gatehouse server = Gatehouse.start(data, settings);
            if (poolId.isEmpty()) {
                TestPool made = TestPool.create(server, pool -> {});
                poolId = made.id();
                clientId = made.client().id();
            }
            TestPool pool = new TestPool(server, poolId);
            TestClient client = new TestClient(pool, clientId, null);
            acknowledged.forEach(
                    name -> assertThat(pool.statusOf(name)).as(name).isNotBlank());
            acknowledged.addAll(loadUntilKilled(client));
        }
        try (Gatehouse server = Gatehouse.start(data, settings)) {
            TestPool pool = new TestPool(server, poolId);
            assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(rounds * WRITES_A_ROUND);
            acknowledged.forEach(
                    name -> assertThat(pool.statusOf(name)).as(name).isNotBlank());
            String invited = acknowledged.stream()
                    .filter(name -> name.startsWith("admin"))
                    .findFirst()
                    .orElseThrow();
            assertThat(new TestClient(pool, clientId, null)
                            .password(invited, Names.PASSWORD)
                            .session())
                    .isNotBlank();
        }
    }

    /// Sign-ups and invitations from several threads, until the process is gone in the middle of them.
    private static List<String> loadUntilKilled(TestClient client) {
        Gatehouse server = client.pool().server();
        Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
        AtomicBoolean dead = new AtomicBoolean();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int worker = 0; worker < 4; worker++) {
                boolean administrator = worker % 2 == 0;
                threads.submit(() -> {
                    while (!dead.get()) {
                        write(client, administrator, acknowledged);
                    }
                });
            }
            Await.untilTrue("enough writes", Duration.ofSeconds(60), () -> acknowledged.size() >= WRITES_A_ROUND);
            server.kill();
            dead.set(true);
        }
        return List.copyOf(acknowledged);
    }

    private static void write(TestClient client, boolean administrator, Queue<String> acknowledged) {
        String name = Names.unique(administrator ? "admin" : "self");
        try {
            if (administrator) {
                client.pool().invited(name, Map.of());
            } else {
                client.signUp(name, Map.of());
            }
            acknowledged.add(name);
        } catch (SdkException unanswered) {
            // Killed before the answer: the write may be there or not.
        }
    }
}
