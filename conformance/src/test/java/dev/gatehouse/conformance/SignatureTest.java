package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.regions.Region;

/// Signed calls that were changed on the way, came late, or were signed with another key.
class SignatureTest {
    private static final Gatehouse SERVER = Gatehouse.shared();
    private static final String BODY = "{\"MaxResults\":1}";

    /// A ListUserPools request signed with the root key.
    private static Signed signed(Instant at, String service) {
        SdkHttpFullRequest request = SdkHttpFullRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(SERVER.url())
                .putHeader("Content-Type", "application/x-amz-json-1.1")
                .putHeader("X-Amz-Target", "AWSCognitoIdentityProviderService.ListUserPools")
                .build();
        SdkHttpRequest done = AwsV4HttpSigner.create()
                .sign(signing -> signing.identity(SERVER.rootKey().resolveCredentials())
                        .request(request)
                        .payload(ContentStreamProvider.fromUtf8String(BODY))
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                        .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(at, ZoneOffset.UTC)))
                .request();
        Map<String, String> headers = new HashMap<>();
        done.headers().forEach((name, values) -> headers.put(name, values.getFirst()));
        return new Signed(headers, BODY);
    }

    /// A request as it goes out.
    private record Signed(Map<String, String> headers, String body) {
        HttpResponse<String> send() {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(SERVER.url() + "/"))
                    .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
            headers.forEach((name, value) -> {
                if (!List.of("host", "content-length").contains(name.toLowerCase(Locale.ROOT))) {
                    request.header(name, value);
                }
            });
            return Http.send(request.build());
        }

        Signed with(Consumer<Map<String, String>> change) {
            Map<String, String> changed = new HashMap<>(headers);
            change.accept(changed);
            return new Signed(changed, body);
        }
    }

    private static DynamicTest refused(String name, String code, Signed request) {
        return DynamicTest.dynamicTest(name, () -> {
            HttpResponse<String> answer = request.send();
            assertThat(answer.body()).contains("\"__type\":\"" + code + "\"");
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.headers().firstValue("x-amzn-requestid")).isPresent();
        });
    }

    @Test
    void anUnchangedRequestIsServed() {
        assertThat(signed(Instant.now(), "cognito-idp").send().statusCode()).isEqualTo(200);
    }

    @TestFactory
    Stream<DynamicTest> refuses() {
        Signed good = signed(Instant.now(), "cognito-idp");
        return Stream.of(
                refused("another body", "InvalidSignatureException", new Signed(good.headers, "{\"MaxResults\":2}")),
                refused(
                        "another operation",
                        "InvalidSignatureException",
                        good.with(headers ->
                                headers.put("X-Amz-Target", "AWSCognitoIdentityProviderService.ListUserPoolClients"))),
                refused(
                        "another signature",
                        "InvalidSignatureException",
                        good.with(headers -> headers.put(
                                "Authorization",
                                headers.get("Authorization").replaceAll("Signature=.{8}", "Signature=00000000")))),
                refused("another service", "InvalidSignatureException", signed(Instant.now(), "sts")),
                refused(
                        "a request of last hour",
                        "InvalidSignatureException",
                        signed(Instant.now().minus(Duration.ofHours(1)), "cognito-idp")),
                refused(
                        "a request of next hour",
                        "InvalidSignatureException",
                        signed(Instant.now().plus(Duration.ofHours(1)), "cognito-idp")),
                refused(
                        "no signature",
                        "MissingAuthenticationTokenException",
                        good.with(headers -> headers.remove("Authorization"))),
                refused(
                        "half a header",
                        "IncompleteSignatureException",
                        good.with(headers -> headers.put(
                                "Authorization", headers.get("Authorization").replaceAll(", ?Signature=.*", "")))));
    }

    @Test
    void anUnknownKeyAndAWrongSecretAreToldApart() {
        String known = SERVER.rootKey().resolveCredentials().accessKeyId();
        Refusal.refused(
                "UnrecognizedClientException",
                "The security token included in the request is invalid.",
                () -> list("AKIAIOSFODNN7EXAMPLE"));
        Refusal.refused("InvalidSignatureException", () -> list(known));
    }

    private static void list(String accessKey) {
        SERVER.client(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, "x".repeat(40))),
                        Region.US_EAST_1)
                .listUserPools(request -> request.maxResults(1));
    }

    /// Public operations take no notice of a signature, right or wrong.
    @Test
    void publicOperationsNeedNone() {
        TestPool pool = TestPool.create();
        TestClient client = pool.client();
        String user = pool.user();
        String body = "{\"AuthFlow\":\"USER_PASSWORD_AUTH\",\"ClientId\":\"" + client.id()
                + "\",\"AuthParameters\":{\"USERNAME\":\"" + user + "\",\"PASSWORD\":\"" + Names.PASSWORD + "\"}}";
        HttpResponse<String> answer = Http.send(HttpRequest.newBuilder(SERVER.url())
                .header("Content-Type", "application/x-amz-json-1.1")
                .header("X-Amz-Target", "AWSCognitoIdentityProviderService.InitiateAuth")
                .header("Authorization", "Bearer nonsense")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void browsersMayCall() {
        HttpResponse<String> preflight = Http.send(HttpRequest.newBuilder(SERVER.url())
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .header("Origin", "https://app.example.com")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "content-type,x-amz-target,x-amz-user-agent")
                .build());
        assertThat(preflight.statusCode()).isEqualTo(200);
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin"))
                .contains("*");
        assertThat(preflight
                        .headers()
                        .firstValue("Access-Control-Allow-Headers")
                        .orElse(""))
                .contains("content-type", "x-amz-target", "x-amz-user-agent");
        assertThat(preflight.headers().firstValue("Access-Control-Max-Age")).contains("172800");
        HttpResponse<String> error = Http.call(SERVER.url(), "GetUser", "{\"AccessToken\":\"x\"}");
        assertThat(error.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
        assertThat(error.headers().firstValue("Access-Control-Expose-Headers").orElse(""))
                .contains("x-amzn-ErrorType");
    }
}
