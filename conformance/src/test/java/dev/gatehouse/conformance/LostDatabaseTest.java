package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// The database goes away and comes back: the server says so and recovers by itself.
class LostDatabaseTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static EmbeddedPostgres database(Path folder, int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(folder)
                .setCleanDataDirectory(false)
                .setPort(port)
                .start();
    }

    private static int health(Gatehouse server) {
        return Http.get(server.url().resolve("/health")).statusCode();
    }

    @Test
    void errorsAreClearAndTheServerRecovers() throws IOException {
        Path folder = Path.of(Gatehouse.newData() + "-postgres").toAbsolutePath();
        EmbeddedPostgres database = database(folder, 0);
        int port = database.getPort();
        String settings = "store:\n  url: postgresql://localhost:" + port + "/postgres\n  user: postgres\n";
        try (Gatehouse server = Gatehouse.start(settings)) {
            TestPool pool = TestPool.create(server, pools -> {});
            TestClient client = pool.client();
            String user = pool.user();
            assertThat(client.signIn(user)).isNotNull();
            database.close();
            Await.untilTrue("health says so", PATIENCE, () -> health(server) == 503);
            HttpResponse<String> answer = Http.call(
                    server.url(),
                    "SignUp",
                    "{\"ClientId\":\"" + client.id() + "\",\"Username\":\"eve\",\"Password\":\"" + Names.PASSWORD
                            + "\"}");
            assertThat(answer.statusCode()).isGreaterThanOrEqualTo(500);
            assertThat(answer.body()).contains("__type").doesNotContain("postgres", "SQL");
            database = database(folder, port);
            Await.untilTrue("health is back", PATIENCE, () -> health(server) == 200);
            assertThat(client.signIn(user)).isNotNull();
            assertThat(pool.statusOf(user)).isEqualTo("CONFIRMED");
        } finally {
            database.close();
        }
    }
}
