package dev.gatehouse.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.pure.sigv4.Signer;
import dev.gatehouse.server.TestServer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests nobody should send: each gets its protocol's own refusal and nothing else happens.
final class HostileInputTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final String JSON = "application/x-amz-json-1.1";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String POOLS = "AWSCognitoIdentityProviderService.ListUserPools";
    private static final String WHO = "Action=GetCallerIdentity&Version=2011-06-15";

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start(Map.of("limits.body", "64KiB"), InstantSource.fixed(NOW));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Nonsense", "AWSCognitoIdentityProviderService.", "AWSCognitoIdentityProviderService.Nope"})
    void unknownTargets(String target) {
        assertRefused(server.unsignedJson(target, "{}"), 400, "UnknownOperationException");
    }

    @Test
    void aWrongContentTypeIsNoOperation() {
        assertRefused(
                server.send(post("text/plain")
                        .header("x-amz-target", POOLS)
                        .POST(HttpRequest.BodyPublishers.ofString("{}"))
                        .build()),
                400,
                "UnknownOperationException");
    }

    @Test
    void jsonWithoutATargetIsNoOperation() {
        assertRefused(
                server.send(post(JSON)
                        .POST(HttpRequest.BodyPublishers.ofString("{}"))
                        .build()),
                400,
                "UnknownOperationException");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Action=Nope&Version=2011-06-15              | InvalidAction
            Action=GetCallerIdentity&Version=1999-01-01 | InvalidAction
            Action=GetCallerIdentity                    | InvalidAction
            Action=%00%ff<x>&Version=2011-06-15         | InvalidAction
            Version=2011-06-15                          | MissingAction
            nothing                                     | MissingAction
            """)
    void unknownActions(String form, String code) {
        HttpResponse<String> answer = server.query("sts", form);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("<Code>" + code + "</Code>").contains("<Type>Sender</Type>");
    }

    @Test
    void anOversizedBodyIs413() {
        String body = "{\"x\":\"" + "a".repeat(70_000) + "\"}";
        HttpResponse<String> answer = server.send(post(JSON)
                .header("x-amz-target", POOLS)
                .expectContinue(true)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());

        assertThat(answer.statusCode()).isEqualTo(413);
    }

    @Test
    void anOperationNobodyCarriesOutIs501AndNamed() {
        HttpResponse<String> answer = server.json("AWSCognitoIdentityProviderService.GetSigningCertificate", "{}");

        assertRefused(answer, 501, "NotImplementedException");
        assertThat(answer.body()).contains("cognito-idp:GetSigningCertificate");
    }

    @Test
    void unsignedIsRefusedAsEachProtocolDoes() {
        assertRefused(server.unsignedJson(POOLS, "{}"), 400, "MissingAuthenticationTokenException");
        HttpResponse<String> query = server.send(
                post(FORM).POST(HttpRequest.BodyPublishers.ofString(WHO)).build());
        assertQuery(query, "MissingAuthenticationToken", "Request is missing Authentication Token");
        HttpResponse<String> rest = server.get("/identitypools");
        assertRefused(rest, 403, "MissingAuthenticationTokenException");
    }

    @Test
    void aWrongSecretIsABadSignature() {
        Signer signer = signer(server.rootKey().accessKeyId(), "wrong", "cognito-idp");
        assertRefused(server.signed(signer, NOW, JSON, POOLS, "{}"), 400, "InvalidSignatureException");
        Signer sts = signer(server.rootKey().accessKeyId(), "wrong", "sts");
        assertQuery(
                server.signed(sts, NOW, FORM, "", WHO),
                "SignatureDoesNotMatch",
                "The request signature we calculated does not match the signature you provided.");
    }

    @Test
    void anUnknownKeyIsRefusedAsEachProtocolDoes() {
        String text = "The security token included in the request is invalid.";
        Signer idp = signer("AKIAAAAAAAAAAAAAAAAA", "wrong", "cognito-idp");
        HttpResponse<String> json = server.signed(idp, NOW, JSON, POOLS, "{}");
        assertRefused(json, 400, "UnrecognizedClientException");
        assertThat(json.body()).contains(text);
        Signer sts = signer("AKIAAAAAAAAAAAAAAAAA", "wrong", "sts");
        assertQuery(server.signed(sts, NOW, FORM, "", WHO), "InvalidClientTokenId", text);
    }

    @Test
    void aSessionTokenDoesNotBelongToTheRootKey() {
        Signer signer = new Signer(
                server.rootKey().accessKeyId(),
                server.rootKey().secretAccessKey().reveal(),
                Optional.of("token"),
                "us-east-1",
                "cognito-idp");

        assertRefused(server.signed(signer, NOW, JSON, POOLS, "{}"), 400, "UnrecognizedClientException");
    }

    @ParameterizedTest
    @CsvSource({"-16, Signature expired: ", "16, Signature not yet current: "})
    void aSignatureOutsideTheWindowIsRefused(long minutes, String text) {
        Signer signer = root("cognito-idp");
        HttpResponse<String> answer = server.signed(signer, NOW.plus(Duration.ofMinutes(minutes)), JSON, POOLS, "{}");

        assertRefused(answer, 400, "InvalidSignatureException");
        assertThat(answer.body()).contains(text);
    }

    @Test
    void aSignatureForAnotherServiceIsRefused() {
        assertRefused(server.signed("us-east-1", "s3", JSON, POOLS, "{}"), 400, "InvalidSignatureException");
    }

    @Test
    void aRegionThatIsNoneIsRefused() {
        assertRefused(server.signed("a b", "cognito-idp", JSON, POOLS, "{}"), 400, "IncompleteSignatureException");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AWS4-HMAC-SHA256",
                "AWS4-HMAC-SHA256 Credential=AKIA",
                "AWS4-HMAC-SHA256 Credential=AKIA/1/2, SignedHeaders=host, Signature=00"
            })
    void aBrokenSignatureIsIncomplete(String authorization) {
        assertRefused(
                server.send(post(JSON)
                        .header("x-amz-target", POOLS)
                        .header("authorization", authorization)
                        .POST(HttpRequest.BodyPublishers.ofString("{}"))
                        .build()),
                400,
                "IncompleteSignatureException");
    }

    @Test
    void unsignedOperationsIgnoreASignature() {
        HttpResponse<String> answer = server.send(post(JSON)
                .header("x-amz-target", "AWSCognitoIdentityProviderService.GetTokensFromRefreshToken")
                .header("authorization", "AWS4-HMAC-SHA256 nonsense")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build());

        assertRefused(answer, 400, "InvalidParameterException");
    }

    private static HttpRequest.Builder post(String contentType) {
        return HttpRequest.newBuilder(URI.create(server.url() + "/")).header("content-type", contentType);
    }

    private static Signer root(String service) {
        return signer(
                server.rootKey().accessKeyId(),
                server.rootKey().secretAccessKey().reveal(),
                service);
    }

    private static Signer signer(String id, String secret, String service) {
        return new Signer(id, secret, Optional.empty(), "us-east-1", service);
    }

    private static void assertRefused(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.body()).contains("\"" + code + "\"");
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("x-amzn-ErrorType").orElseThrow())
                .startsWith(code);
        assertThat(answer.headers().firstValue("x-amzn-RequestId")).isPresent();
    }

    private static void assertQuery(HttpResponse<String> answer, String code, String text) {
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body())
                .contains("<Type>Sender</Type>")
                .contains("<Code>" + code + "</Code>")
                .contains(text);
    }
}
