package dev.gatehouse.conformance;

import static dev.gatehouse.conformance.TestIdentityPool.login;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.conformance.TestAccount.TestRole;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.cognitoidentity.model.GetPrincipalTagAttributeMapResponse;
import software.amazon.awssdk.services.cognitoidentity.model.SetPrincipalTagAttributeMapResponse;

/// SetPrincipalTagAttributeMap, GetPrincipalTagAttributeMap, and the tags that tokens then carry. What policies
/// make of them: {@link IdentityPermissionsTest}.
class PrincipalTagsTest {
    private static TestPool users;
    private static TestClient client;
    private static String provider;

    private TestIdentityPool pool;

    @BeforeAll
    static void create() {
        users = TestPool.create();
        client = users.client();
        provider = TestIdentityPool.provider(users);
    }

    @BeforeEach
    void fresh() {
        pool = TestIdentityPool.create(settings -> {
            TestIdentityPool.takes(settings, client);
            settings.allowClassicFlow(true);
        });
    }

    private SetPrincipalTagAttributeMapResponse set(
            String name, @Nullable Boolean defaults, @Nullable Map<String, String> tags) {
        return pool.admin()
                .setPrincipalTagAttributeMap(request -> request.identityPoolId(pool.id())
                        .identityProviderName(name)
                        .useDefaults(defaults)
                        .principalTags(tags));
    }

    private GetPrincipalTagAttributeMapResponse get(String name) {
        return pool.admin()
                .getPrincipalTagAttributeMap(
                        request -> request.identityPoolId(pool.id()).identityProviderName(name));
    }

    /// The tags in the token of a user; empty when it has no tags at all.
    private Map<String, Object> tagsOf(String user) throws ParseException {
        Map<String, String> logins = login(client, user);
        Map<String, Object> claim = Tokens.claims(pool.openIdToken(pool.identity(logins), logins))
                .getJSONObjectClaim("https://aws.amazon.com/tags");
        if (claim == null) {
            return Map.of();
        }
        assertThat(claim).containsOnlyKeys("principal_tags");
        @SuppressWarnings("unchecked") // as the claim is specified
        Map<String, Object> tags = (Map<String, Object>) claim.get("principal_tags");
        return tags;
    }

    @Test
    void everyProviderHasItsMap() {
        SetPrincipalTagAttributeMapResponse made = set(provider, false, Map.of("who", "sub", "mail", "email"));
        assertThat(made.identityPoolId()).isEqualTo(pool.id());
        assertThat(made.identityProviderName()).isEqualTo(provider);
        assertThat(made.useDefaults()).isFalse();
        assertThat(made.principalTags()).isEqualTo(Map.of("who", "sub", "mail", "email"));
        set("accounts.google.com", true, Map.of());

        GetPrincipalTagAttributeMapResponse kept = get(provider);
        assertThat(kept.identityPoolId()).isEqualTo(pool.id());
        assertThat(kept.identityProviderName()).isEqualTo(provider);
        assertThat(kept.useDefaults()).isFalse();
        assertThat(kept.principalTags()).isEqualTo(Map.of("who", "sub", "mail", "email"));
        assertThat(get("accounts.google.com").useDefaults()).isTrue();
        assertThat(get("accounts.google.com").principalTags()).isEmpty();

        set(provider, null, Map.of("a", "aud"));
        assertThat(get(provider).principalTags()).isEqualTo(Map.of("a", "aud"));
        set(provider, true, null);
        assertThat(get(provider).useDefaults()).isTrue();
        assertThat(get(provider).principalTags()).isEmpty();
    }

    @Test
    void aProviderWithoutAMapHasNoTags() throws ParseException {
        GetPrincipalTagAttributeMapResponse none = get(provider);
        assertThat(none.identityPoolId()).isEqualTo(pool.id());
        assertThat(none.useDefaults()).isFalse();
        assertThat(none.principalTags()).isEmpty();
        assertThat(tagsOf(users.user())).isEmpty();
    }

    @Test
    void theDefaultsAreSubjectAndClient() throws ParseException {
        set(provider, true, Map.of());
        String user = users.user();
        assertThat(tagsOf(user))
                .isEqualTo(Map.of("username", List.of(users.subOf(user)), "client", List.of(client.id())));
    }

    @Test
    void claimsBecomeTagsAndWhatIsNotThereDoesNot() throws ParseException {
        set(provider, false, Map.of("who", "cognito:username", "phone", "phone_number", "mail", "email"));
        String user = users.user(Names.unique("user"), Map.of("email", "nora@shop.example"));
        assertThat(tagsOf(user)).isEqualTo(Map.of("who", List.of(user), "mail", List.of("nora@shop.example")));
    }

    @Test
    void theIssuerNamesTheProviderToo() throws ParseException {
        set(pool.server().url().getAuthority() + "/" + users.id(), false, Map.of("who", "cognito:username"));
        String user = users.user();
        assertThat(tagsOf(user)).isEqualTo(Map.of("who", List.of(user)));
        assertThat(get(provider).principalTags()).isEqualTo(Map.of("who", "cognito:username"));
    }

    @Test
    void guestsHaveNoTags() throws ParseException {
        set(provider, true, Map.of());
        assertThat(Tokens.claims(pool.openIdToken(pool.guest(), Map.of())).getClaim("https://aws.amazon.com/tags"))
                .isNull();
    }

    /// A role that does not take tags is not given without them.
    @Test
    void theTrustPolicyMustTakeTags() {
        TestRole untagged = TestAccount.SHARED.role(pool.trusts("authenticated", "sts:AssumeRoleWithWebIdentity"));
        pool.roles(untagged, pool.role("unauthenticated"));
        Map<String, String> logins = login(client, users.user());
        assertThat(pool.credentials(logins).arn()).isEqualTo(untagged.session("CognitoIdentityCredentials"));

        set(provider, true, Map.of());
        Refusal.refused(
                "InvalidIdentityPoolConfigurationException",
                "Invalid identity pool configuration. Check assigned IAM roles for this pool.",
                () -> pool.credentials(logins));
        String token = pool.openIdToken(pool.identity(logins), logins);
        Refusal.refused(
                "AccessDenied",
                "Not authorized to perform sts:TagSession",
                () -> Caller.nobody(pool.server())
                        .sts()
                        .assumeRoleWithWebIdentity(request -> request.roleArn(untagged.arn())
                                .roleSessionName("app")
                                .webIdentityToken(token)));
    }

    @Test
    void moreThanFourHundredAndSixtyBytesAreTooMuch() throws ParseException {
        String name = "n".repeat(449);
        String user = users.user(Names.unique("user"), Map.of("name", name));
        set(provider, false, Map.of("0123456789a", "name"));
        assertThat(tagsOf(user)).isEqualTo(Map.of("0123456789a", List.of(name)));
        set(provider, false, Map.of("0123456789ab", "name"));
        Refusal.refused("InvalidParameterException", "Principal tags have more than 460 bytes", () -> tagsOf(user));
    }

    @TestFactory
    Stream<DynamicTest> refusals() {
        Map<String, String> many =
                IntStream.range(0, 51).boxed().collect(Collectors.toMap(number -> "k" + number, number -> "sub"));
        return Refusal.tests(
                Refusal.of("fifty-one tags", "ValidationException", () -> set(provider, false, many)),
                Refusal.of(
                        "a long key",
                        "ValidationException",
                        () -> set(provider, false, Map.of("k".repeat(129), "sub"))),
                Refusal.of(
                        "a long claim",
                        "ValidationException",
                        () -> set(provider, false, Map.of("k", "c".repeat(257)))),
                Refusal.of(
                        "no provider",
                        "ValidationException",
                        "1 validation error detected: Value null at 'identityProviderName' failed to satisfy"
                                + " constraint: Member must not be null",
                        () -> set(null, false, Map.of())),
                Refusal.of(
                        "no pool",
                        "ResourceNotFoundException",
                        "IdentityPool '" + TestIdentityPool.UNKNOWN + "' not found.",
                        () -> pool.admin()
                                .setPrincipalTagAttributeMap(request -> request.identityPoolId(TestIdentityPool.UNKNOWN)
                                        .identityProviderName(provider))),
                Refusal.of(
                        "no pool to ask",
                        "ResourceNotFoundException",
                        "IdentityPool '" + TestIdentityPool.UNKNOWN + "' not found.",
                        () -> pool.admin()
                                .getPrincipalTagAttributeMap(request -> request.identityPoolId(TestIdentityPool.UNKNOWN)
                                        .identityProviderName(provider))));
    }
}
