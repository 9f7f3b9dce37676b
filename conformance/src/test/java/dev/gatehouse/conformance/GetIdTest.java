package dev.gatehouse.conformance;

import static dev.gatehouse.conformance.TestIdentityPool.both;
import static dev.gatehouse.conformance.TestIdentityPool.login;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;

/// GetId: guests and logins of user pools, and tokens that are none.
class GetIdTest {
    private static TestPool users;
    private static TestClient client;
    private static String provider;
    private static TestIdentityPool pool;

    @BeforeAll
    static void create() {
        users = TestPool.create();
        client = users.client();
        provider = TestIdentityPool.provider(users);
        pool = TestIdentityPool.of(client);
    }

    @Test
    void everyGuestIsNew() {
        String guest = pool.guest();
        assertThat(guest)
                .matches("us-east-1:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
                .isNotEqualTo(pool.guest());
    }

    @Test
    void aPoolWithoutGuestsTakesLoginsOnly() {
        TestIdentityPool closed = TestIdentityPool.create(settings -> {
            TestIdentityPool.takes(settings, client);
            settings.allowUnauthenticatedIdentities(false);
        });
        Refusal.refused(
                "NotAuthorizedException",
                "Unauthenticated access is not supported for this identity pool.",
                closed::guest);
        assertThat(closed.identity(login(client, users.user()))).startsWith("us-east-1:");
    }

    @Test
    void aUserHasOneIdentityInEachPool() {
        String user = users.user();
        String identity = pool.identity(login(client, user));
        assertThat(pool.identity(login(client, user))).isEqualTo(identity);
        assertThat(pool.identity(login(client, users.user()))).isNotEqualTo(identity);
        assertThat(TestIdentityPool.of(client).identity(login(client, user))).isNotEqualTo(identity);
    }

    /// Amplify names a user pool by the issuer of its tokens.
    @Test
    void theIssuerNamesTheProviderToo() {
        String user = users.user();
        String token = client.signIn(user).idToken();
        String issuer = pool.server().url().getAuthority() + "/" + users.id();
        String identity = pool.identity(Map.of(issuer, token));
        assertThat(pool.identity(Map.of(provider, token))).isEqualTo(identity);
        assertThat(pool.admin()
                        .describeIdentity(request -> request.identityId(identity))
                        .logins())
                .containsExactly(provider);

        TestIdentityPool byIssuer = TestIdentityPool.create(settings -> settings.cognitoIdentityProviders(
                entry -> entry.providerName(issuer).clientId(client.id())));
        assertThat(byIssuer.identity(Map.of(provider, token))).isEqualTo(byIssuer.identity(Map.of(issuer, token)));
    }

    @Test
    void everyRegisteredClientIsTaken() {
        TestClient other = users.client();
        TestIdentityPool open = TestIdentityPool.create(settings -> settings.cognitoIdentityProviders(
                entry -> entry.providerName(provider).clientId(client.id()),
                entry -> entry.providerName(provider).clientId(other.id())));
        String user = users.user();
        assertThat(open.identity(login(client, user))).isEqualTo(open.identity(login(other, user)));
    }

    @Test
    void theAccountMayBeNamed() {
        assertThat(pool.anonymous()
                        .getId(request -> request.identityPoolId(pool.id()).accountId(TestAccount.ID))
                        .identityId())
                .startsWith("us-east-1:");
        Refusal.refused(
                "ResourceNotFoundException",
                "IdentityPool '" + pool.id() + "' not found.",
                () -> pool.anonymous()
                        .getId(request -> request.identityPoolId(pool.id()).accountId("111122223333")));
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    private static String changed(String token, String from, String to) {
        String[] parts = token.split("\\.");
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8);
        assertThat(claims).contains(from);
        return parts[0] + "." + base64(claims.replace(from, to)) + "." + parts[2];
    }

    private static Refusal token(String name, String text, String token) {
        return unproven(name, "Invalid login token. " + text, Map.of(provider, token));
    }

    private static Refusal unproven(String name, String text, Map<String, String> logins) {
        return Refusal.of(name, "NotAuthorizedException", text, () -> pool.identity(logins));
    }

    @TestFactory
    Stream<DynamicTest> tokens() {
        String user = users.user();
        AuthenticationResultType good = client.signIn(user);
        TestPool others = TestPool.create();
        TestClient otherClient = others.client();
        String foreign = otherClient.signIn(others.user()).idToken();
        String[] mine = good.idToken().split("\\.");
        String[] theirs = foreign.split("\\.");
        String unsupported = "Token is not from a supported provider of this identity pool.";
        String noToken = "Not a valid OpenId Connect identity token.";
        return Refusal.tests(
                token("nonsense", noToken, "nonsense"),
                token("no signature at all", noToken, base64("{\"alg\":\"none\"}") + "." + mine[1] + "."),
                token("a refresh token", noToken, good.refreshToken()),
                token("an access token", "Missing a required claim: aud", good.accessToken()),
                token(
                        "another's claims",
                        "Token signature invalid.",
                        changed(good.idToken(), users.subOf(user), "0f7c6b1e-90c1-70a3-5b8a-2f1d6a5f9e10")),
                token(
                        "another pool's signature",
                        "Token signature invalid.",
                        mine[0] + "." + mine[1] + "." + theirs[2]),
                token("another pool's key", "Token signature invalid.", theirs[0] + "." + mine[1] + "." + theirs[2]),
                token(
                        "another client's",
                        "Incorrect token audience.",
                        users.client().signIn(user).idToken()),
                token("another pool's", "Issuer doesn't match providerName", foreign),
                unproven(
                        "a pool that is not registered",
                        unsupported,
                        Map.of(TestIdentityPool.provider(others), foreign)),
                unproven("an issuer nobody registered", unsupported, Map.of("id.example.org", good.idToken())),
                unproven("a provider of tokens without one", unsupported, Map.of("www.amazon.com", "Atza|token")),
                unproven("a developer's user", unsupported, Map.of("login.example", "u-1")),
                unproven(
                        "a good one beside a bad one",
                        unsupported,
                        both(Map.of(provider, good.idToken()), Map.of("id.example.org", "x"))),
                unproven(
                        "the provider with the client",
                        unsupported,
                        Map.of(provider + ":" + client.id(), good.idToken())));
    }

    /// The identity of such a token is its subject: nothing is to be found out by GetId.
    @Test
    void anOpenIdTokenOfOurOwnIsNoLogin() {
        TestIdentityPool classic = TestIdentityPool.create(settings -> settings.allowClassicFlow(true));
        String token = classic.openIdToken(classic.guest(), Map.of());
        Refusal.refused(
                "NotAuthorizedException",
                "Invalid login token. Can't pass in a Cognito token.",
                () -> classic.identity(Map.of(TestIdentityPool.OWN, token)));
    }

    @TestFactory
    Stream<DynamicTest> refusals() {
        String token = client.signIn(users.user()).idToken();
        String issuer = pool.server().url().getAuthority() + "/" + users.id();
        return Refusal.tests(
                Refusal.of(
                        "no pool",
                        "ResourceNotFoundException",
                        "IdentityPool '" + TestIdentityPool.UNKNOWN + "' not found.",
                        () -> pool.anonymous().getId(request -> request.identityPoolId(TestIdentityPool.UNKNOWN))),
                Refusal.of(
                        "not an id",
                        "ValidationException",
                        "1 validation error detected: Value '" + users.id() + "' at 'identityPoolId' failed to satisfy"
                                + " constraint: Member must satisfy regular expression pattern: [\\w-]+:[0-9a-f-]+",
                        () -> pool.anonymous().getId(request -> request.identityPoolId(users.id()))),
                Refusal.of(
                        "no id",
                        "ValidationException",
                        "1 validation error detected: Value null at 'identityPoolId' failed to satisfy constraint:"
                                + " Member must not be null",
                        () -> pool.anonymous().getId(request -> {})),
                Refusal.of(
                        "no account number",
                        "ValidationException",
                        "1 validation error detected: Value 'shop' at 'accountId' failed to satisfy constraint: Member"
                                + " must satisfy regular expression pattern: \\d+",
                        () -> pool.anonymous()
                                .getId(request ->
                                        request.identityPoolId(pool.id()).accountId("shop"))),
                Refusal.of("an empty token", "ValidationException", () -> pool.identity(Map.of(provider, ""))),
                Refusal.of(
                        "one provider under two names",
                        "InvalidParameterException",
                        () -> pool.identity(both(Map.of(provider, token), Map.of(issuer, token)))));
    }
}
