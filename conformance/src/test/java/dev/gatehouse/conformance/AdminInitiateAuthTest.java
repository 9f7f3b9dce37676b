package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminInitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExplicitAuthFlowsType;

/// AdminInitiateAuth and AdminRespondToAuthChallenge.
class AdminInitiateAuthTest {
    private static TestPool pool;
    private static TestClient client;
    private static String user;

    @BeforeAll
    static void create() {
        pool = TestPool.create();
        client = pool.client();
        user = pool.user();
    }

    private static AdminInitiateAuthResponse initiate(
            TestClient client, AuthFlowType flow, Map<String, String> parameters) {
        return pool.admin()
                .adminInitiateAuth(request -> request.userPoolId(pool.id())
                        .clientId(client.id())
                        .authFlow(flow)
                        .authParameters(parameters));
    }

    private static AdminInitiateAuthResponse password(TestClient client, AuthFlowType flow, String password) {
        return initiate(client, flow, Map.of("USERNAME", user, "PASSWORD", password));
    }

    @Test
    void everyFlowGivesTokens() {
        String refresh = password(client, AuthFlowType.ADMIN_USER_PASSWORD_AUTH, Names.PASSWORD)
                .authenticationResult()
                .refreshToken();
        assertThat(password(client, AuthFlowType.ADMIN_NO_SRP_AUTH, Names.PASSWORD)
                        .authenticationResult())
                .isNotNull();
        AdminInitiateAuthResponse refreshed =
                initiate(client, AuthFlowType.REFRESH_TOKEN_AUTH, Map.of("REFRESH_TOKEN", refresh));
        assertThat(refreshed.authenticationResult().accessToken()).isNotBlank();
        assertThat(refreshed.authenticationResult().refreshToken()).isNull();
        SrpClient srp = new SrpClient(pool.id());
        Map<String, String> challenge = initiate(
                        client, AuthFlowType.USER_SRP_AUTH, Map.of("USERNAME", user, "SRP_A", srp.srpA()))
                .challengeParameters();
        assertThat(pool.admin()
                        .adminRespondToAuthChallenge(request -> request.userPoolId(pool.id())
                                .clientId(client.id())
                                .challengeName(ChallengeNameType.PASSWORD_VERIFIER)
                                .challengeResponses(srp.answer(challenge, Names.PASSWORD)))
                        .authenticationResult())
                .isNotNull();
    }

    @Test
    void anOldFlowNameStillEnablesItsFlow() {
        TestClient old = pool.client(settings -> settings.explicitAuthFlows(ExplicitAuthFlowsType.ADMIN_NO_SRP_AUTH));
        assertThat(password(old, AuthFlowType.ADMIN_USER_PASSWORD_AUTH, Names.PASSWORD)
                        .authenticationResult())
                .isNotNull();
        assertThat(old.signInBySrp(user, Names.PASSWORD).authenticationResult()).isNotNull();
    }

    @TestFactory
    Stream<DynamicTest> refuses() {
        TestClient srpOnly =
                pool.client(settings -> settings.explicitAuthFlows(ExplicitAuthFlowsType.ALLOW_USER_SRP_AUTH));
        TestClient elsewhere = TestPool.create().client();
        return Refusal.tests(
                Refusal.of(
                        "a wrong password",
                        "NotAuthorizedException",
                        "Incorrect username or password.",
                        () -> password(client, AuthFlowType.ADMIN_USER_PASSWORD_AUTH, Names.OTHER_PASSWORD)),
                Refusal.of(
                        "nobody",
                        "UserNotFoundException",
                        "User does not exist.",
                        () -> initiate(
                                client,
                                AuthFlowType.ADMIN_USER_PASSWORD_AUTH,
                                Map.of("USERNAME", "nobody", "PASSWORD", Names.PASSWORD))),
                Refusal.of(
                        "a flow that is off",
                        "InvalidParameterException",
                        "Auth flow not enabled for this client",
                        () -> password(srpOnly, AuthFlowType.ADMIN_USER_PASSWORD_AUTH, Names.PASSWORD)),
                Refusal.of(
                        "a public flow",
                        "InvalidParameterException",
                        "Initiate Auth method not supported.",
                        () -> password(client, AuthFlowType.USER_PASSWORD_AUTH, Names.PASSWORD)),
                Refusal.of(
                        "a client of another pool",
                        "ResourceNotFoundException",
                        "User pool client " + elsewhere.id() + " does not exist.",
                        () -> password(elsewhere, AuthFlowType.ADMIN_USER_PASSWORD_AUTH, Names.PASSWORD)),
                Refusal.of(
                        "an unknown pool",
                        "ResourceNotFoundException",
                        "User pool " + Names.NO_POOL + " does not exist.",
                        () -> pool.admin()
                                .adminInitiateAuth(request -> request.userPoolId(Names.NO_POOL)
                                        .clientId(client.id())
                                        .authFlow(AuthFlowType.ADMIN_USER_PASSWORD_AUTH)
                                        .authParameters(Map.of("USERNAME", user, "PASSWORD", "x")))));
    }
}
