package dev.gatehouse.server.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.pure.sigv4.SignableRequest;
import dev.gatehouse.pure.sigv4.Signer;
import dev.gatehouse.server.TestServer;
import dev.gatehouse.server.config.RootKey;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The endpoint from outside: who may ask, in which form, and what time does to signatures.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DecisionsTest {
    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final String EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    private static final String OWN_FOLDER = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*Object",
            "Resource":"arn:aws:s3:::b1/private/${aws:username}/*"}]}""";
    private static final String MAY_UNLESS = """
            {"Version":"2012-10-17","Statement":[
            {"Effect":"Allow","Action":"gatehouse:Decide","Resource":"*"},
            {"Effect":"Deny","Action":"gatehouse:Decide","Resource":"*","Condition":{"%s":{"%s":"%s"}}}]}""";
    private static final String HOST = "s3.internal:9000";

    private volatile Instant now = Instant.parse("2026-03-03T09:05:00Z");
    private final TestServer server = TestServer.start(Map.of("decisions.secret", SECRET), () -> now);
    private Signer nora = new Signer("", "", Optional.empty(), "", "");
    private String keyId = "";
    private String secretKey = "";
    private int askers;

    @BeforeAll
    void aUser() {
        iam("CreateUser", "UserName=nora");
        iam("PutUserPolicy", "UserName=nora&PolicyName=own&PolicyDocument=" + encoded(OWN_FOLDER));
        String keys = iam("CreateAccessKey", "UserName=nora");
        keyId = element(keys, "AccessKeyId");
        secretKey = element(keys, "SecretAccessKey");
        nora = signer("us-east-1", "s3");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private Signer signer(String region, String service) {
        return new Signer(keyId, secretKey, Optional.empty(), region, service);
    }

    private String iam(String action, String parameters) {
        HttpResponse<String> answer = server.query("iam", "Action=" + action + "&Version=2010-05-08&" + parameters);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String element(String xml, String name) {
        Matcher matcher = Pattern.compile("<" + name + ">([^<]+)<").matcher(xml);
        assertThat(matcher.find()).as(xml).isTrue();
        return matcher.group(1);
    }

    /// What the user sends to the store.
    private Map<String, String> headers(Signer signer, String method, String path) {
        Map<String, List<String>> headers =
                new HashMap<>(Map.of("host", List.of(HOST), "x-amz-content-sha256", List.of(EMPTY)));
        Map<String, String> all =
                new HashMap<>(signer.sign(new SignableRequest(method, path, "", headers, new byte[0]), now));
        all.put("x-amz-content-sha256", EMPTY);
        return all;
    }

    private HttpResponse<String> nginx(
            Map<String, String> original, String method, String uri, UnaryOperator<HttpRequest.Builder> change) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + server.port() + "/_gatehouse/decide/nginx/s3/"))
                .setHeader("X-Gatehouse-Secret", SECRET)
                .setHeader("X-Original-Method", method)
                .setHeader("X-Original-Uri", uri)
                .setHeader("X-Original-Host", HOST)
                .setHeader("X-Original-Address", "192.0.2.7")
                .setHeader("X-Original-Scheme", "https");
        original.forEach(request::setHeader);
        return server.send(change.apply(request).build());
    }

    private HttpResponse<String> nginx(String method, String uri) {
        return nginx(headers(nora, method, uri), method, uri, request -> request);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,    /b1/private/nora/a.txt,          200",
        "PUT,    /b1/private/nora/a/b,            200",
        "DELETE, /b1/private/nora/a,              200",
        "GET,    /b1/private/theo/a.txt,          403",
        "GET,    /b1/private/noraX/a.txt,         403",
        "GET,    /b2/private/nora/a.txt,          403",
        "GET,    /b1,                             403",
    })
    void eachUserOnlyTheirFolder(String method, String path, int status) {
        assertThat(nginx(method, path).statusCode()).isEqualTo(status);
    }

    @Test
    void whatIsToldToNginx() {
        HttpResponse<String> good = nginx("GET", "/b1/private/nora/a");
        assertThat(good.headers().firstValue("x-gatehouse-caller")).contains("arn:aws:iam::000000000000:user/nora");
        assertThat(good.headers().firstValue("x-gatehouse-action")).contains("s3:GetObject");

        HttpResponse<String> denied = nginx("GET", "/b1/private/theo/a");
        assertThat(denied.body())
                .contains(
                        "<Code>AccessDenied</Code><Message>User: arn:aws:iam::000000000000:user/nora is not authorized"
                                + " to perform: s3:GetObject on resource: \"arn:aws:s3:::b1/private/theo/a\" because no"
                                + " identity-based policy allows the s3:GetObject action</Message>");
        assertThat(denied.headers().firstValue("x-gatehouse-caller")).isEmpty();
    }

    /// The signature is that of another request.
    @Test
    void whatWasChangedOnTheWay() {
        String path = "/b1/private/nora/a";
        Map<String, String> signed = headers(nora, "GET", path);

        assertThat(nginx(signed, "GET", path, r -> r).statusCode()).isEqualTo(200);
        assertThat(nginx(signed, "PUT", path, r -> r).statusCode()).isEqualTo(401);
        assertThat(nginx(signed, "GET", path + "b", r -> r).statusCode()).isEqualTo(401);
        assertThat(nginx(signed, "GET", path + "?acl", r -> r).statusCode()).isEqualTo(401);
        assertThat(nginx(signed, "GET", path, r -> r.setHeader("X-Original-Host", "b2." + HOST))
                        .statusCode())
                .isEqualTo(401);
        assertThat(nginx(signed, "GET", path, r -> r.setHeader("x-amz-copy-source", "b1/private/theo/a"))
                        .statusCode())
                .isEqualTo(401);
        assertThat(nginx(Map.of(), "GET", path, r -> r).statusCode()).isEqualTo(401);
    }

    @Test
    void otherServicesAndRegionsAreNotMeant() {
        String path = "/b1/private/nora/a";
        for (Signer other : List.of(signer("us-east-1", "dynamodb"), signer("eu-west-1", "s3"))) {
            assertThat(nginx(headers(other, "GET", path), "GET", path, r -> r).statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void aSignatureIsGoodForFifteenMinutes() {
        String path = "/b1/private/nora/a";
        Map<String, String> signed = headers(nora, "GET", path);
        now = now.plus(Duration.ofMinutes(15));
        assertThat(nginx(signed, "GET", path, r -> r).statusCode()).isEqualTo(200);
        now = now.plusSeconds(1);
        HttpResponse<String> late = nginx(signed, "GET", path, r -> r);
        assertThat(late.statusCode()).isEqualTo(401);
        assertThat(late.body()).contains("<Code>RequestExpired</Code>");
    }

    @Test
    void aKeyThatIsSwitchedOffProvesNobody() {
        iam("UpdateAccessKey", "UserName=nora&Status=Inactive&AccessKeyId=" + keyId);
        now = now.plusSeconds(3);
        assertThat(nginx("GET", "/b1/private/nora/a").body()).contains("InvalidClientTokenId");
        iam("UpdateAccessKey", "UserName=nora&Status=Active&AccessKeyId=" + keyId);
        now = now.plusSeconds(3);
    }

    @Test
    void proxiesMustKnowTheSecretAndSayEnough() {
        String path = "/b1/private/nora/a";
        Map<String, String> signed = headers(nora, "GET", path);
        assertThat(nginx(signed, "GET", path, r -> r.setHeader("X-Gatehouse-Secret", SECRET.replace('0', '1')))
                        .statusCode())
                .isEqualTo(403);
        assertThat(nginx(signed, "GET", path, r -> r.header("X-Gatehouse-Secret", SECRET))
                        .statusCode())
                .isEqualTo(403);
        for (String header : List.of("X-Original-Method", "X-Original-Uri", "X-Original-Host", "X-Original-Address")) {
            assertThat(nginx(signed, "GET", path, r -> r.header(header, "GET")).statusCode())
                    .as("%s twice", header)
                    .isEqualTo(403);
        }
    }

    @Test
    void withoutASecretProxiesAreNotAnswered() {
        try (TestServer plain = TestServer.start()) {
            assertThat(plain.get("/_gatehouse/decide/nginx/s3/").statusCode()).isEqualTo(404);
            assertThat(plain.get("/_gatehouse/decide/envoy/s3/b1/k").statusCode())
                    .isEqualTo(404);
        }
    }

    private HttpRequest.Builder envoy(String method, String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + server.port() + "/_gatehouse/decide/envoy/s3" + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .setHeader("X-Gatehouse-Secret", SECRET);
        Map<String, List<String>> headers = new HashMap<>(
                Map.of("host", List.of("localhost:" + server.port()), "x-amz-content-sha256", List.of(EMPTY)));
        nora.sign(new SignableRequest(method, path, "", headers, new byte[0]), now)
                .forEach(request::setHeader);
        return request.setHeader("x-amz-content-sha256", EMPTY);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /b1/private/nora/a, 200",
        "PUT, /b1/private/nora/a, 200",
        "HEAD, /b1/private/nora/a, 200",
        "GET, /b1/private/theo/a, 403",
        "OPTIONS, /b1/private/nora/a, 403",
    })
    void envoyKeepsMethodAndPath(String method, String path, int status) {
        assertThat(server.send(envoy(method, path).build()).statusCode()).isEqualTo(status);
    }

    /// A preflight would pass otherwise: ours is answered 200 to anybody.
    @Test
    void anOptionsRequestThatNobodySignedDoesNotPass() {
        HttpRequest preflight = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + server.port() + "/_gatehouse/decide/envoy/s3/b1/k"))
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .setHeader("X-Gatehouse-Secret", SECRET)
                .build();
        assertThat(server.send(preflight).statusCode()).isEqualTo(401);
    }

    /// @param by who asks, empty for nobody
    private HttpResponse<String> ask(Optional<Signer> by, String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + server.port() + "/_gatehouse/decide"))
                .setHeader("Referer", "https://example.com/")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        Map<String, List<String>> headers = Map.of("host", List.of("localhost:" + server.port()));
        by.ifPresent(signer -> signer.sign(new SignableRequest("POST", "/_gatehouse/decide", "", headers, body), now)
                .forEach(request::setHeader));
        return server.send(request.build());
    }

    private Optional<Signer> root() {
        RootKey key = server.rootKey();
        return Optional.of(new Signer(
                key.accessKeyId(), key.secretAccessKey().reveal(), Optional.empty(), "us-east-1", "gatehouse"));
    }

    private String asked(String path, String more) {
        StringBuilder headers = new StringBuilder();
        headers(nora, "GET", path).forEach((name, value) -> headers.append(",\"%s\":\"%s\"".formatted(name, value)));
        return "{\"service\":\"s3\",\"method\":\"GET\",\"url\":\"http://%s%s\",\"headers\":{%s}%s}"
                .formatted(HOST, path, headers.substring(1), more);
    }

    @Test
    void askedInJson() {
        assertThat(ask(root(), asked("/b1/private/nora/a", "")).body())
                .startsWith("{\"decision\":\"allow\",\"caller\":\"arn:aws:iam::000000000000:user/nora\"")
                .contains("\"action\":\"s3:GetObject\",\"resource\":\"arn:aws:s3:::b1/private/nora/a\"")
                .doesNotContain(secretKey);
        assertThat(ask(root(), asked("/b1/private/theo/a", "")).body())
                .startsWith("{\"decision\":\"deny\"")
                .contains("\"code\":\"AccessDenied\"");
        assertThat(ask(root(), asked("/b1/private/theo/a", "").replace("theo", "nora"))
                        .body())
                .contains("\"decision\":\"deny\"", "SignatureDoesNotMatch")
                .doesNotContain("user/nora");
    }

    @Test
    void theAskerMayNameActionResourceAndContext() {
        String named = ",\"action\":\"s3:PutObject\",\"resource\":\"arn:aws:s3:::b1/private/nora/x\"";
        assertThat(ask(root(), asked("/anything", named)).body()).contains("\"decision\":\"allow\"");
        String other = ",\"action\":\"execute-api:Invoke\",\"resource\":\"*\",\"context\":{\"execute-api:x\":\"y\"}";
        assertThat(ask(root(), asked("/anything", other)).body())
                .contains("because no identity-based policy allows the execute-api:Invoke action");
    }

    @Test
    void onlyThoseWhoMayDecideAsk() {
        assertThat(ask(Optional.empty(), "{}").statusCode()).isEqualTo(401);
        HttpResponse<String> user = ask(Optional.of(signer("us-east-1", "gatehouse")), asked("/b1/k", ""));
        assertThat(user.statusCode()).isEqualTo(403);
        assertThat(user.body()).contains("gatehouse:Decide").doesNotContain("decision");
        assertThat(ask(Optional.of(nora), asked("/b1/k", "")).statusCode()).isEqualTo(401);
    }

    /// A Deny for whoever may ask otherwise, by how the ask came.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Bool               | aws:SecureTransport | false                | 403
            Bool               | aws:SecureTransport | true                 | 200
            IpAddress          | aws:SourceIp        | 127.0.0.0/8          | 403
            DateLessThan       | aws:CurrentTime     | 2030-01-01T00:00:00Z | 403
            NumericGreaterThan | aws:EpochTime       | 1                    | 403
            StringLike         | aws:UserAgent       | Java*                | 403
            StringEquals       | aws:Referer         | https://example.com/ | 403
            StringEquals       | aws:RequestedRegion | us-east-1            | 403
            StringEquals       | aws:RequestedRegion | eu-west-1            | 200
            """)
    void howTheAskCameCounts(String operator, String key, String value, int status) {
        String asker = "UserName=asker" + ++askers;
        iam("CreateUser", asker);
        String policy = MAY_UNLESS.formatted(operator, key, value);
        iam("PutUserPolicy", asker + "&PolicyName=ask&PolicyDocument=" + encoded(policy));
        String keys = iam("CreateAccessKey", asker);
        Signer signer = new Signer(
                element(keys, "AccessKeyId"),
                element(keys, "SecretAccessKey"),
                Optional.empty(),
                "us-east-1",
                "gatehouse");

        assertThat(ask(Optional.of(signer), asked("/b1/private/nora/a", "")).statusCode())
                .isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"service\":\"s3\",\"service\":\"s3\"}",
                "{\"service\":\"s3\",\"method\":\"GET\",\"url\":\"ftp://h/\"}",
                "{\"service\":\"s3\",\"method\":\"GET\",\"url\":\"http://h/\",\"nonsense\":\"\"}",
                "{\"service\":\"s3\",\"method\":\"GET\",\"url\":\"http://h/\",\"body\":\"!\"}",
                "{\"service\":\"s3\",\"method\":\"GET\",\"url\":\"http://h/\",\"headers\":[]}",
                "{\"service\":\"s3\",\"method\":\"GET\",\"url\":\"http://h/\",\"resource\":\"*\"}",
                "{\"service\":\"s3\",\"method\":\"GET\",\"url\":\"http://h/\",\"action\":\"s3:GetObject\","
                        + "\"context\":{\"aws:PrincipalTag/team\":\"red\"}}",
                "{\"service\":\"s3\",\"method\":\"GET\",\"url\":\"http://h/\",\"action\":\"s3:GetObject\","
                        + "\"context\":{\"aws:username\":\"theo\"}}",
            })
    void badAsks(String json) {
        assertThat(ask(root(), json).statusCode()).isEqualTo(400);
    }
}
