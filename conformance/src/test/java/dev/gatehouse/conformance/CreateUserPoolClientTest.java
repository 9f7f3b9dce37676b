package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolClientRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExplicitAuthFlowsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.OAuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolClientDescription;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolClientType;

/// CreateUserPoolClient, DescribeUserPoolClient, ListUserPoolClients and DeleteUserPoolClient.
class CreateUserPoolClientTest {
    private static final String INVALID = "InvalidParameterException";
    private static TestPool pool;

    @BeforeAll
    static void create() {
        pool = TestPool.create();
    }

    private static UserPoolClientType made(Consumer<CreateUserPoolClientRequest.Builder> settings) {
        return pool.admin()
                .createUserPoolClient(
                        request -> settings.accept(request.userPoolId(pool.id()).clientName("app")))
                .userPoolClient();
    }

    @Test
    void onlyANameGivesTheDefaults() {
        UserPoolClientType client = made(settings -> {});
        assertThat(client.clientId()).matches("[0-9a-z]{26}");
        assertThat(client.userPoolId()).isEqualTo(pool.id());
        assertThat(client.clientName()).isEqualTo("app");
        assertThat(client.clientSecret()).isNull();
        assertThat(client.refreshTokenValidity()).isEqualTo(30);
        assertThat(client.accessTokenValidity()).isNull();
        assertThat(client.idTokenValidity()).isNull();
        assertThat(client.hasExplicitAuthFlows()).isFalse();
        assertThat(client.allowedOAuthFlowsUserPoolClient()).isFalse();
        assertThat(client.enableTokenRevocation()).isTrue();
        assertThat(client.enablePropagateAdditionalUserContextData()).isFalse();
        assertThat(client.authSessionValidity()).isEqualTo(3);
        assertThat(client.hasReadAttributes()).isFalse();
        assertThat(client.hasWriteAttributes()).isFalse();
        assertThat(client.creationDate()).isEqualTo(client.lastModifiedDate());
    }

    @Test
    void describeAnswersWhatCreateAnswered() {
        UserPoolClientType client = made(settings -> settings.generateSecret(true)
                .accessTokenValidity(10)
                .tokenValidityUnits(units -> units.accessToken("minutes"))
                .explicitAuthFlows(ExplicitAuthFlowsType.ALLOW_USER_SRP_AUTH)
                .readAttributes("email", "name")
                .allowedOAuthFlows(OAuthFlowType.CODE)
                .allowedOAuthScopes("openid", "email")
                .callbackURLs("https://app.example.com/callback")
                .supportedIdentityProviders("COGNITO")
                .preventUserExistenceErrors("ENABLED"));
        assertThat(client.clientSecret()).matches("[0-9a-z]{40,64}");
        assertThat(described(client.clientId())).isEqualTo(client);
    }

    private static UserPoolClientType described(String clientId) {
        return pool.admin()
                .describeUserPoolClient(request -> request.userPoolId(pool.id()).clientId(clientId))
                .userPoolClient();
    }

    @Test
    void aZeroRefreshValidityIsThirtyDays() {
        assertThat(made(settings -> settings.refreshTokenValidity(0)).refreshTokenValidity())
                .isEqualTo(30);
    }

    @Test
    void listNamesEveryClientWithoutItsSecret() {
        TestPool crowded = TestPool.create();
        for (int number = 0; number < 5; number++) {
            crowded.client(settings -> settings.generateSecret(true));
        }
        assertThat(crowded
                        .admin()
                        .listUserPoolClientsPaginator(
                                request -> request.userPoolId(crowded.id()).maxResults(2))
                        .stream()
                        .flatMap(page -> page.userPoolClients().stream())
                        .map(UserPoolClientDescription::clientId))
                .hasSize(5)
                .doesNotHaveDuplicates();
        String client =
                crowded.client(settings -> settings.generateSecret(true)).secret();
        assertThat(crowded.admin()
                        .listUserPoolClients(
                                request -> request.userPoolId(crowded.id()).maxResults(60))
                        .toString())
                .doesNotContain(client);
    }

    @Test
    void aDeletedClientIsGone() {
        TestClient client = pool.client();
        pool.admin()
                .deleteUserPoolClient(request -> request.userPoolId(pool.id()).clientId(client.id()));
        String text = "User pool client " + client.id() + " does not exist.";
        Refusal.refused("ResourceNotFoundException", text, () -> described(client.id()));
        Refusal.refused("ResourceNotFoundException", text, () -> client.signIn("anyone"));
    }

    @Test
    void aClientIsOnlyFoundInItsPool() {
        TestClient elsewhere = TestPool.create().client();
        Refusal.refused(
                "ResourceNotFoundException",
                "User pool client " + elsewhere.id() + " does not exist.",
                () -> described(elsewhere.id()));
    }

    @TestFactory
    Stream<DynamicTest> refuses() {
        return Refusal.tests(
                refusal(
                        "an access token of two days",
                        "Invalid range for token validity.",
                        settings -> settings.accessTokenValidity(48)),
                refusal(
                        "an access token of four minutes",
                        "Invalid range for token validity.",
                        settings -> settings.accessTokenValidity(4)
                                .tokenValidityUnits(units -> units.accessToken("minutes"))),
                refusal(
                        "a provider that does not exist",
                        "The provider Acme does not exist for User Pool " + pool.id() + ".",
                        settings -> settings.supportedIdentityProviders("Acme")),
                Refusal.of(
                        "an unknown scope",
                        "ScopeDoesNotExistException",
                        "Invalid scope requested: shop/read",
                        () -> made(settings -> settings.allowedOAuthFlows(OAuthFlowType.CODE)
                                .allowedOAuthScopes("shop/read")
                                .callbackURLs("https://app.example.com/callback"))),
                Refusal.of(
                        "an unknown pool",
                        "ResourceNotFoundException",
                        "User pool " + Names.NO_POOL + " does not exist.",
                        () -> pool.admin()
                                .createUserPoolClient(request ->
                                        request.userPoolId(Names.NO_POOL).clientName("app"))));
    }

    /// Settings that exclude one another; the texts are not settled.
    @TestFactory
    Stream<DynamicTest> refusesCombinations() {
        return Stream.of(
                combination(
                        "old and new flow names",
                        INVALID,
                        settings -> settings.explicitAuthFlows(
                                ExplicitAuthFlowsType.USER_PASSWORD_AUTH, ExplicitAuthFlowsType.ALLOW_USER_SRP_AUTH)),
                combination(
                        "client credentials beside a code",
                        "InvalidOAuthFlowException",
                        settings -> settings.generateSecret(true)
                                .allowedOAuthFlows(OAuthFlowType.CODE, OAuthFlowType.CLIENT_CREDENTIALS)),
                combination(
                        "client credentials without a secret",
                        "InvalidOAuthFlowException",
                        settings -> settings.allowedOAuthFlows(OAuthFlowType.CLIENT_CREDENTIALS)),
                combination(
                        "an access token that outlives the refresh token",
                        INVALID,
                        settings -> settings.refreshTokenValidity(60)
                                .accessTokenValidity(2)
                                .tokenValidityUnits(units -> units.refreshToken("minutes"))),
                combination(
                        "a write attribute that is derived",
                        INVALID,
                        settings -> settings.writeAttributes("email_verified")),
                combination(
                        "rotation beside the refresh flow",
                        INVALID,
                        settings -> settings.explicitAuthFlows(ExplicitAuthFlowsType.ALLOW_REFRESH_TOKEN_AUTH)
                                .refreshTokenRotation(rotation -> rotation.feature("ENABLED"))));
    }

    private static DynamicTest combination(
            String name, String code, Consumer<CreateUserPoolClientRequest.Builder> settings) {
        return DynamicTest.dynamicTest(name, () -> Refusal.refused(code, () -> made(settings)));
    }

    private static Refusal refusal(String name, String text, Consumer<CreateUserPoolClientRequest.Builder> settings) {
        return Refusal.of(name, INVALID, text, () -> made(settings));
    }
}
