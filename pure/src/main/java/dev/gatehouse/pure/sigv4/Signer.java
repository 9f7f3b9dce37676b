package dev.gatehouse.pure.sigv4;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Signs requests, as the SDKs do: for tests, benchmarks, tools, and calls to AWS-like services.
public final class Signer {
    /// Headers that proxies change.
    private static final Set<String> LEFT_OUT =
            Set.of("authorization", "connection", "expect", "user-agent", "x-amzn-trace-id", "transfer-encoding");

    private final String accessKeyId;
    private final String secretKey;
    private final Optional<String> sessionToken;
    private final String region;
    private final String service;

    /// @param service the signing name of the service
    public Signer(String accessKeyId, String secretKey, Optional<String> sessionToken, String region, String service) {
        this.accessKeyId = accessKeyId;
        this.secretKey = secretKey;
        this.sessionToken = sessionToken;
        this.region = region;
        this.service = service;
    }

    /// The headers to send besides those of the request: `x-amz-date`, `authorization`, and the token if there is
    /// one.
    ///
    /// @param request must have `host`
    public Map<String, String> sign(SignableRequest request, Instant now) {
        Map<String, String> added = new HashMap<>();
        added.put("x-amz-date", Times.basic(now));
        sessionToken.ifPresent(token -> added.put("x-amz-security-token", token));
        Map<String, List<String>> headers = new HashMap<>(request.headers());
        added.forEach((name, value) -> headers.put(name, List.of(value)));
        List<String> names = headers.keySet().stream()
                .filter(name -> !LEFT_OUT.contains(name))
                .sorted()
                .toList();
        SignableRequest whole =
                new SignableRequest(request.method(), request.path(), request.query(), headers, request.body());
        added.put(
                "authorization",
                SigV4.ALGORITHM + " Credential=" + accessKeyId + "/" + scope(now) + ", SignedHeaders="
                        + String.join(";", names) + ", Signature=" + signature(whole, names, now, false));
        return added;
    }

    /// The query that makes the request good without headers; `host` alone is signed.
    ///
    /// @param expires how long the link says it is good
    public String presign(SignableRequest request, Instant now, Duration expires) {
        List<String> parts = new ArrayList<>();
        if (!request.query().isEmpty()) {
            parts.add(request.query());
        }
        parts.add("X-Amz-Algorithm=" + SigV4.ALGORITHM);
        parts.add("X-Amz-Credential=" + UriText.encode(accessKeyId + "/" + scope(now)));
        parts.add("X-Amz-Date=" + Times.basic(now));
        parts.add("X-Amz-Expires=" + expires.toSeconds());
        parts.add("X-Amz-SignedHeaders=host");
        sessionToken.ifPresent(token -> parts.add("X-Amz-Security-Token=" + UriText.encode(token)));
        String query = String.join("&", parts);
        SignableRequest whole =
                new SignableRequest(request.method(), request.path(), query, request.headers(), request.body());
        return query + "&" + CanonicalRequest.SIGNATURE_PARAMETER + "=" + signature(whole, List.of("host"), now, true);
    }

    private String signature(SignableRequest request, List<String> names, Instant now, boolean presigned) {
        String canonical = CanonicalRequest.of(request, names, Digests.sha256(request.body()), presigned);
        return SigV4.sign(SigV4.signingKey(secretKey, scope(now)), scope(now), now, canonical);
    }

    private Claim.Scope scope(Instant now) {
        String date = Times.basic(now).substring(0, Times.DATE_LENGTH);
        return new Claim.Scope(date, region, service, SigV4.TERMINATOR);
    }
}
