package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWK;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;

/// The operator's commands beside a running server: backup and restore, rotate-key, rotate-signing-keys.
class OperationsTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static Gatehouse server;
    private static TestPool pool;
    private static TestClient client;

    @BeforeAll
    static void start() {
        server = Gatehouse.start();
        pool = TestPool.create(server, settings -> {});
        client = pool.client();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void aBackupOfTheRunningServerRestoresElsewhere() throws IOException {
        String before = pool.user();
        AuthenticationResultType tokens = client.signIn(before);
        Path file = Path.of(server.data() + ".backup");
        server.run("backup", file.toString());
        String after = pool.user();
        Path data = Files.createDirectories(Gatehouse.newData());
        Files.copy(server.data().resolve("master.key"), data.resolve("master.key"), StandardCopyOption.COPY_ATTRIBUTES);
        Gatehouse.run(data, server.config(), "restore", file.toString());
        try (Gatehouse restored = Gatehouse.start(data, "")) {
            TestPool same = new TestPool(restored, pool.id());
            TestClient app = new TestClient(same, client.id(), null);
            assertThat(app.signIn(before)).isNotNull();
            assertThat(app.signInBySrp(before, Names.PASSWORD).authenticationResult())
                    .isNotNull();
            assertThat(app.refresh(tokens.refreshToken()).accessToken()).isNotBlank();
            assertThat(Tokens.keys(same)).isEqualTo(Tokens.keys(pool));
            Refusal.refused("UserNotFoundException", "User does not exist.", () -> same.statusOf(after));
        }
        assertThat(client.signIn(after)).isNotNull();
    }

    @Test
    void rotatingTheMasterKeyKeepsEverything() throws IOException {
        String user = pool.user();
        AuthenticationResultType tokens = client.signIn(user);
        String old = Files.readString(server.data().resolve("master.key"));
        server.run("rotate-key");
        assertThat(Files.readString(server.data().resolve("master.key"))).isNotEqualTo(old);
        assertWorks(client, user, tokens);
        restart();
        assertWorks(client, user, tokens);
    }

    private static void assertWorks(TestClient client, String user, AuthenticationResultType earlier) {
        assertThat(client.signInBySrp(user, Names.PASSWORD).authenticationResult())
                .isNotNull();
        assertThat(client.signIn(user)).isNotNull();
        assertThat(client.refresh(earlier.refreshToken()).accessToken()).isNotBlank();
        String fresh = Names.unique("fresh");
        client.signUp(fresh, Map.of());
        assertThat(client.pool().statusOf(fresh)).isEqualTo("UNCONFIRMED");
    }

    private static void restart() {
        server.close();
        server = Gatehouse.start(server.data(), "");
        pool = new TestPool(server, pool.id());
        client = new TestClient(pool, client.id(), null);
    }

    @Test
    void newSigningKeysSignAndOldTokensVerify() {
        String user = pool.user();
        AuthenticationResultType before = client.signIn(user);
        server.run("rotate-signing-keys", pool.id());
        AuthenticationResultType after = Await.until(
                "tokens signed by a new key",
                SOON,
                () -> Optional.of(Tokens.keys(pool))
                        .filter(keys -> keys.size() > 2)
                        .map(published -> client.signIn(user))
                        .filter(tokens -> !kid(tokens.accessToken()).equals(kid(before.accessToken()))));
        assertThat(kid(after.idToken())).isNotEqualTo(kid(before.idToken()));
        assertThat(Tokens.keys(pool).getKeys())
                .extracting(JWK::getKeyID)
                .contains(kid(before.idToken()), kid(before.accessToken()))
                .contains(kid(after.idToken()), kid(after.accessToken()));
        for (AuthenticationResultType tokens : new AuthenticationResultType[] {before, after}) {
            Tokens.verified(pool, tokens.idToken());
            Tokens.verified(pool, tokens.accessToken());
            assertThat(pool.anonymous()
                            .getUser(request -> request.accessToken(tokens.accessToken()))
                            .username())
                    .isEqualTo(user);
            assertThat(client.refresh(tokens.refreshToken())).isNotNull();
        }
    }

    @Test
    void envPrintsWhatClientsNeed() {
        String printed = server.run("env");
        String key = server.rootKey().resolveCredentials().accessKeyId();
        assertThat(printed)
                .contains("export AWS_ENDPOINT_URL='" + server.url() + "'")
                .contains("export AWS_REGION='us-east-1'")
                .contains("export AWS_ACCESS_KEY_ID='" + key + "'")
                .contains("export AWS_SECRET_ACCESS_KEY='");
    }

    private static String kid(String token) {
        return Tokens.header(token).get("kid").toString();
    }
}
