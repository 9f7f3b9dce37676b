package dev.gatehouse.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.TestServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/// Signatures of the AWS SDK for Java, through real HTTP.
final class SdkSignatureTest {
    private static final String WHO = "Action=GetCallerIdentity&Version=2011-06-15";

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aSignedHeaderRequestIsAccepted() {
        SdkHttpRequest signed = sign(false, WHO);

        assertThat(send(signed, WHO).statusCode()).isEqualTo(200);
    }

    /// Symptom: a signed `text/plain; charset=UTF-8` arrived in other letters, and the signature was wrong.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain; charset=UTF-8",
                "text/plain;charset=UTF-8",
                "text/plain; charset=utf-8",
                "Text/HTML;charset=ISO-8859-1",
                "application/json; charset=UTF-8"
            })
    void headersCountAsTheyAreSent(String contentType) {
        SdkHttpRequest signed = sign(
                "gatehouse",
                "us-east-1",
                SdkHttpRequest.builder()
                        .method(SdkHttpMethod.POST)
                        .uri(URI.create("http://localhost:" + server.port() + "/_gatehouse/decide"))
                        .appendHeader("content-type", contentType)
                        .appendHeader("accept", "TEXT/plain")
                        .build(),
                "{}");

        HttpResponse<String> answer = send(signed, "{}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("ValidationException");
    }

    @Test
    void aChangedBodyIsRefused() {
        SdkHttpRequest signed = sign(false, WHO);

        HttpResponse<String> answer = send(signed, WHO + "&x=y");
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("<Code>SignatureDoesNotMatch</Code>");
    }

    @Test
    void aPresignedGetIsAccepted() {
        SdkHttpRequest signed = sign(true, "");

        assertThat(send(signed, "").statusCode()).isEqualTo(200);
    }

    private static SdkHttpRequest sign(String service, String region, SdkHttpRequest request, String body) {
        return AwsV4HttpSigner.create()
                .sign(sign -> sign.identity(key())
                        .request(request)
                        .payload(ContentStreamProvider.fromByteArray(body.getBytes(StandardCharsets.UTF_8)))
                        .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, service)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region))
                .request();
    }

    private static AwsCredentialsIdentity key() {
        return AwsCredentialsIdentity.create(
                server.rootKey().accessKeyId(),
                server.rootKey().secretAccessKey().reveal());
    }

    private static SdkHttpRequest sign(boolean presigned, String body) {
        SdkHttpRequest.Builder request = SdkHttpRequest.builder()
                .method(presigned ? SdkHttpMethod.GET : SdkHttpMethod.POST)
                .uri(URI.create("http://localhost:" + server.port() + "/"));
        if (presigned) {
            request.appendRawQueryParameter("Action", "GetCallerIdentity");
            request.appendRawQueryParameter("Version", "2011-06-15");
        } else {
            request.appendHeader("content-type", "application/x-www-form-urlencoded; charset=utf-8");
        }
        return AwsV4HttpSigner.create()
                .sign(sign -> {
                    sign.identity(key())
                            .request(request.build())
                            .payload(ContentStreamProvider.fromByteArray(body.getBytes(StandardCharsets.UTF_8)))
                            .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, "sts")
                            .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-west-1");
                    if (presigned) {
                        sign.putProperty(
                                        AwsV4FamilyHttpSigner.AUTH_LOCATION,
                                        AwsV4FamilyHttpSigner.AuthLocation.QUERY_STRING)
                                .putProperty(AwsV4FamilyHttpSigner.EXPIRATION_DURATION, Duration.ofMinutes(5));
                    }
                })
                .request();
    }

    private static HttpResponse<String> send(SdkHttpRequest signed, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(signed.getUri()).version(HttpClient.Version.HTTP_1_1);
        signed.forEachHeader((name, values) -> {
            if (!name.equalsIgnoreCase("host") && !name.equalsIgnoreCase("content-length")) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return server.send(
                signed.method() == SdkHttpMethod.GET
                        ? request.build()
                        : request.POST(HttpRequest.BodyPublishers.ofString(body))
                                .build());
    }
}
