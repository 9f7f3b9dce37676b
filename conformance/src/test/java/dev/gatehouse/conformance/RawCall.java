package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;

/// A call of an operation that the SDK in use does not know yet, in AWS JSON; signed by the SDK's signer.
///
/// @param server who is called
/// @param operation its name
/// @param body JSON with single quotes
record RawCall(Gatehouse server, String operation, String body) {
    private static final String JSON = "application/x-amz-json-1.1";
    private static final String SERVICE = "AWSCognitoIdentityProviderService.";

    static RawCall of(TestPool pool, String operation, String body, Object... values) {
        return new RawCall(pool.server(), operation, body.formatted(values).replace('\'', '"'));
    }

    /// The answer to a call with the root key.
    Map<String, Object> signed() {
        return answer(sendSigned());
    }

    /// The answer to a call with no key.
    Map<String, Object> unsigned() {
        return answer(sendUnsigned());
    }

    /// The refusal of a call with the root key, as `Code: message`.
    String signedRefusal() {
        return refusal(sendSigned());
    }

    /// The refusal of a call with no key, as `Code: message`.
    String unsignedRefusal() {
        return refusal(sendUnsigned());
    }

    private HttpResponse<String> sendUnsigned() {
        return Http.call(server.url(), operation, body);
    }

    private HttpResponse<String> sendSigned() {
        SdkHttpFullRequest request = SdkHttpFullRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(server.url())
                .putHeader("Content-Type", JSON)
                .putHeader("X-Amz-Target", SERVICE + operation)
                .build();
        SdkHttpRequest signed = AwsV4HttpSigner.create()
                .sign(signing -> signing.identity(server.rootKey().resolveCredentials())
                        .request(request)
                        .payload(ContentStreamProvider.fromUtf8String(body))
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "cognito-idp"))
                .request();
        HttpRequest.Builder sent = HttpRequest.newBuilder(URI.create(server.url() + "/"))
                .timeout(Duration.ofSeconds(20))
                .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
        signed.headers().forEach((name, values) -> {
            if (!List.of("host", "content-length").contains(name.toLowerCase(Locale.ROOT))) {
                sent.header(name, values.getFirst());
            }
        });
        return Http.send(sent.build());
    }

    private Map<String, Object> answer(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return object(response);
    }

    private String refusal(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        Map<String, Object> error = object(response);
        return Json.text(error, "__type") + ": " + Json.text(error, "message");
    }

    private static Map<String, Object> object(HttpResponse<String> response) {
        try {
            return Json.object(response.body());
        } catch (ParseException broken) {
            throw new AssertionError(response.body(), broken);
        }
    }
}
