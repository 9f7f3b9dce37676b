package dev.gatehouse.conformance;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.Map;

/// Tokens as a relying party reads them.
final class Tokens {
    private Tokens() {}

    /// The pool's keys as they are served now.
    static JWKSet keys(TestPool pool) {
        try {
            return JWKSet.parse(Http.get(pool.server().url().resolve("/" + pool.id() + "/.well-known/jwks.json"))
                    .body());
        } catch (ParseException broken) {
            throw new AssertionError(broken);
        }
    }

    /// The claims of a token whose signature holds under one of the served keys.
    static Map<String, Object> verified(TestPool pool, String token) {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            JWK key = keys(pool).getKeyByKeyId(jwt.getHeader().getKeyID());
            if (key == null || !jwt.verify(new RSASSAVerifier(key.toRSAKey()))) {
                throw new AssertionError("does not verify: " + jwt.getHeader());
            }
            return jwt.getPayload().toJSONObject();
        } catch (ParseException | JOSEException broken) {
            throw new AssertionError(broken);
        }
    }

    /// The header of a token.
    static Map<String, Object> header(String token) {
        try {
            return SignedJWT.parse(token).getHeader().toJSONObject();
        } catch (ParseException broken) {
            throw new AssertionError(broken);
        }
    }

    /// The claims of a token, unchecked.
    static JWTClaimsSet claims(String token) {
        try {
            return SignedJWT.parse(token).getJWTClaimsSet();
        } catch (ParseException broken) {
            throw new AssertionError(broken);
        }
    }
}
