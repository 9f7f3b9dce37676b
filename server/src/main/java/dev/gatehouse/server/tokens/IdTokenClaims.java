package dev.gatehouse.server.tokens;

import java.time.Instant;
import java.util.Map;

/// The claims of an ID token ("Understanding the identity token" in the developer guide). Pure.
final class IdTokenClaims {
    private IdTokenClaims() {}

    /// @param jti the id of this very token, used when the grant is revocable
    static Claims of(Grant grant, String issuer, String jti, Instant now) {
        Claims claims = new Claims().put("sub", grant.subject().sub().value());
        GroupClaims groups = GroupClaims.of(grant.subject().groups());
        if (!groups.names().isEmpty()) {
            claims.put("cognito:groups", new Claim.Texts(groups.names()));
        }
        if (!groups.roles().isEmpty()) {
            claims.put("cognito:roles", new Claim.Texts(groups.roles()));
        }
        groups.preferredRole().ifPresent(role -> claims.put("cognito:preferred_role", role));
        claims.put("iss", issuer)
                .put("cognito:username", grant.subject().username())
                .put("aud", grant.client().value())
                .put("event_id", grant.sitting().eventId())
                .put("token_use", "id")
                .put("auth_time", grant.sitting().authTime().getEpochSecond())
                .put("exp", now.plus(grant.lifetimes().id()).getEpochSecond())
                .put("iat", now.getEpochSecond());
        if (grant.revocable()) {
            claims.put("origin_jti", grant.sitting().originJti()).put("jti", jti);
        }
        for (Map.Entry<String, String> attribute : grant.subject().attributes().entrySet()) {
            claims.put(attribute.getKey(), value(attribute.getKey(), attribute.getValue()));
        }
        return claims;
    }

    private static Claim value(String name, String text) {
        return switch (name) {
            case "email_verified", "phone_number_verified" -> new Claim.Flag(Boolean.parseBoolean(text));
            case "updated_at" -> number(text);
            case "address" -> new Claim.Members(Map.of("formatted", text));
            case "identities" -> IdentitiesClaim.of(text);
            default -> new Claim.Text(text);
        };
    }

    private static Claim number(String text) {
        try {
            return new Claim.Whole(Long.parseLong(text));
        } catch (NumberFormatException notWhole) {
            return new Claim.Text(text);
        }
    }
}
