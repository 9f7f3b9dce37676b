package dev.gatehouse.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.pure.sigv4.Signer;
import dev.gatehouse.server.TestServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `--dev`: any credentials will do, and none.
final class DevTest {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String WHO = "Action=GetCallerIdentity&Version=2011-06-15";

    @Test
    void anyCredentialsAndNoneAreTheAccountsOwn() {
        try (TestServer server = TestServer.start(Map.of("dev", "true"), InstantSource.system())) {
            Signer signer = new Signer("test", "test", Optional.of("whatever"), "eu-west-1", "execute-api");
            assertThat(server.signed(signer, Instant.EPOCH, FORM, "", WHO).body())
                    .contains("<Arn>arn:aws:iam::000000000000:root</Arn>");
            assertThat(server.send(HttpRequest.newBuilder(URI.create(server.url() + "/"))
                                    .header("content-type", FORM)
                                    .POST(HttpRequest.BodyPublishers.ofString(WHO))
                                    .build())
                            .body())
                    .contains("<Arn>arn:aws:iam::000000000000:root</Arn>");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://evil.example, , 403",
        "http://localhost.evil.example, , 403",
        "http://127.0.0.1.evil.example, , 403",
        "null, , 403",
        "not a URL, , 403",
        ", cross-site, 403",
        "http://localhost:3000, , 200",
        "http://app.localhost:3000, , 200",
        "http://127.0.0.1:5173, cross-site, 200",
        "http://[::1]:5173, , 200",
        ", same-origin, 200",
    })
    void webPagesFromElsewhereAdministerNothing(String origin, String site, int status) {
        try (TestServer server = TestServer.start(Map.of("dev", "true"), InstantSource.system())) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url() + "/"))
                    .header("content-type", FORM)
                    .POST(HttpRequest.BodyPublishers.ofString(WHO));
            if (origin != null) {
                request.header("origin", origin);
            }
            if (site != null) {
                request.header("sec-fetch-site", site);
            }
            assertThat(server.send(request.build()).statusCode()).isEqualTo(status);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, https://evil.example, 403",
        "localhost, null, 403",
        "rebound.example, , 403",
        "rebound.example, http://rebound.example, 403",
        "localhost, , 200",
        "127.0.0.1, , 200",
        "localhost, http://localhost:3000, 200",
    })
    void theOutboxIsReadByNoOtherSite(String host, String origin, int status) throws IOException {
        try (TestServer server = TestServer.start()) {
            String from = origin == null ? "" : "Origin: " + origin + "\r\n";
            String answer = RawHttp.exchange(
                    server.port(),
                    "GET /_gatehouse/outbox HTTP/1.1\r\nHost: " + host + ":" + server.port() + "\r\n" + from
                            + "Connection: close\r\n\r\n");
            assertThat(answer).startsWith("HTTP/1.1 " + status);
        }
    }
}
