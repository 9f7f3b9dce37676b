package dev.gatehouse.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.pure.sigv4.Claim;
import dev.gatehouse.pure.sigv4.Rules;
import dev.gatehouse.pure.sigv4.SigV4;
import dev.gatehouse.pure.sigv4.SignableRequest;
import dev.gatehouse.pure.sigv4.Signer;
import dev.gatehouse.pure.sigv4.Verdict;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A signed request and the check the server makes of it.
///
/// @param request signed
/// @param at when
public record SignedCall(SignableRequest request, Instant at) {
    private static final String SECRET = "0123456789012345678901234567890123456789";

    /// A call of the user pools API.
    public static SignedCall of(String operation, String body) {
        Instant at = Instant.EPOCH;
        Map<String, List<String>> headers = new HashMap<>();
        headers.put("host", List.of("localhost:7777"));
        headers.put("content-type", List.of("application/x-amz-json-1.1"));
        headers.put("x-amz-target", List.of("AWSCognitoIdentityProviderService." + operation));
        byte[] content = body.getBytes(UTF_8);
        Signer signer = new Signer("AKIABENCH00000000000", SECRET, Optional.empty(), "us-east-1", "cognito-idp");
        signer.sign(new SignableRequest("POST", "/", "", headers, content), at)
                .forEach((name, value) -> headers.put(name, List.of(value)));
        return new SignedCall(new SignableRequest("POST", "/", "", headers, content), at);
    }

    /// Reads, derives the key and checks, as the server does for each signed request.
    public boolean check(Rules rules) {
        return SigV4.read(request) instanceof Claim.Parsed claim
                && SigV4.check(request, claim, SigV4.signingKey(SECRET, claim.scope()), at, rules)
                        instanceof Verdict.Ok;
    }
}
