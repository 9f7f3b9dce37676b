package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.conformance.TestAccount.TestUser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// `examples/nginx-s3` as it is, but for its addresses and its secret: the SDK's S3 client, nginx, and a store that
/// keeps
/// what reaches it.
class NginxTest {
    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final Gatehouse SERVER = Gatehouse.shared("decisions: {secret: " + SECRET + "}");
    private static final Path EXAMPLE =
            Path.of(System.getProperty("gatehouse.js", "js"), "../../examples/nginx-s3/nginx.conf");

    private static Recorder store;
    private static Process nginx;
    private static URI url;

    private final TestUser user = new TestAccount(SERVER)
            .user(
                    TestAccount.allow("s3:GetObject", "arn:aws:s3:::files/${aws:username}/*"),
                    TestAccount.allow("s3:PutObject", "arn:aws:s3:::files/${aws:username}/*"),
                    TestAccount.allow(
                            "s3:ListBucket", "arn:aws:s3:::files", "{'StringLike':{'s3:prefix':'${aws:username}/*'}}"));
    private final S3Client s3 = user.caller().client(S3Client.builder().forcePathStyle(true), url, Region.US_EAST_1);

    @BeforeAll
    static void start() throws IOException {
        store = new Recorder();
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        url = URI.create("http://localhost:" + port);
        String example = Files.readString(EXAMPLE);
        String conf = example.replace("listen 9000", "listen 127.0.0.1:" + port)
                .replace("s3.example.com", "localhost")
                .replace("store:9001", store.url().getAuthority())
                .replace("127.0.0.1:7777", SERVER.url().getAuthority())
                .replace("put-the-value-of-decisions.secret-here", SECRET);
        assertThat(conf).isNotEqualTo(example).contains(SECRET).doesNotContain(":9001", ":7777");
        Path folder = Files.createTempDirectory("nginx");
        Files.createDirectories(folder.resolve("logs"));
        Files.writeString(folder.resolve("nginx.conf"), conf);
        nginx = new ProcessBuilder(List.of(
                        System.getenv().getOrDefault("NGINX", "nginx"),
                        "-p",
                        folder.toString(),
                        "-c",
                        folder.resolve("nginx.conf").toString(),
                        "-g",
                        "daemon off; master_process off; pid " + folder.resolve("nginx.pid") + ";"))
                .inheritIO()
                .start();
        Await.untilTrue("nginx serves", Duration.ofSeconds(30), NginxTest::serves);
    }

    private static boolean serves() {
        try {
            return Http.get(url).statusCode() > 0;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    @AfterAll
    static void stop() throws InterruptedException {
        nginx.destroy();
        nginx.waitFor();
        store.close();
    }

    private void refused(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(S3Exception.class, refusal -> {
            assertThat(refusal.statusCode()).isEqualTo(403);
            assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
        });
    }

    @Test
    void ofEachCallOnlyWhatThePolicyAllowsReachesTheStore() {
        Recorder.Sent got =
                store.of(() -> s3.getObject(request -> request.bucket("files").key(user.name() + "/a b+c.txt")));
        assertThat(got.method()).isEqualTo("GET");
        assertThat(got.uri()).isEqualTo("/files/" + user.name() + "/a%20b%2Bc.txt");
        assertThat(got.headers())
                .doesNotContainKeys("authorization", "x-amz-security-token", "x-gatehouse-secret")
                .containsEntry("x-gatehouse-caller", List.of(user.arn()));
        Recorder.Sent listed = store.of(
                () -> s3.listObjectsV2(request -> request.bucket("files").prefix(user.name() + "/")));
        assertThat(listed.uri()).startsWith("/files?").contains("prefix=" + user.name());

        refused(() -> s3.getObject(request -> request.bucket("files").key("otto/a.txt")));
        refused(() -> s3.listObjectsV2(request -> request.bucket("files")));
        refused(() -> s3.deleteObject(request -> request.bucket("files").key(user.name() + "/a.txt")));
    }

    /// Symptom: a client told before it sent its body kept the connection, and nginx took its next request for the
    /// body.
    @Test
    void afterARefusedUploadTheNextCallIsUnderstood() {
        for (int i = 0; i < 5; i++) {
            refused(() -> s3.putObject(
                    request -> request.bucket("files").key("otto/a.txt"), RequestBody.fromString("x".repeat(100_000))));
            s3.putObject(
                    request -> request.bucket("files").key(user.name() + "/a.txt"), RequestBody.fromString("hello"));
            Recorder.Sent put = store.of(() -> s3.putObject(
                    request -> request.bucket("files").key(user.name() + "/a.txt"), RequestBody.fromString("hello")));
            assertThat(put.method()).isEqualTo("PUT");
            assertThat(new String(put.body(), StandardCharsets.UTF_8)).contains("hello");
        }
    }

    @Test
    void headersOfOnesOwnChangeNothing() {
        HttpRequest request = HttpRequest.newBuilder(url.resolve("/files/" + user.name() + "/a.txt"))
                .header("X-Gatehouse-Secret", SECRET)
                .header("X-Gatehouse-Caller", "root")
                .header("X-Original-Uri", "/x")
                .build();
        assertThat(Http.send(request).statusCode()).isEqualTo(403);
    }
}
