package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitoidentity.model.CognitoIdentityProvider;
import software.amazon.awssdk.services.cognitoidentity.model.CreateIdentityPoolRequest;
import software.amazon.awssdk.services.cognitoidentity.model.CreateIdentityPoolResponse;
import software.amazon.awssdk.services.cognitoidentity.model.DescribeIdentityPoolResponse;

/// CreateIdentityPool, DescribeIdentityPool and DeleteIdentityPool.
class CreateIdentityPoolTest {
    private static final String USER_POOL = "cognito-idp.us-east-1.amazonaws.com/us-east-1_aB3dE5fG7";
    private static final CognitoIdentityClient ADMIN =
            Caller.root(Gatehouse.shared()).identityPools();

    private static CognitoIdentityProvider client(String name, String id) {
        return CognitoIdentityProvider.builder().providerName(name).clientId(id).build();
    }

    private static CreateIdentityPoolResponse create(Consumer<CreateIdentityPoolRequest.Builder> settings) {
        CreateIdentityPoolRequest.Builder request =
                CreateIdentityPoolRequest.builder().identityPoolName("app").allowUnauthenticatedIdentities(false);
        settings.accept(request);
        return ADMIN.createIdentityPool(request.build());
    }

    private static DescribeIdentityPoolResponse describe(String id) {
        return ADMIN.describeIdentityPool(request -> request.identityPoolId(id));
    }

    @Test
    void everyMemberIsKept() {
        CognitoIdentityProvider checked = client(USER_POOL, "abc123").toBuilder()
                .serverSideTokenCheck(true)
                .build();
        CreateIdentityPoolResponse made = create(settings -> settings.identityPoolName("My app + more, v1.0 =@-_")
                .allowUnauthenticatedIdentities(true)
                .allowClassicFlow(true)
                .supportedLoginProviders(Map.of("graph.facebook.com", "7346241598935552", "accounts.google.com", "a;b"))
                .developerProviderName("login.example")
                .openIdConnectProviderARNs("arn:aws:iam::000000000000:oidc-provider/id.example.org")
                .cognitoIdentityProviders(checked, client(USER_POOL, "def456"))
                .samlProviderARNs("arn:aws:iam::000000000000:saml-provider/corp")
                .identityPoolTags(Map.of("team", "shop", "empty", "")));

        assertThat(made.identityPoolId())
                .matches("us-east-1:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
        assertThat(made.identityPoolName()).isEqualTo("My app + more, v1.0 =@-_");
        DescribeIdentityPoolResponse kept = describe(made.identityPoolId());
        assertThat(kept.identityPoolName()).isEqualTo(made.identityPoolName());
        assertThat(kept.allowUnauthenticatedIdentities()).isTrue();
        assertThat(kept.allowClassicFlow()).isTrue();
        assertThat(kept.supportedLoginProviders())
                .isEqualTo(Map.of("graph.facebook.com", "7346241598935552", "accounts.google.com", "a;b"));
        assertThat(kept.developerProviderName()).isEqualTo("login.example");
        assertThat(kept.openIdConnectProviderARNs())
                .containsExactly("arn:aws:iam::000000000000:oidc-provider/id.example.org");
        assertThat(kept.cognitoIdentityProviders()).containsExactly(checked, client(USER_POOL, "def456"));
        assertThat(kept.samlProviderARNs()).containsExactly("arn:aws:iam::000000000000:saml-provider/corp");
        assertThat(kept.identityPoolTags()).isEqualTo(Map.of("team", "shop", "empty", ""));
    }

    @Test
    void whatIsNotSaidIsNotThere() {
        DescribeIdentityPoolResponse pool = describe(create(settings -> {}).identityPoolId());
        assertThat(pool.allowUnauthenticatedIdentities()).isFalse();
        assertThat(pool.allowClassicFlow()).isNull();
        assertThat(pool.hasSupportedLoginProviders()).isFalse();
        assertThat(pool.developerProviderName()).isNull();
        assertThat(pool.hasOpenIdConnectProviderARNs()).isFalse();
        assertThat(pool.hasCognitoIdentityProviders()).isFalse();
        assertThat(pool.hasSamlProviderARNs()).isFalse();
        assertThat(pool.identityPoolTags()).isEmpty();
    }

    @Test
    void twoPoolsMayHaveOneName() {
        assertThat(create(settings -> {}).identityPoolId())
                .isNotEqualTo(create(settings -> {}).identityPoolId());
    }

    @Test
    void aPoolLivesInTheRegionOfTheSignature() {
        CognitoIdentityClient frankfurt = Caller.root(Gatehouse.shared()).identityPools(Region.EU_CENTRAL_1);
        String id = frankfurt
                .createIdentityPool(request -> request.identityPoolName("app").allowUnauthenticatedIdentities(true))
                .identityPoolId();
        assertThat(id).startsWith("eu-central-1:");
        Refusal.refused("ResourceNotFoundException", "IdentityPool '" + id + "' not found.", () -> describe(id));
        assertThat(Caller.nobody(Gatehouse.shared())
                        .identityPools()
                        .getId(request -> request.identityPoolId(id))
                        .identityId())
                .startsWith("eu-central-1:");
    }

    @Test
    void aDeletedPoolIsGoneWithItsIdentities() {
        TestIdentityPool pool = TestIdentityPool.create(settings -> {});
        String guest = pool.guest();
        ADMIN.deleteIdentityPool(request -> request.identityPoolId(pool.id()));

        String gone = "IdentityPool '" + pool.id() + "' not found.";
        Refusal.refused("ResourceNotFoundException", gone, () -> describe(pool.id()));
        Refusal.refused("ResourceNotFoundException", gone, pool::guest);
        Refusal.refused(
                "ResourceNotFoundException",
                gone,
                () -> ADMIN.deleteIdentityPool(request -> request.identityPoolId(pool.id())));
        Refusal.refused(
                "ResourceNotFoundException",
                "Identity '" + guest + "' not found.",
                () -> ADMIN.describeIdentity(request -> request.identityId(guest)));
    }

    private static Refusal invalid(String name, String text, Consumer<CreateIdentityPoolRequest.Builder> settings) {
        return Refusal.of(name, "InvalidParameterException", text, () -> create(settings));
    }

    private static Refusal malformed(String name, String text, Consumer<CreateIdentityPoolRequest.Builder> settings) {
        return Refusal.of(
                name, "ValidationException", "1 validation error detected: Value " + text, () -> create(settings));
    }

    private static Map<String, String> numbered(int count) {
        return IntStream.range(0, count).boxed().collect(Collectors.toMap(number -> "k" + number, number -> "v"));
    }

    @TestFactory
    Stream<DynamicTest> refusals() {
        return Refusal.tests(
                malformed(
                        "a name with a slash",
                        "'a/b' at 'identityPoolName' failed to satisfy constraint: Member must satisfy regular"
                                + " expression pattern: [\\w\\s+=,.@-]+",
                        settings -> settings.identityPoolName("a/b")),
                malformed(
                        "no name",
                        "null at 'identityPoolName' failed to satisfy constraint: Member must not be null",
                        settings -> settings.identityPoolName(null)),
                malformed(
                        "a long name",
                        "'" + "a".repeat(129) + "' at 'identityPoolName' failed to satisfy constraint: Member must"
                                + " have length less than or equal to 128",
                        settings -> settings.identityPoolName("a".repeat(129))),
                malformed(
                        "guests neither wanted nor not",
                        "null at 'allowUnauthenticatedIdentities' failed to satisfy constraint: Member must not be"
                                + " null",
                        settings -> settings.allowUnauthenticatedIdentities(null)),
                malformed(
                        "a developer's name with a slash",
                        "'a/b' at 'developerProviderName' failed to satisfy constraint: Member must satisfy regular"
                                + " expression pattern: [\\w._-]+",
                        settings -> settings.developerProviderName("a/b")),
                Refusal.of(
                        "eleven login providers",
                        "ValidationException",
                        () -> create(settings -> settings.supportedLoginProviders(numbered(11)))),
                invalid(
                        "a login provider of that name already",
                        "Invalid DeveloperProviderName: www.amazon.com",
                        settings -> settings.developerProviderName("www.amazon.com")
                                .supportedLoginProviders(Map.of("www.amazon.com", "amzn1.application"))),
                invalid(
                        "our own name",
                        "Invalid DeveloperProviderName: cognito-identity.amazonaws.com",
                        settings -> settings.developerProviderName(TestIdentityPool.OWN)),
                invalid(
                        "not a user pool",
                        "Invalid Cognito Identity Provider: id.example.org/us-east-1_aB3dE5fG7",
                        settings ->
                                settings.cognitoIdentityProviders(client("id.example.org/us-east-1_aB3dE5fG7", "abc"))),
                invalid(
                        "another region's host",
                        "Invalid Cognito Identity Provider: cognito-idp.eu-west-1.amazonaws.com/us-east-1_aB3dE5fG7",
                        settings -> settings.cognitoIdentityProviders(
                                client("cognito-idp.eu-west-1.amazonaws.com/us-east-1_aB3dE5fG7", "abc"))),
                invalid(
                        "a user pool without a client",
                        "A Cognito Identity Provider needs a ClientId",
                        settings -> settings.cognitoIdentityProviders(entry -> entry.providerName(USER_POOL))),
                invalid(
                        "a client twice",
                        "The Cognito Identity Provider " + USER_POOL + " is given twice",
                        settings -> settings.cognitoIdentityProviders(client(USER_POOL, "a"), client(USER_POOL, "a"))),
                Refusal.of(
                        "fifty-one clients",
                        "LimitExceededException",
                        "At most 50 user pools per identity pool",
                        () -> create(settings -> settings.cognitoIdentityProviders(IntStream.range(0, 51)
                                .mapToObj(number -> client(USER_POOL, "c" + number))
                                .toList()))),
                invalid(
                        "another account's OIDC provider",
                        "Invalid provider ARN: arn:aws:iam::111122223333:oidc-provider/id.example.org",
                        settings -> settings.openIdConnectProviderARNs(
                                "arn:aws:iam::111122223333:oidc-provider/id.example.org")),
                invalid(
                        "an OIDC provider as SAML",
                        "Invalid provider ARN: arn:aws:iam::000000000000:oidc-provider/id.example.org",
                        settings ->
                                settings.samlProviderARNs("arn:aws:iam::000000000000:oidc-provider/id.example.org")),
                invalid(
                        "a reserved tag",
                        "Tag keys that begin with aws: are reserved.",
                        settings -> settings.identityPoolTags(Map.of("AWS:team", "shop"))),
                invalid(
                        "fifty-one tags",
                        "At most 50 tags per identity pool",
                        settings -> settings.identityPoolTags(numbered(51))),
                malformed(
                        "a tag without a key",
                        "'{=shop}' at 'identityPoolTags' failed to satisfy constraint: Map keys must satisfy"
                                + " constraint: [Member must have length less than or equal to 128, Member must have"
                                + " length greater than or equal to 1]",
                        settings -> settings.identityPoolTags(Collections.singletonMap("", "shop"))));
    }

    @TestFactory
    Stream<DynamicTest> idsThatNameNothing() {
        String unknown = TestIdentityPool.UNKNOWN;
        return Refusal.tests(
                Refusal.of(
                        "describe",
                        "ResourceNotFoundException",
                        "IdentityPool '" + unknown + "' not found.",
                        () -> describe(unknown)),
                Refusal.of(
                        "delete",
                        "ResourceNotFoundException",
                        "IdentityPool '" + unknown + "' not found.",
                        () -> ADMIN.deleteIdentityPool(request -> request.identityPoolId(unknown))),
                Refusal.of(
                        "not an id",
                        "ValidationException",
                        "1 validation error detected: Value 'us-east-1_aB3dE5fG7' at 'identityPoolId' failed to satisfy"
                                + " constraint: Member must satisfy regular expression pattern: [\\w-]+:[0-9a-f-]+",
                        () -> describe("us-east-1_aB3dE5fG7")),
                Refusal.of(
                        "without a signature",
                        "MissingAuthenticationTokenException",
                        "Missing Authentication Token",
                        () -> Caller.nobody(Gatehouse.shared())
                                .identityPools()
                                .describeIdentityPool(request -> request.identityPoolId(unknown))));
    }
}
