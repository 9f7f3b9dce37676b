package dev.gatehouse.server.tokens;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.pure.id.ClientId;
import dev.gatehouse.pure.id.PoolId;
import dev.gatehouse.pure.id.Sub;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Goldens of the claims, byte for byte.
class TokenClaimsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00.900Z");
    private static final String ISSUER = "https://id.example/eu-west-1_aB3dE5fG7";

    @Test
    void idTokenOfAnApiSignIn() {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("email_verified", "true");
        attributes.put("updated_at", "1767225600");
        attributes.put("address", "1 High Street");
        attributes.put("custom:plan", "42");
        attributes.put("email", "nora@example.com");
        assertThat(json(IdTokenClaims.of(grant(attributes, true), ISSUER, "jti-1", NOW)))
                .isEqualTo("{\"sub\":\"0f7c6b1e-90c1-70a3-5b8a-2f1d6a5f9e10\",\"cognito:groups\":[\"staff\"],"
                        + "\"cognito:roles\":[\"arn:aws:iam::123456789012:role/staff\"],"
                        + "\"cognito:preferred_role\":\"arn:aws:iam::123456789012:role/staff\","
                        + "\"iss\":\"https://id.example/eu-west-1_aB3dE5fG7\",\"cognito:username\":\"nora\","
                        + "\"aud\":\"2h7k0example\",\"event_id\":\"event-1\",\"token_use\":\"id\","
                        + "\"auth_time\":1767225500,\"exp\":1767229200,\"iat\":1767225600,"
                        + "\"origin_jti\":\"origin-1\",\"jti\":\"jti-1\",\"email_verified\":true,"
                        + "\"updated_at\":1767225600,\"address\":{\"formatted\":\"1 High Street\"},"
                        + "\"custom:plan\":\"42\",\"email\":\"nora@example.com\"}");
    }

    @Test
    void identitiesAreAListOfTexts() {
        String attribute = "[{\"userId\":\"7\",\"issuer\":null,\"primary\":false,\"dateCreated\":1767225600000}]";
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("identities", attribute);
        assertThat(json(IdTokenClaims.of(grant(attributes, false), ISSUER, "jti-1", NOW)))
                .contains("\"identities\":[{\"userId\":\"7\",\"issuer\":null,\"primary\":\"false\","
                        + "\"dateCreated\":\"1767225600000\"}]");
        attributes.put("identities", "[{");
        assertThat(json(IdTokenClaims.of(grant(attributes, false), ISSUER, "jti-1", NOW)))
                .contains("\"identities\":\"[{\"");
    }

    @Test
    void idTokenWithoutRevocationHasNeitherJti() {
        assertThat(IdTokenClaims.of(grant(Map.of(), false), ISSUER, "jti-1", NOW)
                        .entries())
                .doesNotContainKeys("jti", "origin_jti");
    }

    @Test
    void accessTokenOfAnApiSignIn() {
        assertThat(json(AccessTokenClaims.of(grant(Map.of("email", "nora@example.com"), true), ISSUER, "jti-2", NOW)))
                .isEqualTo("{\"sub\":\"0f7c6b1e-90c1-70a3-5b8a-2f1d6a5f9e10\",\"cognito:groups\":[\"staff\"],"
                        + "\"iss\":\"https://id.example/eu-west-1_aB3dE5fG7\",\"client_id\":\"2h7k0example\","
                        + "\"origin_jti\":\"origin-1\",\"event_id\":\"event-1\",\"token_use\":\"access\","
                        + "\"scope\":\"aws.cognito.signin.user.admin\",\"auth_time\":1767225500,"
                        + "\"exp\":1767225900,\"iat\":1767225600,\"jti\":\"jti-2\",\"username\":\"nora\"}");
    }

    @Test
    void accessTokenWithoutRevocationHasNoOriginJti() {
        assertThat(AccessTokenClaims.of(grant(Map.of(), false), ISSUER, "jti-2", NOW)
                        .entries())
                .doesNotContainKey("origin_jti")
                .containsKey("jti");
    }

    private static Grant grant(Map<String, String> attributes, boolean revocable) {
        return new Grant(
                new PoolId("eu-west-1_aB3dE5fG7"),
                new ClientId("2h7k0example"),
                new Grant.Subject(
                        new Sub("0f7c6b1e-90c1-70a3-5b8a-2f1d6a5f9e10"),
                        "nora",
                        attributes,
                        List.of(new Grant.Membership(
                                "staff", Optional.of("arn:aws:iam::123456789012:role/staff"), Optional.of(1)))),
                new Grant.Sitting("origin-1", "event-1", Instant.ofEpochSecond(1767225500)),
                new Grant.Lifetimes(Duration.ofMinutes(5), Duration.ofHours(1)),
                revocable,
                Grant.API_SCOPE);
    }

    private static String json(Claims claims) {
        return new String(claims.json(), UTF_8);
    }
}
