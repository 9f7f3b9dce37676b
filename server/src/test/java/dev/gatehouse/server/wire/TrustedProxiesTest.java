package dev.gatehouse.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.pure.sigv4.SignableRequest;
import dev.gatehouse.pure.sigv4.Signer;
import dev.gatehouse.server.TestServer;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What policies see of a client behind a proxy, which here is this machine.
final class TrustedProxiesTest {
    private static final Instant NOW = Instant.parse("2026-03-03T09:05:00Z");
    private static final String BY_TLS_FROM_THERE = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"iam:ListUsers","Resource":"*",
            "Condition":{"IpAddress":{"aws:SourceIp":"192.0.2.0/24"}}},
            {"Effect":"Deny","Action":"*","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"false"}}}]}""";

    @ParameterizedTest
    @CsvSource({
        "'127.0.0.1, ::1', 192.0.2.7,              https, 200",
        "'127.0.0.1, ::1', 192.0.2.7,              http,  403",
        "'127.0.0.1, ::1', 198.51.100.7,           https, 403",
        "'127.0.0.1, ::1', '192.0.2.7, 198.51.100.7', https, 403",
        "10.0.0.0/8,       192.0.2.7,              https, 403",
    })
    void conditionKeysSeeTheClient(String trusted, String forwarded, String scheme, int status) {
        try (TestServer server = TestServer.start(Map.of("trustedProxies", trusted), () -> NOW)) {
            server.query("iam", "Action=CreateUser&Version=2010-05-08&UserName=nora");
            server.query(
                    "iam",
                    "Action=PutUserPolicy&Version=2010-05-08&UserName=nora&PolicyName=p&PolicyDocument="
                            + URLEncoder.encode(BY_TLS_FROM_THERE, StandardCharsets.UTF_8));
            String keys = server.query("iam", "Action=CreateAccessKey&Version=2010-05-08&UserName=nora")
                    .body();
            Signer nora = new Signer(
                    element(keys, "AccessKeyId"),
                    element(keys, "SecretAccessKey"),
                    Optional.empty(),
                    "us-east-1",
                    "iam");

            assertThat(listUsers(server, nora, forwarded, scheme).statusCode()).isEqualTo(status);
        }
    }

    /// A page whose name was made to lead to this machine can send what a proxy here would.
    @Test
    void aReboundPageDoesNotPassForAProxy() throws IOException {
        try (TestServer server = TestServer.start(Map.of("trustedProxies", "127.0.0.1, ::1"), () -> NOW)) {
            assertThat(RawHttp.exchange(
                            server.port(),
                            "GET /_gatehouse/outbox HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-For: 192.0.2.7\r\n"
                                    + "Connection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 403");
        }
    }

    private static HttpResponse<String> listUsers(TestServer server, Signer signer, String forwarded, String scheme) {
        byte[] body = "Action=ListUsers&Version=2010-05-08".getBytes(StandardCharsets.UTF_8);
        Map<String, List<String>> signed = Map.of("host", List.of("localhost:" + server.port()));
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + "/"))
                .header("content-type", "application/x-www-form-urlencoded")
                .header("x-forwarded-for", forwarded)
                .header("x-forwarded-proto", scheme)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        signer.sign(new SignableRequest("POST", "/", "", signed, body), NOW).forEach(request::header);
        return server.send(request.build());
    }

    private static String element(String xml, String name) {
        Matcher matcher = Pattern.compile("<" + name + ">([^<]+)<").matcher(xml);
        assertThat(matcher.find()).as(xml).isTrue();
        return matcher.group(1);
    }
}
