package dev.gatehouse.pure.sigv4;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Judges the claim of a request that another service got. Source: IAM User Guide, "Create a signed request";
/// S3 API
/// reference, "Authenticating Requests (AWS Signature Version 4)".
public final class RelayedCheck {
    private static final String CONTENT_HASH = "x-amz-content-sha256";
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,6}");
    private static final Duration LONGEST_LINK = Duration.ofDays(7);

    /// The bodies whose pieces, or nothing of which, are signed. Only S3 knows them.
    private static final Set<String> NOT_A_HASH = Set.of(
            SigV4.UNSIGNED_PAYLOAD,
            "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
            "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
            "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER");

    private RelayedCheck() {}

    /// Judges a claim.
    ///
    /// @param claim what {@link SigV4#read} found in the same request
    /// @param signingKey what {@link SigV4#signingKey} gives for the claimed access key and scope
    public static Verdict check(
            SignableRequest request, Claim.Parsed claim, byte[] signingKey, Instant now, Relayed rules) {
        return SigV4.scopeFault(claim, rules.service())
                .or(() -> regionFault(claim, rules))
                .or(() -> SigV4.coverageFault(request, claim))
                .or(() -> rules.objects() ? amazonHeaderFault(request, claim) : Optional.empty())
                .or(() -> timeFault(request, claim, now, rules))
                .orElseGet(() -> signature(request, claim, signingKey, rules));
    }

    private static Optional<Verdict> regionFault(Claim.Parsed claim, Relayed rules) {
        return claim.scope().region().equals(rules.region())
                ? Optional.empty()
                : SigV4.bad("Credential should be scoped to a valid region, expecting '" + rules.region() + "'.");
    }

    /// What S3 obeys stands in headers of this beginning: none may be put in on the way.
    private static Optional<Verdict> amazonHeaderFault(SignableRequest request, Claim.Parsed claim) {
        return request.headers().keySet().stream()
                .filter(name -> name.startsWith("x-amz-"))
                .filter(name -> !claim.signedHeaders().contains(name))
                .findFirst()
                .flatMap(name -> SigV4.bad("There were headers present in the request which were not signed"));
    }

    private static Optional<Verdict> timeFault(
            SignableRequest request, Claim.Parsed claim, Instant now, Relayed rules) {
        if (!claim.presigned() || !rules.objects()) {
            return SigV4.timeFault(claim.signedAt(), now, rules.allowedSkew());
        }
        Optional<Duration> good = parameter(request, "X-Amz-Expires")
                .filter(text -> SECONDS.matcher(text).matches())
                .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                .filter(time -> !time.isZero() && time.compareTo(LONGEST_LINK) <= 0);
        if (good.isEmpty()) {
            return SigV4.bad("X-Amz-Expires must be a number of seconds between 1 and 604800");
        }
        if (!now.isBefore(claim.signedAt().plus(good.get()))) {
            return Optional.of(new Verdict.Expired("Request has expired"));
        }
        return claim.signedAt().isAfter(now.plus(rules.allowedSkew()))
                ? Optional.of(new Verdict.NotYetCurrent("Request is not valid yet"))
                : Optional.empty();
    }

    private static Verdict signature(SignableRequest request, Claim.Parsed claim, byte[] signingKey, Relayed rules) {
        Optional<String> payload = rules.objects() ? ofObject(request, claim, rules) : ofOther(request, claim, rules);
        if (payload.isEmpty()) {
            return new Verdict.BadSignature(
                    "The provided 'x-amz-content-sha256' header does not match what was computed.");
        }
        String path = rules.objects() ? UriText.recodePath(request.path()) : CanonicalRequest.path(request.path());
        String canonical = CanonicalRequest.of(request, path, claim.signedHeaders(), payload.get(), claim.presigned());
        String expected = SigV4.sign(signingKey, claim.scope(), claim.signedAt(), canonical);
        boolean same = MessageDigest.isEqual(
                expected.getBytes(US_ASCII), claim.signature().getBytes(UTF_8));
        return same ? new Verdict.Ok() : new Verdict.BadSignature(SigV4.MISMATCH);
    }

    private static Optional<String> ofObject(SignableRequest request, Claim.Parsed claim, Relayed rules) {
        List<String> stated = request.header(CONTENT_HASH);
        if (stated.isEmpty() && claim.presigned()) {
            stated = List.of(parameter(request, "X-Amz-Content-Sha256").orElse(SigV4.UNSIGNED_PAYLOAD));
        }
        if (stated.size() != 1) {
            return Optional.empty();
        }
        String hash = stated.getFirst();
        boolean good = NOT_A_HASH.contains(hash)
                || (SHA_256.matcher(hash).matches()
                        && rules.hash(request).map(hash::equals).orElse(true));
        return good ? Optional.of(hash) : Optional.empty();
    }

    private static Optional<String> ofOther(SignableRequest request, Claim.Parsed claim, Relayed rules) {
        List<String> stated = claim.presigned() ? List.of() : request.header(CONTENT_HASH);
        Optional<String> known = rules.hash(request);
        if (stated.isEmpty()) {
            return known.or(() -> Optional.of(Digests.sha256(request.body())));
        }
        boolean good = stated.size() == 1
                && SHA_256.matcher(stated.getFirst()).matches()
                && known.map(stated.getFirst()::equals).orElse(true);
        return good ? Optional.of(stated.getFirst()) : Optional.empty();
    }

    private static Optional<String> parameter(SignableRequest request, String name) {
        return Arrays.stream(request.query().split("&", -1))
                .filter(part -> part.startsWith(name + "="))
                .map(part -> UriText.decode(part.substring(name.length() + 1)))
                .findFirst();
    }
}
