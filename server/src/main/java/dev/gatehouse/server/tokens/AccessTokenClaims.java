package dev.gatehouse.server.tokens;

import java.time.Instant;

/// The claims of an access token ("Understanding the access token" in the developer guide). Pure.
final class AccessTokenClaims {
    private AccessTokenClaims() {}

    /// @param jti the id of this very token, used when the grant is revocable
    static Claims of(Grant grant, String issuer, String jti, Instant now) {
        Claims claims = new Claims().put("sub", grant.subject().sub().value());
        grant.sitting().deviceKey().ifPresent(key -> claims.put("device_key", key));
        GroupClaims groups = GroupClaims.of(grant.subject().groups());
        if (!groups.names().isEmpty()) {
            claims.put("cognito:groups", new Claim.Texts(groups.names()));
        }
        claims.put("iss", issuer).put("client_id", grant.client().value());
        if (grant.revocable()) {
            claims.put("origin_jti", grant.sitting().originJti());
        }
        return claims.put("event_id", grant.sitting().eventId())
                .put("token_use", "access")
                .put("scope", grant.scope())
                .put("auth_time", grant.sitting().authTime().getEpochSecond())
                .put("exp", now.plus(grant.lifetimes().access()).getEpochSecond())
                .put("iat", now.getEpochSecond())
                .put("jti", jti)
                .put("username", grant.subject().username());
    }
}
