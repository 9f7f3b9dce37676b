package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitoidentity.model.DescribeIdentityPoolResponse;
import software.amazon.awssdk.services.cognitoidentity.model.UpdateIdentityPoolRequest;
import software.amazon.awssdk.services.cognitoidentity.model.UpdateIdentityPoolResponse;

/// UpdateIdentityPool: a full replacement, but for tags and the developer's name.
class UpdateIdentityPoolTest {
    private static final CognitoIdentityClient ADMIN =
            Caller.root(Gatehouse.shared()).identityPools();

    private final TestIdentityPool pool = TestIdentityPool.create(settings -> settings.allowClassicFlow(true)
            .supportedLoginProviders(Map.of("www.amazon.com", "amzn1.application"))
            .openIdConnectProviderARNs("arn:aws:iam::000000000000:oidc-provider/id.example.org")
            .samlProviderARNs("arn:aws:iam::000000000000:saml-provider/corp")
            .cognitoIdentityProviders(
                    entry -> entry.providerName("cognito-idp.us-east-1.amazonaws.com/us-east-1_aB3dE5fG7")
                            .clientId("abc"))
            .identityPoolTags(Map.of("team", "shop")));

    private UpdateIdentityPoolResponse update(Consumer<UpdateIdentityPoolRequest.Builder> settings) {
        UpdateIdentityPoolRequest.Builder request = UpdateIdentityPoolRequest.builder()
                .identityPoolId(pool.id())
                .identityPoolName("app")
                .allowUnauthenticatedIdentities(false);
        settings.accept(request);
        return ADMIN.updateIdentityPool(request.build());
    }

    private DescribeIdentityPoolResponse described() {
        return ADMIN.describeIdentityPool(request -> request.identityPoolId(pool.id()));
    }

    @Test
    void whatIsLeftOutGoes() {
        UpdateIdentityPoolResponse answer = update(settings -> {});
        assertThat(answer.identityPoolId()).isEqualTo(pool.id());

        DescribeIdentityPoolResponse left = described();
        assertThat(left.identityPoolName()).isEqualTo("app");
        assertThat(left.allowUnauthenticatedIdentities()).isFalse();
        assertThat(left.allowClassicFlow()).isNull();
        assertThat(left.hasSupportedLoginProviders()).isFalse();
        assertThat(left.hasOpenIdConnectProviderARNs()).isFalse();
        assertThat(left.hasSamlProviderARNs()).isFalse();
        assertThat(left.hasCognitoIdentityProviders()).isFalse();
        assertThat(left.developerProviderName()).isEqualTo("login.example");
        assertThat(left.identityPoolTags()).isEqualTo(Map.of("team", "shop"));
    }

    @Test
    void whatIsSaidIsNew() {
        update(settings -> settings.allowUnauthenticatedIdentities(true)
                .allowClassicFlow(false)
                .supportedLoginProviders(Map.of("accounts.google.com", "web"))
                .developerProviderName("login.example")
                .identityPoolTags(Map.of("stage", "test")));

        DescribeIdentityPoolResponse changed = described();
        assertThat(changed.allowUnauthenticatedIdentities()).isTrue();
        assertThat(changed.allowClassicFlow()).isFalse();
        assertThat(changed.supportedLoginProviders()).isEqualTo(Map.of("accounts.google.com", "web"));
        assertThat(changed.identityPoolTags()).isEqualTo(Map.of("stage", "test"));
    }

    /// Roles are no settings: SetIdentityPoolRoles alone changes them.
    @Test
    void rolesStay() {
        pool.roles(pool.role("authenticated"), pool.role("unauthenticated"));
        Map<String, String> before = ADMIN.getIdentityPoolRoles(request -> request.identityPoolId(pool.id()))
                .roles();
        update(settings -> {});
        assertThat(ADMIN.getIdentityPoolRoles(request -> request.identityPoolId(pool.id()))
                        .roles())
                .isEqualTo(before)
                .hasSize(2);
    }

    @Test
    void theDevelopersNameCanBeGivenLaterAndThenStays() {
        TestIdentityPool nameless = TestIdentityPool.create(settings -> settings.developerProviderName(null));
        Consumer<String> named = name -> ADMIN.updateIdentityPool(request -> request.identityPoolId(nameless.id())
                .identityPoolName("app")
                .allowUnauthenticatedIdentities(true)
                .developerProviderName(name));
        named.accept("first.example");
        Refusal.refused(
                "InvalidParameterException",
                "DeveloperProviderName cannot be changed.",
                () -> named.accept("second.example"));
        assertThat(ADMIN.describeIdentityPool(request -> request.identityPoolId(nameless.id()))
                        .developerProviderName())
                .isEqualTo("first.example");
    }

    @TestFactory
    Stream<DynamicTest> refusals() {
        DescribeIdentityPoolResponse before = described();
        return Stream.concat(
                Refusal.tests(
                        Refusal.of(
                                "no pool",
                                "ResourceNotFoundException",
                                "IdentityPool '" + TestIdentityPool.UNKNOWN + "' not found.",
                                () -> update(settings -> settings.identityPoolId(TestIdentityPool.UNKNOWN))),
                        Refusal.of(
                                "not a pool id",
                                "ValidationException",
                                "1 validation error detected: Value 'app' at 'identityPoolId' failed to satisfy"
                                        + " constraint: Member must satisfy regular expression pattern:"
                                        + " [\\w-]+:[0-9a-f-]+",
                                () -> update(settings -> settings.identityPoolId("app"))),
                        Refusal.of(
                                "not a user pool",
                                "InvalidParameterException",
                                "Invalid Cognito Identity Provider: id.example.org/shop",
                                () -> update(settings -> settings.cognitoIdentityProviders(
                                        entry -> entry.providerName("id.example.org/shop")
                                                .clientId("a")))),
                        Refusal.of(
                                "a reserved tag",
                                "InvalidParameterException",
                                "Tag keys that begin with aws: are reserved.",
                                () -> update(settings -> settings.identityPoolTags(Map.of("aws:a", "b"))))),
                Stream.of(DynamicTest.dynamicTest(
                        "nothing has changed", () -> assertThat(described()).matches(before::equalsBySdkFields))));
    }
}
