package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.text.ParseException;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeDataType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;

/// ID, access and refresh tokens of API sign-ins, the keys and the discovery document.
class TokensTest {
    private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    private static TestPool pool;
    private static TestClient client;

    @BeforeAll
    static void create() {
        pool = TestPool.create(settings -> settings.schema(
                attribute -> attribute
                        .name("plan")
                        .attributeDataType(AttributeDataType.STRING)
                        .mutable(true),
                attribute -> attribute
                        .name("age")
                        .attributeDataType(AttributeDataType.NUMBER)
                        .mutable(true)));
        client = pool.client();
    }

    private static String issuer() {
        return pool.server().url() + "/" + pool.id();
    }

    @Test
    void theIdTokenHasItsClaims() {
        String user = pool.user(
                Names.unique("nora"),
                Map.of(
                        "email", "nora@example.com",
                        "email_verified", "true",
                        "phone_number", "+14255550100",
                        "phone_number_verified", "false",
                        "address", "1 Road",
                        "updated_at", "1767225600",
                        "custom:plan", "gold",
                        "custom:age", "42"));
        Map<String, Object> claims = Tokens.verified(pool, client.signIn(user).idToken());
        assertThat(claims)
                .containsOnlyKeys(
                        "sub",
                        "aud",
                        "iss",
                        "exp",
                        "iat",
                        "token_use",
                        "auth_time",
                        "jti",
                        "origin_jti",
                        "event_id",
                        "cognito:username",
                        "email",
                        "email_verified",
                        "phone_number",
                        "phone_number_verified",
                        "address",
                        "updated_at",
                        "custom:plan",
                        "custom:age")
                .containsEntry("sub", pool.subOf(user))
                .containsEntry("aud", client.id())
                .containsEntry("iss", issuer())
                .containsEntry("token_use", "id")
                .containsEntry("cognito:username", user)
                .containsEntry("email", "nora@example.com")
                .containsEntry("email_verified", true)
                .containsEntry("phone_number_verified", false)
                .containsEntry("address", Map.of("formatted", "1 Road"))
                .containsEntry("updated_at", 1767225600L)
                .containsEntry("custom:plan", "gold")
                .containsEntry("custom:age", "42");
        assertTimesAndIds(claims);
    }

    @Test
    void theAccessTokenHasItsClaims() {
        String user = pool.user();
        Map<String, Object> claims = Tokens.verified(pool, client.signIn(user).accessToken());
        assertThat(claims)
                .containsOnlyKeys(
                        "sub",
                        "iss",
                        "exp",
                        "iat",
                        "jti",
                        "client_id",
                        "token_use",
                        "scope",
                        "auth_time",
                        "username",
                        "origin_jti",
                        "event_id")
                .containsEntry("sub", pool.subOf(user))
                .containsEntry("iss", issuer())
                .containsEntry("client_id", client.id())
                .containsEntry("token_use", "access")
                .containsEntry("scope", "aws.cognito.signin.user.admin")
                .containsEntry("username", user);
        assertTimesAndIds(claims);
    }

    private static void assertTimesAndIds(Map<String, Object> claims) {
        assertThat((Long) claims.get("exp") - (Long) claims.get("iat")).isEqualTo(3600);
        assertThat(claims.get("auth_time")).isEqualTo(claims.get("iat"));
        for (String id : new String[] {"sub", "jti", "origin_jti", "event_id"}) {
            assertThat(claims.get(id).toString()).as(id).matches(UUID);
        }
        assertThat(claims.get("jti")).isNotEqualTo(claims.get("origin_jti"));
    }

    @Test
    void bothTokensOfASignInBelongTogether() {
        AuthenticationResultType tokens = client.signIn(pool.user());
        Map<String, Object> id = Tokens.verified(pool, tokens.idToken());
        Map<String, Object> access = Tokens.verified(pool, tokens.accessToken());
        assertThat(id.get("origin_jti")).isEqualTo(access.get("origin_jti"));
        assertThat(id.get("event_id")).isEqualTo(access.get("event_id"));
        assertThat(id.get("jti")).isNotEqualTo(access.get("jti"));
    }

    @Test
    void aHeaderIsAKeyIdAndTheAlgorithm() {
        AuthenticationResultType tokens = client.signIn(pool.user());
        Map<String, Object> id = Tokens.header(tokens.idToken());
        Map<String, Object> access = Tokens.header(tokens.accessToken());
        assertThat(id).containsOnlyKeys("kid", "alg").containsEntry("alg", "RS256");
        assertThat(access).containsOnlyKeys("kid", "alg").containsEntry("alg", "RS256");
        assertThat(id.get("kid").toString()).matches("[A-Za-z0-9+/]{43}=");
        assertThat(id.get("kid")).isNotEqualTo(access.get("kid"));
    }

    @Test
    void theRefreshTokenLooksLikeAnEncryptedOne() {
        assertThat(client.signIn(pool.user()).refreshToken())
                .startsWith("eyJjdHkiOiJKV1QiLCJlbmMiOiJBMjU2R0NNIiwiYWxnIjoiUlNBLU9BRVAifQ.")
                .matches("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+){4}");
    }

    @Test
    void validityIsTheClientsOwn() {
        TestClient brief = pool.client(settings -> settings.accessTokenValidity(10)
                .idTokenValidity(1)
                .refreshTokenValidity(10)
                .tokenValidityUnits(
                        units -> units.accessToken("minutes").idToken("days").refreshToken("days")));
        AuthenticationResultType tokens = brief.signIn(pool.user());
        assertThat(tokens.expiresIn()).isEqualTo(600);
        Map<String, Object> access = Tokens.verified(pool, tokens.accessToken());
        Map<String, Object> id = Tokens.verified(pool, tokens.idToken());
        assertThat((Long) access.get("exp") - (Long) access.get("iat")).isEqualTo(600);
        assertThat((Long) id.get("exp") - (Long) id.get("iat")).isEqualTo(86400);
    }

    @Test
    void theIdTokenHoldsOnlyWhatTheClientReads() {
        TestClient limited = pool.client(settings -> settings.readAttributes("nickname"));
        String user = pool.user(Names.unique("nora"), Map.of("email", "n@example.com", "nickname", "N"));
        assertThat(Tokens.verified(pool, limited.signIn(user).idToken()))
                .containsEntry("nickname", "N")
                .doesNotContainKeys("email", "email_verified");
    }

    /// The members origin_jti and jti come with revocation.
    @Test
    void withoutRevocationThereIsNoOrigin() {
        TestClient irrevocable = pool.client(settings -> settings.enableTokenRevocation(false));
        AuthenticationResultType tokens = irrevocable.signIn(pool.user());
        assertThat(Tokens.verified(pool, tokens.idToken())).doesNotContainKeys("origin_jti", "jti");
        assertThat(Tokens.verified(pool, tokens.accessToken()))
                .doesNotContainKey("origin_jti")
                .containsKey("jti");
    }

    @Test
    void theKeysArePublicSigningKeysOfThePool() {
        JWKSet keys = Tokens.keys(pool);
        assertThat(keys.getKeys()).hasSizeGreaterThanOrEqualTo(2).allSatisfy(key -> {
            assertThat(key.toJSONObject()).containsOnlyKeys("alg", "e", "kid", "kty", "n", "use");
            assertThat(key.getAlgorithm().getName()).isEqualTo("RS256");
            assertThat(key.toRSAKey().toRSAPublicKey().getModulus().bitLength()).isEqualTo(2048);
        });
        assertThat(Tokens.keys(TestPool.create()).getKeys())
                .extracting(JWK::getKeyID)
                .doesNotContainAnyElementsOf(
                        keys.getKeys().stream().map(JWK::getKeyID).toList());
    }

    @Test
    void discoveryNamesNoEndpointThatDoesNotExist() throws ParseException {
        Map<String, Object> document =
                Json.object(Http.get(pool.server().url().resolve("/" + pool.id() + "/.well-known/openid-configuration"))
                        .body());
        assertThat(document)
                .containsEntry("issuer", issuer())
                .containsEntry("jwks_uri", issuer() + "/.well-known/jwks.json")
                .containsEntry("authorization_endpoint", issuer() + "/authorize")
                .containsEntry("token_endpoint", issuer() + "/token")
                .containsKeys("id_token_signing_alg_values_supported", "response_types_supported")
                .containsKeys("scopes_supported", "subject_types_supported")
                .doesNotContainKeys("end_session_endpoint", "revocation_endpoint");
        assertThat(document.toString()).doesNotContain("null");
    }

    @Test
    void anUnknownPoolHasNeitherKeysNorDiscovery() {
        for (String file : new String[] {"jwks.json", "openid-configuration"}) {
            assertThat(Http.get(pool.server().url().resolve("/" + Names.NO_POOL + "/.well-known/" + file))
                            .statusCode())
                    .isBetween(400, 499);
        }
    }
}
