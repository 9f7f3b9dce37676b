package dev.gatehouse.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;

/// What must be kept secret stands neither in the log nor in the database, and the files that hold keys are private.
class SecretsTest {
    private static final String PASSWORD = "Uncomm0n-" + ProcessHandle.current().pid() + "-Word!";
    private final Gatehouse server = Gatehouse.shared();

    /// Everything secret that one sign-up and sign-in move through the server.
    private List<String> secrets() {
        TestPool pool = TestPool.create();
        TestClient client = pool.client(settings -> settings.generateSecret(true));
        String user = Names.unique("nora");
        client.anonymous()
                .signUp(request -> request.clientId(client.id())
                        .secretHash(client.secretHash(user))
                        .username(user)
                        .password(PASSWORD));
        pool.admin().adminConfirmSignUp(request -> request.userPoolId(pool.id()).username(user));
        AuthenticationResultType tokens = client.initiate(
                        AuthFlowType.USER_PASSWORD_AUTH,
                        Map.of("USERNAME", user, "PASSWORD", PASSWORD, "SECRET_HASH", client.secretHash(user)))
                .authenticationResult();
        pool.anonymous().getUser(request -> request.accessToken(tokens.accessToken()));
        return List.of(
                PASSWORD,
                client.secret(),
                signature(tokens.idToken()),
                signature(tokens.accessToken()),
                signature(tokens.refreshToken()),
                server.rootKey().resolveCredentials().secretAccessKey());
    }

    private static String signature(String token) {
        return token.substring(token.lastIndexOf('.') + 1);
    }

    @Test
    void neitherTheLogNorTheDatabaseHoldsThem() throws IOException {
        List<String> secrets = secrets();
        assertThat(server.logged()).contains("InitiateAuth").doesNotContain(secrets);
        try (Stream<Path> files = Files.list(server.data())) {
            for (Path file : files.filter(path -> path.getFileName().toString().startsWith("gatehouse.db"))
                    .toList()) {
                assertThat(new String(Files.readAllBytes(file), ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(secrets.stream()
                                .map(secret -> new String(secret.getBytes(UTF_8), ISO_8859_1))
                                .toList());
            }
        }
    }

    @Test
    void keyFilesAreTheirOwnersAlone() throws IOException {
        for (String name : List.of("credentials", "master.key", "gatehouse.db")) {
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(server.data().resolve(name))))
                    .as(name)
                    .isEqualTo("rw-------");
        }
    }

    /// A password the original refuses is not repeated in the answer.
    @Test
    void answersNeverRepeatAPassword() {
        TestClient client = TestPool.create().client();
        for (String password : List.of("Ab1!\t", "Unheard0f\t", "unheardof")) {
            String body = "{\"ClientId\":\"" + client.id() + "\",\"Username\":\"eve\",\"Password\":\""
                    + password.replace("\t", "\\t") + "\"}";
            assertThat(Http.call(server.url(), "SignUp", body).body())
                    .contains("__type")
                    .doesNotContain(password.strip());
        }
    }
}
