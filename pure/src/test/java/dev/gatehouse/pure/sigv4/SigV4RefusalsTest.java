package dev.gatehouse.pure.sigv4;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What is refused, and with which words.
class SigV4RefusalsTest {
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private static final Instant NOW = Instant.parse("2026-03-03T09:05:00Z");
    private static final Rules RULES = Rules.of("cognito-idp");
    private static final byte[] BODY = "{}".getBytes(UTF_8);
    private static final String MISMATCH = "The request signature we calculated does not match";

    private final Signer signer = new Signer("AKIDEXAMPLE", SECRET, Optional.empty(), "eu-west-1", "cognito-idp");
    private final Map<String, List<String>> headers = new HashMap<>(Map.of(
            "host", List.of("localhost:8080"),
            "content-type", List.of("application/x-amz-json-1.1"),
            "x-amz-target", List.of("AWSCognitoIdentityProviderService.ListUserPools")));

    private SignableRequest signed() {
        Map<String, List<String>> all = new HashMap<>(headers);
        signer.sign(new SignableRequest("POST", "/", "", headers, BODY), NOW)
                .forEach((name, value) -> all.put(name, List.of(value)));
        return new SignableRequest("POST", "/", "", all, BODY);
    }

    private static SignableRequest with(SignableRequest request, String header, String value) {
        Map<String, List<String>> all = new HashMap<>(request.headers());
        all.put(header, List.of(value));
        return new SignableRequest(request.method(), request.path(), request.query(), all, request.body());
    }

    private static Verdict check(SignableRequest request, Instant now, Rules rules) {
        Claim.Parsed claim = (Claim.Parsed) SigV4.read(request);
        return SigV4.check(request, claim, SigV4.signingKey(SECRET, claim.scope()), now, rules);
    }

    private static String badSignature(SignableRequest request) {
        return ((Verdict.BadSignature) check(request, NOW, RULES)).text();
    }

    @Test
    void whatWasSignedIsAccepted() {
        assertThat(check(signed(), NOW, RULES)).isEqualTo(new Verdict.Ok());
    }

    @Test
    void otherSecret() {
        SignableRequest request = signed();
        Claim.Parsed claim = (Claim.Parsed) SigV4.read(request);
        byte[] key = SigV4.signingKey(SECRET + "x", claim.scope());
        assertThat(SigV4.check(request, claim, key, NOW, RULES)).isInstanceOf(Verdict.BadSignature.class);
    }

    static Stream<SignableRequest> changed() {
        SignableRequest good = new SigV4RefusalsTest().signed();
        Map<String, List<String>> h = good.headers();
        return Stream.of(
                new SignableRequest("PUT", "/", "", h, BODY),
                new SignableRequest("POST", "/x", "", h, BODY),
                new SignableRequest("POST", "/", "a=b", h, BODY),
                new SignableRequest("POST", "/", "", h, new byte[0]),
                with(good, "host", "localhost:8081"),
                with(good, "x-amz-target", "AWSCognitoIdentityProviderService.DeleteUserPool"),
                with(good, "x-amz-date", "20260303T090501Z"));
    }

    @ParameterizedTest
    @MethodSource
    void changed(SignableRequest request) {
        assertThat(badSignature(request)).startsWith(MISMATCH);
    }

    @Test
    void unsignedTargetOrToken() {
        headers.remove("x-amz-target");
        SignableRequest request = signed();
        assertThat(badSignature(with(request, "x-amz-target", "AWSCognitoIdentityProviderService.DeleteUserPool")))
                .isEqualTo("'x-amz-target' must be a 'SignedHeader' in the AWS Authorization.");
        assertThat(badSignature(with(request, "x-amz-security-token", "t")))
                .isEqualTo("'x-amz-security-token' must be a 'SignedHeader' in the AWS Authorization.");
    }

    @Test
    void hostNotSigned() {
        SignableRequest request = signed();
        String authorization = request.header("authorization").getFirst().replace("host;", "");
        assertThat(badSignature(with(request, "authorization", authorization)))
                .isEqualTo("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
    }

    @Test
    void scopeOfAnotherServiceDayOrTerminator() {
        SignableRequest request = signed();
        String authorization = request.header("authorization").getFirst();
        assertThat(check(request, NOW, Rules.of("sts")))
                .isEqualTo(new Verdict.BadSignature("Credential should be scoped to correct service: 'sts'."));
        assertThat(badSignature(with(request, "authorization", authorization.replace("aws4_request", "aws3_request"))))
                .isEqualTo("Credential should be scoped with a valid terminator: 'aws4_request', not 'aws3_request'.");
        assertThat(badSignature(with(request, "authorization", authorization.replace("/20260303/", "/20260302/"))))
                .isEqualTo("Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP:"
                        + " '20260302' != '20260303', from '20260303T090500Z'.");
    }

    @Test
    void clocksApart() {
        SignableRequest request = signed();
        assertThat(check(request, NOW.plus(Duration.ofMinutes(15)), RULES)).isEqualTo(new Verdict.Ok());
        assertThat(check(request, NOW.minus(Duration.ofMinutes(15)), RULES)).isEqualTo(new Verdict.Ok());
        assertThat(check(request, NOW.plusSeconds(901), RULES))
                .isEqualTo(new Verdict.Expired("Signature expired: 20260303T090500Z is now earlier than"
                        + " 20260303T090501Z (20260303T092001Z - 15 min.)"));
        assertThat(check(request, NOW.minusSeconds(901), RULES))
                .isEqualTo(new Verdict.NotYetCurrent("Signature not yet current: 20260303T090500Z is still later than"
                        + " 20260303T090459Z (20260303T084959Z + 15 min.)"));
    }

    @Test
    void statedPayloadHash() {
        headers.put("x-amz-content-sha256", List.of(Digests.sha256(BODY)));
        assertThat(check(signed(), NOW, RULES)).isEqualTo(new Verdict.Ok());
        headers.put("x-amz-content-sha256", List.of(Digests.sha256("other")));
        assertThat(badSignature(signed()))
                .isEqualTo("The provided 'x-amz-content-sha256' header does not match what was computed.");
    }

    @Test
    void unsignedPayloadOnlyWhereAllowed() {
        headers.put("x-amz-content-sha256", List.of(SigV4.UNSIGNED_PAYLOAD));
        SignableRequest request = signed();
        assertThat(badSignature(request)).contains("x-amz-content-sha256");

        Claim.Parsed claim = (Claim.Parsed) SigV4.read(request);
        byte[] key = SigV4.signingKey(SECRET, claim.scope());
        String canonical = CanonicalRequest.of(request, claim.signedHeaders(), SigV4.UNSIGNED_PAYLOAD, false);
        String signature = SigV4.sign(key, claim.scope(), NOW, canonical);
        String authorization = request.header("authorization").getFirst().replace(claim.signature(), signature);
        Rules lax = new Rules("cognito-idp", Duration.ofMinutes(15), true);
        assertThat(check(with(request, "authorization", authorization), NOW, lax))
                .isEqualTo(new Verdict.Ok());
        assertThat(check(with(request, "authorization", authorization), NOW, RULES))
                .isInstanceOf(Verdict.BadSignature.class);
    }

    @Test
    void presigned() {
        SignableRequest plain = new SignableRequest(
                "GET", "/", "Action=GetCallerIdentity", Map.of("host", List.of("localhost")), new byte[0]);
        Signer sts = new Signer("AKIDEXAMPLE", SECRET, Optional.of("to/ken+="), "eu-west-1", "sts");
        String query = sts.presign(plain, NOW, Duration.ofSeconds(60));
        SignableRequest request = new SignableRequest("GET", "/", query, plain.headers(), new byte[0]);
        Claim.Parsed claim = (Claim.Parsed) SigV4.read(request);
        assertThat(claim.sessionToken()).contains("to/ken+=");
        assertThat(claim.presigned()).isTrue();
        assertThat(check(request, NOW, Rules.of("sts"))).isEqualTo(new Verdict.Ok());
        String other = query.replace("GetCallerIdentity", "GetSessionToken");
        assertThat(check(new SignableRequest("GET", "/", other, plain.headers(), new byte[0]), NOW, Rules.of("sts")))
                .isInstanceOf(Verdict.BadSignature.class);
        assertThat(check(request, NOW.plusSeconds(901), Rules.of("sts"))).isInstanceOf(Verdict.Expired.class);
    }

    @Test
    void dateHeaderInPlaceOfAmzDate() {
        Map<String, List<String>> dated = new HashMap<>(headers);
        dated.put("date", List.of("Tue, 03 Mar 2026 09:05:00 GMT"));
        SignableRequest plain = new SignableRequest("POST", "/", "", dated, BODY);
        Claim.Scope scope = new Claim.Scope("20260303", "eu-west-1", "cognito-idp", "aws4_request");
        List<String> names = List.of("date", "host", "x-amz-target");
        String canonical = CanonicalRequest.of(plain, names, Digests.sha256(BODY), false);
        String signature = SigV4.sign(SigV4.signingKey(SECRET, scope), scope, NOW, canonical);
        SignableRequest request = with(
                plain,
                "authorization",
                "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/" + scope + ",SignedHeaders=date;host;x-amz-target,Signature="
                        + signature);
        assertThat(check(request, NOW, RULES)).isEqualTo(new Verdict.Ok());
    }

    @Test
    void notSignedAtAll() {
        assertThat(SigV4.read(new SignableRequest("POST", "/", "", headers, BODY)))
                .isEqualTo(new Claim.Missing());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            Bearer abc | Invalid key=value pair (missing equal-sign) in Authorization header
            AWS4-HMAC-SHA256 | Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' parameter. Authorization header requires 'SignedHeaders' parameter.
            AWS4-HMAC-SHA256 Credential=a/20260303/r/s/aws4_request, SignedHeaders=host | Authorization header requires 'Signature' parameter.
            AWS4-HMAC-SHA256 Credential=a/20260303/r/s/aws4_request, SignedHeaders=host, Signature | Invalid key=value pair
            AWS4-HMAC-SHA256 Credential=a/b, SignedHeaders=host, Signature=00 | Credential must have exactly 5 slash-delimited elements
            AWS4-HMAC-SHA256 Credential=/20260303/r/s/aws4_request, SignedHeaders=host, Signature=00 | Credential must have exactly 5
            AWS4-HMAC-SHA256 Credential=a/20260303/r/s/aws4_request, SignedHeaders=host;host, Signature=00 | 'SignedHeaders' names a header twice
            AWS4-HMAC-SHA256 Credential=a/1/r/s/t, Credential=b/1/r/s/t, SignedHeaders=host, Signature=00 | Authorization header has a parameter twice
            AWS4-ECDSA-P256-SHA256 Credential=a/20260303/s/aws4_request, SignedHeaders=host, Signature=00 | Unsupported AWS 'algorithm': 'AWS4-ECDSA-P256-SHA256'.
            """)
    void brokenHeader(String authorization, String text) {
        headers.put("x-amz-date", List.of("20260303T090500Z"));
        assertThat(incomplete(authorization)).startsWith(text).doesNotContain("Bearer abc");
    }

    @Test
    void brokenOrMissingDate() {
        String authorization =
                "AWS4-HMAC-SHA256 Credential=a/20260303/r/s/aws4_request, SignedHeaders=host, Signature=00";
        assertThat(incomplete(authorization))
                .startsWith("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.");
        headers.put("x-amz-date", List.of("20260230T090500Z"));
        assertThat(incomplete(authorization)).startsWith("Date must be in ISO-8601 'basic format'. Got '2026023");
    }

    @Test
    void tooBig() {
        headers.put("x-amz-date", List.of("20260303T090500Z"));
        assertThat(incomplete("AWS4-HMAC-SHA256 " + "x".repeat(8192))).isEqualTo("Authorization header is too long.");
        String many = "h;".repeat(200) + "host";
        assertThat(incomplete("AWS4-HMAC-SHA256 Credential=a/1/r/s/t, SignedHeaders=" + many + ", Signature=00"))
                .startsWith("'SignedHeaders' names");
    }

    @Test
    void bothMechanisms() {
        SignableRequest request = new SignableRequest(
                "GET",
                "/",
                "X-Amz-Algorithm=AWS4-HMAC-SHA256",
                Map.of("authorization", List.of("AWS4-HMAC-SHA256 x=y")),
                BODY);
        assertThat(SigV4.read(request)).isInstanceOf(Claim.Incomplete.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            X-Amz-Signature=00 | AWS query-string parameters must include 'X-Amz-Algorithm'.
            X-Amz-Algorithm=a&X-Amz-Algorithm=b | AWS query-string parameter 'X-Amz-Algorithm' is given twice.
            X-Amz-Algorithm=AWS5&X-Amz-Credential=a&X-Amz-Signature=0&X-Amz-SignedHeaders=host&X-Amz-Date=x | Unsupported AWS 'algorithm': 'AWS5'.
            """)
    void brokenQuery(String query, String text) {
        Claim claim = SigV4.read(new SignableRequest("GET", "/", query, headers, BODY));
        assertThat(((Claim.Incomplete) claim).text()).startsWith(text);
    }

    private String incomplete(String authorization) {
        headers.put("authorization", List.of(authorization));
        Claim claim = SigV4.read(new SignableRequest("POST", "/", "", headers, BODY));
        return ((Claim.Incomplete) claim).text();
    }
}
