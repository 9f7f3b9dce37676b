package dev.gatehouse.pure.sigv4;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Reads and checks signed requests.
public final class SigV4 {
    static final String ALGORITHM = "AWS4-HMAC-SHA256";
    static final String TERMINATOR = "aws4_request";
    static final String UNSIGNED_PAYLOAD = "UNSIGNED-PAYLOAD";

    static final String MISMATCH = "The request signature we calculated does not match the signature you provided."
            + " Check your AWS Secret Access Key and signing method. Consult the service documentation for details.";

    /// Headers that decide what the request does: they are signed, when sent, by every SDK, and must be.
    private static final List<String> COVERED = List.of("x-amz-target", "x-amz-security-token");

    private SigV4() {}

    /// What a request claims.
    public static Claim read(SignableRequest request) {
        return ClaimReader.read(request);
    }

    /// The key that signs requests of one day, region and service; may be cached by those and the secret.
    ///
    /// @param secretKey the secret access key
    public static byte[] signingKey(String secretKey, Claim.Scope scope) {
        byte[] date = Digests.hmac(("AWS4" + secretKey).getBytes(UTF_8), scope.date());
        byte[] region = Digests.hmac(date, scope.region());
        byte[] service = Digests.hmac(region, scope.service());
        return Digests.hmac(service, TERMINATOR);
    }

    /// Judges a claim.
    ///
    /// A presigned request is good for {@link Rules#allowedSkew()} whatever its `X-Amz-Expires` says, as
    /// with STS; its payload hash is that of the body.
    ///
    /// @param claim what {@link #read} found in the same request
    /// @param signingKey what {@link #signingKey} gives for the claimed access key and scope
    public static Verdict check(
            SignableRequest request, Claim.Parsed claim, byte[] signingKey, Instant now, Rules rules) {
        return scopeFault(claim, rules.service())
                .or(() -> coverageFault(request, claim))
                .or(() -> timeFault(claim.signedAt(), now, rules.allowedSkew()))
                .orElseGet(() -> signature(request, claim, signingKey, rules));
    }

    private static Verdict signature(SignableRequest request, Claim.Parsed claim, byte[] signingKey, Rules rules) {
        Optional<String> payload = payloadHash(request, claim, rules.allowUnsignedPayload());
        if (payload.isEmpty()) {
            return new Verdict.BadSignature(
                    "The provided 'x-amz-content-sha256' header does not match what was computed.");
        }
        String canonical = CanonicalRequest.of(request, claim.signedHeaders(), payload.get(), claim.presigned());
        String expected = sign(signingKey, claim.scope(), claim.signedAt(), canonical);
        boolean same = MessageDigest.isEqual(
                expected.getBytes(US_ASCII), claim.signature().getBytes(UTF_8));
        return same ? new Verdict.Ok() : new Verdict.BadSignature(MISMATCH);
    }

    static String sign(byte[] signingKey, Claim.Scope scope, Instant signedAt, String canonicalRequest) {
        String toSign =
                String.join("\n", ALGORITHM, Times.basic(signedAt), scope.toString(), Digests.sha256(canonicalRequest));
        return Digests.hex(Digests.hmac(signingKey, toSign));
    }

    private static Optional<String> payloadHash(SignableRequest request, Claim.Parsed claim, boolean allowUnsigned) {
        List<String> stated = claim.presigned() ? List.of() : request.header("x-amz-content-sha256");
        if (allowUnsigned && stated.equals(List.of(UNSIGNED_PAYLOAD))) {
            return Optional.of(UNSIGNED_PAYLOAD);
        }
        String computed = Digests.sha256(request.body());
        return stated.isEmpty() || stated.equals(List.of(computed)) ? Optional.of(computed) : Optional.empty();
    }

    static Optional<Verdict> scopeFault(Claim.Parsed claim, String service) {
        Claim.Scope scope = claim.scope();
        if (!scope.terminator().equals(TERMINATOR)) {
            return bad("Credential should be scoped with a valid terminator: '" + TERMINATOR + "', not '"
                    + scope.terminator() + "'.");
        }
        if (!scope.service().equals(service)) {
            return bad("Credential should be scoped to correct service: '" + service + "'.");
        }
        String time = Times.basic(claim.signedAt());
        if (!time.startsWith(scope.date()) || scope.date().length() != Times.DATE_LENGTH) {
            return bad("Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '"
                    + scope.date() + "' != '" + time.substring(0, Times.DATE_LENGTH) + "', from '" + time + "'.");
        }
        return Optional.empty();
    }

    static Optional<Verdict> coverageFault(SignableRequest request, Claim.Parsed claim) {
        List<String> signed = claim.signedHeaders();
        if (!signed.contains("host") && !signed.contains(":authority")) {
            return bad("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
        }
        return COVERED.stream()
                .filter(name -> request.headers().containsKey(name) && !signed.contains(name))
                .findFirst()
                .flatMap(name -> bad("'" + name + "' must be a 'SignedHeader' in the AWS Authorization."));
    }

    static Optional<Verdict> timeFault(Instant signedAt, Instant now, Duration skew) {
        Instant earliest = now.minus(skew);
        Instant latest = now.plus(skew);
        if (signedAt.isBefore(earliest)) {
            return Optional.of(new Verdict.Expired("Signature expired: %s is now earlier than %s (%s - %d min.)"
                    .formatted(Times.basic(signedAt), Times.basic(earliest), Times.basic(now), skew.toMinutes())));
        }
        if (signedAt.isAfter(latest)) {
            return Optional.of(
                    new Verdict.NotYetCurrent("Signature not yet current: %s is still later than %s (%s + %d min.)"
                            .formatted(
                                    Times.basic(signedAt), Times.basic(latest), Times.basic(now), skew.toMinutes())));
        }
        return Optional.empty();
    }

    static Optional<Verdict> bad(String text) {
        return Optional.of(new Verdict.BadSignature(text));
    }
}
