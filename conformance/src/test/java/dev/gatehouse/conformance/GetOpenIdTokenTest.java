package dev.gatehouse.conformance;

import static dev.gatehouse.conformance.TestIdentityPool.login;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.cognitoidentity.model.RoleMapping;

/// GetOpenIdToken: the classic flow.
class GetOpenIdTokenTest {
    private static final String NO_MATCH =
            "Logins don't match. Please include at least one valid login for this identity or identity pool.";

    private static TestPool users;
    private static TestClient client;
    private static String provider;
    private static TestIdentityPool pool;

    @BeforeAll
    static void create() {
        users = TestPool.create();
        client = users.client();
        provider = TestIdentityPool.provider(users);
        pool = TestIdentityPool.create(settings -> {
            TestIdentityPool.takes(settings, client);
            settings.allowClassicFlow(true);
        });
    }

    /// The claims of a token whose signature holds under one of the published keys.
    private static Map<String, Object> verified(String token) throws ParseException, JOSEException {
        JWKSet keys = JWKSet.parse(Http.get(pool.server().url().resolve("/cognito-identity/.well-known/jwks_uri"))
                .body());
        SignedJWT jwt = SignedJWT.parse(token);
        JWK key = keys.getKeyByKeyId(jwt.getHeader().getKeyID());
        assertThat(key).isNotNull();
        assertThat(jwt.verify(new RSASSAVerifier(key.toRSAKey()))).isTrue();
        return jwt.getPayload().toJSONObject();
    }

    @Test
    void aGuestsToken() throws ParseException, JOSEException {
        String guest = pool.guest();
        String token = pool.openIdToken(guest, Map.of());
        assertThat(Tokens.header(token)).containsEntry("typ", "JWS").containsEntry("alg", "RS512");
        assertThat(Tokens.header(token).get("kid").toString()).matches("us-east-1[12]");
        Map<String, Object> claims = verified(token);
        long issued = (long) claims.get("iat");
        assertThat(claims)
                .containsOnly(
                        Map.entry("sub", guest),
                        Map.entry("aud", pool.id()),
                        Map.entry("amr", List.of("unauthenticated")),
                        Map.entry("iss", "https://cognito-identity.amazonaws.com"),
                        Map.entry("https://cognito-identity.amazonaws.com/identity-pool-arn", pool.arn()),
                        Map.entry("iat", issued),
                        Map.entry("exp", issued + 600));
    }

    @Test
    void aUsersTokenSaysHowTheyAreSignedIn() throws ParseException, JOSEException {
        String user = users.user();
        Map<String, String> logins = login(client, user);
        String identity = pool.identity(logins);
        assertThat(verified(pool.openIdToken(identity, logins)))
                .containsEntry("sub", identity)
                .containsEntry(
                        "amr", List.of("authenticated", provider, provider + ":CognitoSignIn:" + users.subOf(user)));
    }

    /// A guest's identity becomes that of who signs in, in one step.
    @Test
    void aGuestWhoSignsInStays() {
        String guest = pool.guest();
        Map<String, String> logins = login(client, users.user());
        assertThat(pool.anonymous()
                        .getOpenIdToken(request -> request.identityId(guest).logins(logins))
                        .identityId())
                .isEqualTo(guest);
        Refusal.refused(
                "NotAuthorizedException",
                "Access to Identity '" + guest + "' is forbidden.",
                () -> pool.openIdToken(guest, Map.of()));
    }

    /// GetCredentialsForIdentity takes it instead of the login it was made of, as long as the identity has that.
    @Test
    void aUsersTokenIsALoginOfItsIdentity() {
        pool.roles(pool.role("authenticated"), pool.role("unauthenticated"));
        Map<String, String> logins = login(client, users.user());
        String identity = pool.identity(logins);
        Map<String, String> own = Map.of(TestIdentityPool.OWN, pool.openIdToken(identity, logins));
        assertThat(pool.credentials(identity, own).arn()).endsWith("/CognitoIdentityCredentials");
        Refusal.refused("NotAuthorizedException", NO_MATCH, () -> pool.credentials(pool.guest(), own));

        pool.anonymous()
                .unlinkIdentity(
                        request -> request.identityId(identity).logins(logins).loginsToRemove(provider));
        Refusal.refused(
                "NotAuthorizedException",
                "Access to Identity '" + identity + "' is forbidden.",
                () -> pool.credentials(identity, own));
        pool.admin().deleteIdentities(request -> request.identityIdsToDelete(identity));
        Refusal.refused(
                "ResourceNotFoundException",
                "Identity '" + identity + "' not found.",
                () -> pool.credentials(identity, own));
    }

    @Test
    void aGuestsTokenIsNoLogin() {
        String guest = pool.guest();
        Map<String, String> own = Map.of(TestIdentityPool.OWN, pool.openIdToken(guest, Map.of()));
        Refusal.refused("NotAuthorizedException", NO_MATCH, () -> pool.credentials(guest, own));
    }

    @Test
    void theClassicFlowMustBeOnAndGoesWithoutMappings() {
        TestIdentityPool enhanced = TestIdentityPool.of(client);
        String guest = enhanced.guest();
        Refusal.refused(
                "InvalidParameterException",
                "Basic (classic) flow is not enabled, please use enhanced flow.",
                () -> enhanced.openIdToken(guest, Map.of()));

        TestIdentityPool mapped = TestIdentityPool.create(settings -> settings.allowClassicFlow(true));
        mapped.roles(
                mapped.role("authenticated"),
                mapped.role("unauthenticated"),
                Map.of(
                        provider + ":" + client.id(),
                        RoleMapping.builder()
                                .type("Token")
                                .ambiguousRoleResolution("Deny")
                                .build()));
        String other = mapped.guest();
        Refusal.refused(
                "InvalidParameterException",
                "Basic (classic) flow is not supported with RoleMappings, please use enhanced flow.",
                () -> mapped.openIdToken(other, Map.of()));
    }

    @TestFactory
    Stream<DynamicTest> refusals() {
        Map<String, String> nora = login(client, users.user());
        Map<String, String> otto = login(client, users.user());
        String identity = pool.identity(nora);
        return Refusal.tests(
                Refusal.of(
                        "no identity",
                        "ResourceNotFoundException",
                        "Identity '" + TestIdentityPool.UNKNOWN + "' not found.",
                        () -> pool.openIdToken(TestIdentityPool.UNKNOWN, Map.of())),
                Refusal.of(
                        "somebody's identity without logins",
                        "NotAuthorizedException",
                        "Access to Identity '" + identity + "' is forbidden.",
                        () -> pool.openIdToken(identity, Map.of())),
                Refusal.of(
                        "another's login", "NotAuthorizedException", NO_MATCH, () -> pool.openIdToken(identity, otto)),
                Refusal.of(
                        "a token of our own",
                        "NotAuthorizedException",
                        "Invalid login token. Can't pass in a Cognito token.",
                        () -> pool.openIdToken(
                                identity, Map.of(TestIdentityPool.OWN, pool.openIdToken(identity, nora)))),
                Refusal.of(
                        "not an id",
                        "ValidationException",
                        "1 validation error detected: Value 'nora' at 'identityId' failed to satisfy constraint:"
                                + " Member must satisfy regular expression pattern: [\\w-]+:[0-9a-f-]+",
                        () -> pool.openIdToken("nora", Map.of())));
    }
}
