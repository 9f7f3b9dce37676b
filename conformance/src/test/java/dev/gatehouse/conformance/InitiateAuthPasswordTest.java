package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExplicitAuthFlowsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthResponse;

/// USER_PASSWORD_AUTH, and what InitiateAuth refuses whatever the flow.
class InitiateAuthPasswordTest {
    private static final String INVALID = "InvalidParameterException";
    private static final String DENIED = "NotAuthorizedException";
    private static TestPool pool;
    private static TestClient client;
    private static String user;

    @BeforeAll
    static void create() {
        pool = TestPool.verifyingEmail();
        client = pool.client();
        user = pool.user();
    }

    @Test
    void theRightPasswordGivesTokens() {
        InitiateAuthResponse answer = client.password(user, Names.PASSWORD);
        assertThat(answer.challengeName()).isNull();
        assertThat(answer.session()).isNull();
        assertThat(answer.challengeParameters()).isEmpty();
        assertThat(answer.authenticationResult().tokenType()).isEqualTo("Bearer");
        assertThat(answer.authenticationResult().expiresIn()).isEqualTo(3600);
        assertThat(answer.authenticationResult().newDeviceMetadata()).isNull();
        assertThat(Tokens.verified(pool, answer.authenticationResult().idToken()))
                .containsEntry("cognito:username", user);
        assertThat(answer.authenticationResult().refreshToken()).matches("[A-Za-z0-9_=.-]+");
    }

    @TestFactory
    Stream<DynamicTest> refuses() {
        String wrong = "Incorrect username or password.";
        String unconfirmed = Names.unique("new");
        client.signUp(unconfirmed, Map.of("email", Names.email()));
        return Refusal.tests(
                Refusal.of("a wrong password", DENIED, wrong, () -> client.password(user, Names.OTHER_PASSWORD)),
                Refusal.of(
                        "the right password in other case",
                        DENIED,
                        wrong,
                        () -> client.password(user, Names.PASSWORD.toLowerCase(Locale.ROOT))),
                Refusal.of("nobody", "UserNotFoundException", "User does not exist.", () -> client.signIn("nobody")),
                Refusal.of(
                        "an unconfirmed user",
                        "UserNotConfirmedException",
                        "User is not confirmed.",
                        () -> client.signIn(unconfirmed)),
                Refusal.of(
                        "an unconfirmed user with a wrong password",
                        "UserNotConfirmedException",
                        "User is not confirmed.",
                        () -> client.password(unconfirmed, Names.OTHER_PASSWORD)),
                Refusal.of(
                        "an unknown client",
                        "ResourceNotFoundException",
                        "User pool client " + Names.NO_CLIENT + " does not exist.",
                        () -> new TestClient(pool, Names.NO_CLIENT, null).signIn(user)),
                Refusal.of(
                        "no USERNAME",
                        INVALID,
                        "Missing required parameter USERNAME",
                        () -> client.initiate(AuthFlowType.USER_PASSWORD_AUTH, Map.of("PASSWORD", "x"))),
                Refusal.of(
                        "no PASSWORD",
                        INVALID,
                        "Missing required parameter PASSWORD",
                        () -> client.initiate(AuthFlowType.USER_PASSWORD_AUTH, Map.of("USERNAME", user))),
                Refusal.of(
                        "no SRP_A",
                        INVALID,
                        "Missing required parameter SRP_A",
                        () -> client.initiate(AuthFlowType.USER_SRP_AUTH, Map.of("USERNAME", user))),
                Refusal.of(
                        "no REFRESH_TOKEN",
                        INVALID,
                        "Missing required parameter REFRESH_TOKEN",
                        () -> client.initiate(AuthFlowType.REFRESH_TOKEN_AUTH, Map.of())),
                Refusal.of(
                        "a flow of administrators",
                        INVALID,
                        "Initiate Auth method not supported.",
                        () -> client.initiate(
                                AuthFlowType.ADMIN_USER_PASSWORD_AUTH,
                                Map.of("USERNAME", user, "PASSWORD", Names.PASSWORD))));
    }

    @TestFactory
    Stream<DynamicTest> flowsThatAreOff() {
        TestClient srpOnly = pool.client(settings -> settings.explicitAuthFlows(
                ExplicitAuthFlowsType.ALLOW_USER_SRP_AUTH, ExplicitAuthFlowsType.ALLOW_CUSTOM_AUTH));
        TestClient passwordOnly =
                pool.client(settings -> settings.explicitAuthFlows(ExplicitAuthFlowsType.ALLOW_USER_PASSWORD_AUTH));
        return Refusal.tests(
                Refusal.of(
                        "USER_PASSWORD_AUTH",
                        INVALID,
                        "USER_PASSWORD_AUTH flow not enabled for this client",
                        () -> srpOnly.signIn(user)),
                Refusal.of(
                        "USER_SRP_AUTH",
                        INVALID,
                        "USER_SRP_AUTH is not enabled for the client.",
                        () -> passwordOnly.srp(user, new SrpClient(pool.id()))),
                Refusal.of(
                        "USER_AUTH",
                        INVALID,
                        "USER_AUTH flow not enabled for this client",
                        () -> srpOnly.initiate(AuthFlowType.USER_AUTH, Map.of("USERNAME", user))),
                Refusal.of(
                        "CUSTOM_AUTH without triggers",
                        INVALID,
                        "Custom auth lambda trigger is not configured for the user pool.",
                        () -> srpOnly.initiate(AuthFlowType.CUSTOM_AUTH, Map.of("USERNAME", user))));
    }

    /// Without flows of its own a client has SRP, custom challenges and refresh.
    @Test
    void theDefaultClientTakesNoPasswords() {
        String id = pool.admin()
                .createUserPoolClient(request -> request.userPoolId(pool.id()).clientName("bare"))
                .userPoolClient()
                .clientId();
        TestClient bare = new TestClient(pool, id, null);
        String refresh =
                bare.signInBySrp(user, Names.PASSWORD).authenticationResult().refreshToken();
        assertThat(bare.refresh(refresh).accessToken()).isNotBlank();
        Refusal.refused(INVALID, "USER_PASSWORD_AUTH flow not enabled for this client", () -> bare.signIn(user));
    }

    /// A flow nobody knows is refused by the model, one not offered yet by the server; neither gives tokens.
    @Test
    void unknownFlowsAreRefused() {
        Refusal.refused(
                INVALID,
                () -> pool.anonymous()
                        .initiateAuth(request -> request.clientId(client.id())
                                .authFlow("MAGIC_AUTH")
                                .authParameters(Map.of("USERNAME", user))));
    }
}
