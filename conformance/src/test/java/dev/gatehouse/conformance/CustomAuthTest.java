package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExplicitAuthFlowsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.LambdaConfigType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RespondToAuthChallengeResponse;

/// CUSTOM_AUTH through the SDK: functions that ask for 42.
class CustomAuthTest {
    private static final String ARN = "arn:aws:lambda:us-east-1:123456789012:function:";

    private TestPool pool;
    private TestClient client;
    private String user;

    /// A pool with the three functions.
    static TestPool pool() {
        LambdaConfigType functions = LambdaConfigType.builder()
                .defineAuthChallenge(ARN + "define")
                .createAuthChallenge(ARN + "create")
                .verifyAuthChallengeResponse(ARN + "verify")
                .build();
        return TestPool.create(Gatehouse.withFunctions(), settings -> settings.lambdaConfig(functions));
    }

    /// A client that allows custom sign-ins and does not tell who exists.
    static TestClient client(TestPool pool) {
        return pool.client(settings -> settings.preventUserExistenceErrors("ENABLED")
                .explicitAuthFlows(
                        ExplicitAuthFlowsType.ALLOW_CUSTOM_AUTH, ExplicitAuthFlowsType.ALLOW_REFRESH_TOKEN_AUTH));
    }

    @BeforeEach
    void prepare() {
        pool = pool();
        client = client(pool);
        user = pool.user();
    }

    @Test
    void theRightAnswerIsIn() {
        InitiateAuthResponse asked = begin(user);
        assertThat(asked.challengeName()).isEqualTo(ChallengeNameType.CUSTOM_CHALLENGE);
        assertThat(asked.challengeParameters())
                .containsOnly(Map.entry("question", "life"), Map.entry("USERNAME", user));
        RespondToAuthChallengeResponse again = answer(user, asked.session(), "41");
        assertThat(again.challengeName()).isEqualTo(ChallengeNameType.CUSTOM_CHALLENGE);
        assertThat(answer(user, again.session(), "42").authenticationResult().accessToken())
                .isNotEmpty();
    }

    @Test
    void aSessionIsGoodOnce() {
        String session = begin(user).session();
        answer(user, session, "41");
        Refusal.refused(
                "NotAuthorizedException",
                "Invalid session for the user, session can only be used once.",
                () -> answer(user, session, "42"));
    }

    @Test
    void nobodyIsAskedLikeSomebody() {
        InitiateAuthResponse asked = begin("nobody");
        assertThat(asked.challengeParameters())
                .containsOnly(Map.entry("question", "life"), Map.entry("USERNAME", "nobody"));
        Refusal.refused(
                "NotAuthorizedException",
                "Incorrect username or password.",
                () -> answer("nobody", asked.session(), "42"));
    }

    @Test
    void withoutFunctionsThereIsNoCustomSignIn() {
        TestPool plain = TestPool.create();
        client = client(plain);
        pool = plain;
        Refusal.refused(
                "InvalidParameterException",
                "Custom auth lambda trigger is not configured for the user pool.",
                () -> begin(plain.user()));
    }

    private InitiateAuthResponse begin(String name) {
        return pool.anonymous()
                .initiateAuth(request -> request.clientId(client.id())
                        .authFlow(AuthFlowType.CUSTOM_AUTH)
                        .authParameters(Map.of("USERNAME", name)));
    }

    private RespondToAuthChallengeResponse answer(String name, String session, String answer) {
        return pool.anonymous()
                .respondToAuthChallenge(request -> request.clientId(client.id())
                        .challengeName(ChallengeNameType.CUSTOM_CHALLENGE)
                        .session(session)
                        .challengeResponses(Map.of("USERNAME", name, "ANSWER", answer)));
    }
}
