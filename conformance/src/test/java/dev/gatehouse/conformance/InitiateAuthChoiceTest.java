package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFactorType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExplicitAuthFlowsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.PreventUserExistenceErrorTypes;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RespondToAuthChallengeResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SignUpResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifiedAttributeType;

/// USER_AUTH, choice-based sign-in.
class InitiateAuthChoiceTest {
    private static final String INVALID = "Invalid session for the user.";
    private static TestPool pool;
    private static TestClient client;

    private String email;
    private String user;

    @BeforeAll
    static void create() {
        pool = TestPool.create(settings -> settings.autoVerifiedAttributes(VerifiedAttributeType.EMAIL)
                .policies(policies -> policies.signInPolicy(
                        policy -> policy.allowedFirstAuthFactors(AuthFactorType.PASSWORD, AuthFactorType.EMAIL_OTP))));
        client = pool.client(settings -> settings.explicitAuthFlows(ExplicitAuthFlowsType.ALLOW_USER_AUTH)
                .preventUserExistenceErrors(PreventUserExistenceErrorTypes.ENABLED));
    }

    @Test
    void aPasswordIsChosen() {
        someone();
        InitiateAuthResponse asked = begin(Map.of("USERNAME", user));
        assertThat(asked.challengeName()).isEqualTo(ChallengeNameType.SELECT_CHALLENGE);
        assertThat(asked.availableChallenges())
                .containsExactly(
                        ChallengeNameType.PASSWORD_SRP, ChallengeNameType.PASSWORD, ChallengeNameType.EMAIL_OTP);
        assertThat(select(asked.session(), "PASSWORD", "PASSWORD", Names.PASSWORD)
                        .authenticationResult())
                .isNotNull();
    }

    @Test
    void srpIsChosen() {
        someone();
        SrpClient srp = new SrpClient(pool.id());
        RespondToAuthChallengeResponse asked =
                select(begin(Map.of("USERNAME", user)).session(), "PASSWORD_SRP", "SRP_A", srp.srpA());
        assertThat(asked.challengeName()).isEqualTo(ChallengeNameType.PASSWORD_VERIFIER);
        assertThat(client.respond(
                                ChallengeNameType.PASSWORD_VERIFIER,
                                asked.session(),
                                srp.answer(asked.challengeParameters(), Names.PASSWORD))
                        .authenticationResult())
                .isNotNull();
    }

    @Test
    void aCodeIsPreferred() {
        someone();
        InitiateAuthResponse asked = begin(Map.of("USERNAME", user, "PREFERRED_CHALLENGE", "EMAIL_OTP"));
        assertThat(asked.challengeName()).isEqualTo(ChallengeNameType.EMAIL_OTP);
        assertThat(asked.challengeParameters()).containsEntry("CODE_DELIVERY_DELIVERY_MEDIUM", "EMAIL");
        String code = newestCode(email);
        assertThat(code).hasSize(8);
        assertThat(code(asked.session(), code).authenticationResult()).isNotNull();
        Refusal.refused(
                "NotAuthorizedException",
                "Invalid session for the user, session can only be used once.",
                () -> code(asked.session(), code));
    }

    @Test
    void fromASignUpStraightIn() {
        String mail = Names.email();
        String name = Names.unique("new");
        SignUpResponse signedUp = pool.anonymous()
                .signUp(request -> request.clientId(client.id())
                        .username(name)
                        .userAttributes(TestPool.attributes(Map.of("email", mail))));
        String session = pool.anonymous()
                .confirmSignUp(request -> request.clientId(client.id())
                        .username(name)
                        .confirmationCode(pool.server().outbox().code(mail))
                        .session(signedUp.session()))
                .session();
        assertThat(pool.anonymous()
                        .initiateAuth(request -> request.clientId(client.id())
                                .authFlow(AuthFlowType.USER_AUTH)
                                .authParameters(Map.of("USERNAME", name))
                                .session(session))
                        .authenticationResult())
                .isNotNull();
    }

    @TestFactory
    Stream<DynamicTest> refuses() {
        someone();
        String session = begin(Map.of("USERNAME", user)).session();
        String password = Names.PASSWORD;
        return Refusal.tests(
                Refusal.of(
                        "a wrong password",
                        "NotAuthorizedException",
                        "Incorrect username or password.",
                        () -> begin(Map.of(
                                "USERNAME", user, "PREFERRED_CHALLENGE", "PASSWORD", "PASSWORD", "Wr0ng-Horse!"))),
                Refusal.of(
                        "nobody",
                        "NotAuthorizedException",
                        "Incorrect username or password.",
                        () -> begin(
                                Map.of("USERNAME", "nobody", "PREFERRED_CHALLENGE", "PASSWORD", "PASSWORD", password))),
                Refusal.of(
                        "a factor that was not offered",
                        "InvalidParameterException",
                        "The challenge is not one of those offered.",
                        () -> select(session, "SMS_OTP", "PASSWORD", password)),
                Refusal.of(
                        "a code that nobody asked for",
                        "NotAuthorizedException",
                        INVALID,
                        () -> code(session, "12345678")),
                Refusal.of(
                        "a sign-up without a password through another client",
                        "InvalidParameterException",
                        "Password is required.",
                        () -> pool.anonymous()
                                .signUp(request ->
                                        request.clientId(pool.client().id()).username(Names.unique("new")))));
    }

    private void someone() {
        email = Names.email();
        user = pool.user(Names.unique("user"), Map.of("email", email, "email_verified", "true"));
    }

    private static InitiateAuthResponse begin(Map<String, String> parameters) {
        return client.initiate(AuthFlowType.USER_AUTH, parameters);
    }

    private RespondToAuthChallengeResponse select(String session, String answer, String parameter, String value) {
        return client.respond(
                ChallengeNameType.SELECT_CHALLENGE,
                session,
                Map.of("USERNAME", user, "ANSWER", answer, parameter, value));
    }

    private RespondToAuthChallengeResponse code(String session, String code) {
        return client.respond(ChallengeNameType.EMAIL_OTP, session, Map.of("USERNAME", user, "EMAIL_OTP_CODE", code));
    }

    /// The eight digits of a first factor.
    private static String newestCode(String address) {
        List<Outbox.Message> messages = pool.server().outbox().to(address);
        return messages.getFirst().text().replaceAll("(?s).*?(\\d{8}).*", "$1");
    }
}
