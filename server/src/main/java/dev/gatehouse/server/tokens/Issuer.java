package dev.gatehouse.server.tokens;

import dev.gatehouse.server.seal.Chance;
import dev.gatehouse.server.store.SigningKeyRecord.Use;
import java.time.Instant;
import java.time.InstantSource;

/// Makes ID and access tokens. Decides nothing: whoever calls has admitted the user.
public final class Issuer {
    private final PoolKeys keys;
    private final Issuers issuers;
    private final Chance chance;
    private final InstantSource clock;

    /// @param keys the pools' signing keys
    /// @param issuers which `iss` tokens carry
    /// @param chance where token ids come from
    public Issuer(PoolKeys keys, Issuers issuers, Chance chance, InstantSource clock) {
        this.keys = keys;
        this.issuers = issuers;
        this.chance = chance;
        this.clock = clock;
    }

    /// ID and access token of one sign-in or refresh.
    ///
    /// @param idToken the ID token, a compact JWS
    /// @param accessToken the access token, a compact JWS
    /// @param expiresInSeconds how long the access token lives
    public record Issued(String idToken, String accessToken, long expiresInSeconds) {
        @Override
        public String toString() {
            return "Issued(***)";
        }
    }

    /// Signs both tokens of a grant.
    public Issued issue(Grant grant) {
        Instant now = clock.instant();
        String issuer = issuers.of(grant.pool());
        Claims id = IdTokenClaims.of(grant, issuer, chance.uuid().toString(), now);
        Claims access = AccessTokenClaims.of(grant, issuer, chance.uuid().toString(), now);
        return new Issued(
                sign(grant, Use.ID, id),
                sign(grant, Use.ACCESS, access),
                grant.lifetimes().access().toSeconds());
    }

    private String sign(Grant grant, Use use, Claims claims) {
        PoolKey key = keys.signing(grant.pool(), use);
        return Jws.sign(key.header(), claims.json(), key.signer());
    }
}
