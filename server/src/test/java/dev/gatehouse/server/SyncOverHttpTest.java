package dev.gatehouse.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.model.protocol.Pages;
import dev.gatehouse.model.service.Caller;
import dev.gatehouse.model.service.Session;
import dev.gatehouse.pure.sigv4.SignableRequest;
import dev.gatehouse.pure.sigv4.Signer;
import dev.gatehouse.server.access.KeyRing;
import dev.gatehouse.server.access.SessionTokens;
import dev.gatehouse.server.config.LimitSettings;
import dev.gatehouse.server.config.Settings;
import dev.gatehouse.server.metrics.Metrics;
import dev.gatehouse.server.seal.Secret;
import dev.gatehouse.server.store.IamEntity;
import dev.gatehouse.server.store.IdentityPoolRecord;
import dev.gatehouse.server.store.IdentityRecord;
import dev.gatehouse.server.store.StoreUnavailable;
import dev.gatehouse.server.triggers.Functions;
import dev.gatehouse.server.wire.Front;
import dev.gatehouse.server.wire.HttpOptions;
import dev.gatehouse.server.wire.HttpServer;
import dev.gatehouse.server.wire.Identity;
import dev.gatehouse.server.wire.Management;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Cognito Sync through signed REST requests: paths with `%3A`, and a role that reaches its own datasets alone.
final class SyncOverHttpTest {
    private static final String ACCOUNT = "123456789012";
    private static final String POOL = "eu-west-1:11111111-2222-3333-4444-555555555555";
    private static final String ANNE = "eu-west-1:aaaaaaaa-0000-0000-0000-000000000001";
    private static final String BERT = "eu-west-1:bbbbbbbb-0000-0000-0000-000000000002";
    private static final String OWN_DATASETS = """
            {"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"cognito-sync:*","Resource":
            "arn:aws:cognito-sync:eu-west-1:123456789012:identitypool/%s/identity/${cognito-identity.amazonaws.com:sub}/dataset/*"}}
            """.formatted(POOL);

    @TempDir
    Path folder;

    private final InstantSource clock = InstantSource.fixed(Instant.parse("2026-03-03T09:05:00Z"));
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private Ground ground;
    private HttpServer http;

    @BeforeEach
    void start() throws Exception {
        Settings settings = Settings.read(Optional.empty(), Map.of(), Map.of("dataFolder", folder.toString()));
        ground = Ground.open(settings, clock, new SecureRandom());
        KeyRing.RootKey root = new KeyRing.RootKey(ACCOUNT, "AKIAEXAMPLE", Secret.of("secret"));
        Rooms pools =
                Rooms.wire(ground, settings, "http://localhost", Functions.notInvoked(), clock, new SecureRandom());
        AccountRooms rooms = AccountRooms.wire(
                ground,
                root,
                Optional.empty(),
                arn -> Map.of(),
                AccountRooms.Beside.of(pools, settings, "http://localhost", clock),
                clock);
        Metrics metrics = new Metrics();
        Front front = new Front(new Front.Parts(
                rooms.operations(),
                Pages.table(),
                Identity.signed(rooms.credentials(), "eu-west-1"),
                rooms.authorizer(),
                () -> true,
                failure -> failure instanceof StoreUnavailable,
                metrics,
                finished -> {}));
        LimitSettings limits = settings.limits();
        http = HttpServer.bind(new HttpOptions(
                "127.0.0.1",
                0,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                new HttpOptions.Bounds(
                        limits.bodyBytes(),
                        limits.headerBytes(),
                        limits.headTime(),
                        limits.bodyTime(),
                        limits.idleTime(),
                        limits.stopTime(),
                        limits.connections())));
        http.serve(front, new Management(metrics, () -> true), () -> "request-1", clock);
        var _ = ground.store().write(tx -> {
            tx.iamEntities()
                    .insert(new IamEntity(
                            "AROAEXAMPLE",
                            IamEntity.Kind.ROLE,
                            "users",
                            "/",
                            null,
                            "{}",
                            null,
                            3600,
                            Map.of(),
                            clock.millis(),
                            1));
            tx.iamEntities().putInline("AROAEXAMPLE", "own", OWN_DATASETS);
            tx.identityPools().insert(new IdentityPoolRecord(POOL, "{}", clock.millis(), clock.millis(), 0));
            for (String id : List.of(ANNE, BERT)) {
                tx.identities().insert(new IdentityRecord(POOL, id, true, false, clock.millis(), clock.millis()));
            }
            return true;
        });
    }

    @AfterEach
    void stop() {
        client.close();
        http.close();
        ground.close();
    }

    private Signer root() {
        return root("eu-west-1");
    }

    private Signer root(String region) {
        return new Signer("AKIAEXAMPLE", "secret", Optional.empty(), region, "cognito-sync");
    }

    private Signer identity(String id) {
        return identity(id, "eu-west-1");
    }

    private Signer identity(String id, String region) {
        Map<String, List<String>> keys = Map.of(
                "cognito-identity.amazonaws.com:sub", List.of(id), "cognito-identity.amazonaws.com:aud", List.of(POOL));
        Instant expires = clock.instant().plusSeconds(3600);
        Session session = new Session(
                clock.instant(),
                expires,
                List.of(),
                List.of(),
                Map.of(),
                Set.of(),
                Optional.empty(),
                keys,
                Set.of(),
                false);
        SessionTokens.Credentials made = new SessionTokens(ground.sealer(), ground.chance())
                .make(
                        key -> new Caller.Role(
                                ACCOUNT,
                                key,
                                "AROAEXAMPLE",
                                "arn:aws:iam::123456789012:role/users",
                                "CognitoIdentityCredentials",
                                session),
                        expires,
                        0);
        return new Signer(
                made.accessKeyId(),
                made.secretAccessKey().reveal(),
                Optional.of(made.sessionToken()),
                region,
                "cognito-sync");
    }

    private HttpResponse<String> ask(Signer signer, String method, String path, String query, String body)
            throws Exception {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        Map<String, List<String>> headers = new HashMap<>();
        headers.put("host", List.of("localhost:" + http.port()));
        Map<String, String> added =
                signer.sign(new SignableRequest(method, path, query, headers, bytes), clock.instant());
        String url = "http://localhost:" + http.port() + path + (query.isEmpty() ? "" : "?" + query);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url)).method(method, HttpRequest.BodyPublishers.ofByteArray(bytes));
        added.forEach(request::header);
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String dataset(String identity, String name) {
        return "/identitypools/" + sent(POOL) + "/identities/" + sent(identity) + "/datasets/" + name;
    }

    /// As SDKs send it.
    private static String sent(String id) {
        return id.replace(":", "%3A");
    }

    @Test
    void anIdentitySynchronises() throws Exception {
        Signer anne = identity(ANNE);
        HttpResponse<String> first = ask(anne, "GET", dataset(ANNE, "prefs") + "/records", "lastSyncCount=0", "");
        assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
        assertThat(first.body()).contains("\"DatasetExists\":false").contains("\"MergedDatasetNames\":[]");
        String update = "{\"SyncSessionToken\":\"" + token(first.body()) + "\",\"RecordPatches\":[{\"Op\":\"replace\","
                + "\"Key\":\"theme\",\"Value\":\"dark\",\"SyncCount\":0}]}";
        HttpResponse<String> written = ask(anne, "POST", dataset(ANNE, "prefs"), "", update);
        assertThat(written.statusCode()).as(written.body()).isEqualTo(200);
        assertThat(written.body()).contains("\"SyncCount\":1").contains("\"LastModifiedBy\":\"" + ANNE + "\"");
        HttpResponse<String> again = ask(anne, "POST", dataset(ANNE, "prefs"), "", update);
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.headers().firstValue("x-amzn-errortype").orElse("")).contains("ResourceConflictException");
        assertThat(ask(root(), "GET", dataset(ANNE, "prefs"), "", "").body()).contains("\"NumRecords\":1");
        assertThat(ask(anne, "DELETE", dataset(ANNE, "prefs"), "", "").statusCode())
                .isEqualTo(200);
        assertThat(ask(anne, "GET", dataset(ANNE, "prefs"), "", "").statusCode())
                .isEqualTo(404);
    }

    private static String token(String answer) {
        Matcher token = Pattern.compile("\"SyncSessionToken\":\"([^\"]+)\"").matcher(answer);
        assertThat(token.find()).isTrue();
        return token.group(1);
    }

    /// ListDatasets is judged on a dataset named null, so that `dataset/*` covers it.
    @Test
    void listingIsCoveredByTheOwnDatasets() throws Exception {
        String path = dataset(ANNE, "");
        HttpResponse<String> listed =
                ask(identity(ANNE), "GET", path.substring(0, path.length() - 1), "maxResults=5", "");
        assertThat(listed.statusCode()).as(listed.body()).isEqualTo(200);
        assertThat(listed.body()).contains("\"Count\":0");
    }

    @ParameterizedTest
    @CsvSource({
        "/identities/%s/datasets/d, identity/%s/dataset/d",
        "/identities/%s/datasets, identity/%s/dataset/null",
        "/identities/%s, identity/%s",
        "'', ''"
    })
    void whatTheRoleDoesNotCoverIsDenied(String path, String resource) throws Exception {
        String whole = "/identitypools/" + sent(POOL) + path.formatted(sent(BERT));
        HttpResponse<String> answer = ask(identity(ANNE), "GET", whole, "", "");
        assertThat(answer.statusCode()).isEqualTo(403);
        String arn = "arn:aws:cognito-sync:eu-west-1:" + ACCOUNT + ":identitypool/" + POOL;
        assertThat(answer.body())
                .contains("AccessDeniedException")
                .contains(resource.isEmpty() ? arn : arn + "/" + resource.formatted(BERT));
    }

    /// The region of the signature is the caller's choice and must not choose the resource.
    @Test
    void theResourceHasThePoolsRegion() throws Exception {
        Signer elsewhere = identity(ANNE, "us-east-1");
        assertThat(ask(elsewhere, "GET", dataset(BERT, "d") + "/records", "", "")
                        .body())
                .contains("arn:aws:cognito-sync:eu-west-1:");
    }

    @ParameterizedTest
    @CsvSource({
        "identity,  eu-west-1, /identities/%s/datasets/d/records, 200",
        "identity,  us-east-1, /identities/%s/datasets/d/records, 400 InvalidParameterException",
        "identity,  us-east-1, /identities/%s/datasets,           400 InvalidParameterException",
        "identity,  us-east-1, /identities/%s/datasets/d,         404 ResourceNotFoundException",
        "developer, us-east-1, /identities/%s,                    404 ResourceNotFoundException",
        "developer, eu-west-1, '',                                200",
        "developer, us-east-1, '',                                404 ResourceNotFoundException",
        "developer, us-east-1, /configuration,                    404 ResourceNotFoundException",
    })
    void aPoolOfAnotherRegionIsUnknown(String caller, String region, String path, String answered) throws Exception {
        Signer signer = caller.equals("identity") ? identity(ANNE, region) : root(region);
        HttpResponse<String> answer =
                ask(signer, "GET", "/identitypools/" + sent(POOL) + path.formatted(sent(ANNE)), "", "");
        String error =
                answer.headers().firstValue("x-amzn-errortype").orElse("").replace(":", "");
        assertThat((answer.statusCode() + " " + error).strip()).isEqualTo(answered);
    }

    @Test
    void usageIsListedForTheRegionOfTheSignature() throws Exception {
        Signer anne = identity(ANNE);
        String listed =
                ask(anne, "GET", dataset(ANNE, "d") + "/records", "", "").body();
        ask(
                anne,
                "POST",
                dataset(ANNE, "d"),
                "",
                "{\"SyncSessionToken\":\"" + token(listed) + "\",\"RecordPatches\":[{\"Op\":\"replace\",\"Key\":\"k\","
                        + "\"Value\":\"v\",\"SyncCount\":0}]}");

        assertThat(ask(root("eu-west-1"), "GET", "/identitypools", "", "").body())
                .contains("\"Count\":1", POOL);
        assertThat(ask(root("us-east-1"), "GET", "/identitypools", "", "").body())
                .contains("\"Count\":0");
    }

    @Test
    void aSignatureOverAnotherPathIsRefused() throws Exception {
        Signer anne = identity(ANNE);
        Map<String, List<String>> headers = Map.of("host", List.of("localhost:" + http.port()));
        Map<String, String> added =
                anne.sign(new SignableRequest("GET", dataset(ANNE, "d"), "", headers, new byte[0]), clock.instant());
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://localhost:" + http.port() + dataset(BERT, "d")));
        added.forEach(request::header);
        HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("InvalidSignatureException");
    }
}
