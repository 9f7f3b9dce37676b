package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType.EMAIL_OTP;
import static software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType.MFA_SETUP;
import static software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType.SELECT_MFA_TYPE;
import static software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType.SMS_MFA;
import static software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType.SOFTWARE_TOKEN_MFA;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminInitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminRespondToAuthChallengeResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;

/// AdminRespondToAuthChallenge with second factors.
class AdminRespondToAuthChallengeTest {
    private static SecondFactors factors;

    @BeforeAll
    static void create() {
        factors = SecondFactors.pool(UserPoolMfaType.OPTIONAL, SMS_MFA, SOFTWARE_TOKEN_MFA, EMAIL_OTP);
    }

    private static AdminInitiateAuthResponse initiate(SecondFactors.Person person) {
        return factors.pool()
                .admin()
                .adminInitiateAuth(request -> request.userPoolId(factors.pool().id())
                        .clientId(factors.client().id())
                        .authFlow(AuthFlowType.ADMIN_USER_PASSWORD_AUTH)
                        .authParameters(Map.of("USERNAME", person.name(), "PASSWORD", Names.PASSWORD)));
    }

    private static AdminRespondToAuthChallengeResponse respond(
            ChallengeNameType challenge, String session, Map<String, String> responses) {
        return factors.pool()
                .admin()
                .adminRespondToAuthChallenge(
                        request -> request.userPoolId(factors.pool().id())
                                .clientId(factors.client().id())
                                .challengeName(challenge)
                                .session(session)
                                .challengeResponses(responses));
    }

    private static AdminRespondToAuthChallengeResponse code(
            ChallengeNameType factor, String session, SecondFactors.Person person, String code) {
        return respond(factor, session, Map.of("USERNAME", person.name(), SecondFactors.PARAMETER.get(factor), code));
    }

    @Test
    void codesThatAreSentSignIn() {
        for (ChallengeNameType factor : new ChallengeNameType[] {SMS_MFA, EMAIL_OTP}) {
            SecondFactors.Person person = factors.personWith(factor);
            AdminInitiateAuthResponse asked = initiate(person);
            assertThat(asked.challengeName()).isEqualTo(factor);
            assertThat(code(factor, asked.session(), person, factors.sent(factor, person))
                            .authenticationResult())
                    .isNotNull();
        }
    }

    /// SRP through the administrator's operations, then the app.
    @Test
    void anAppSignsInAfterSrp() {
        SecondFactors.Person person = factors.person();
        Totp app = factors.app(person);
        SrpClient srp = new SrpClient(factors.pool().id());
        Map<String, String> challenge = factors.pool()
                .admin()
                .adminInitiateAuth(request -> request.userPoolId(factors.pool().id())
                        .clientId(factors.client().id())
                        .authFlow(AuthFlowType.USER_SRP_AUTH)
                        .authParameters(Map.of("USERNAME", person.name(), "SRP_A", srp.srpA())))
                .challengeParameters();
        AdminRespondToAuthChallengeResponse asked =
                respond(ChallengeNameType.PASSWORD_VERIFIER, null, srp.answer(challenge, Names.PASSWORD));
        assertThat(asked.challengeName()).isEqualTo(SOFTWARE_TOKEN_MFA);
        assertThat(code(SOFTWARE_TOKEN_MFA, asked.session(), person, app.second())
                        .authenticationResult())
                .isNotNull();
    }

    @Test
    void aFactorIsChosen() {
        SecondFactors.Person person = factors.personWith(SMS_MFA, EMAIL_OTP);
        AdminInitiateAuthResponse asked = initiate(person);
        assertThat(asked.challengeName()).isEqualTo(SELECT_MFA_TYPE);
        AdminRespondToAuthChallengeResponse chosen =
                respond(SELECT_MFA_TYPE, asked.session(), Map.of("USERNAME", person.name(), "ANSWER", "SMS_MFA"));
        assertThat(chosen.challengeName()).isEqualTo(SMS_MFA);
        assertThat(code(SMS_MFA, chosen.session(), person, factors.sent(SMS_MFA, person))
                        .authenticationResult())
                .isNotNull();
    }

    @Test
    void anAppIsSetUp() {
        SecondFactors required = SecondFactors.pool(UserPoolMfaType.ON, SOFTWARE_TOKEN_MFA);
        SecondFactors.Person person = required.person(null, null);
        AdminInitiateAuthResponse asked = required.pool()
                .admin()
                .adminInitiateAuth(request -> request.userPoolId(required.pool().id())
                        .clientId(required.client().id())
                        .authFlow(AuthFlowType.ADMIN_USER_PASSWORD_AUTH)
                        .authParameters(Map.of("USERNAME", person.name(), "PASSWORD", Names.PASSWORD)));
        assertThat(asked.challengeName()).isEqualTo(MFA_SETUP);
        var associated = required.associateIn(asked.session());
        String verified = required.verifyIn(associated.session(), new Totp(associated.secretCode()).first())
                .session();
        assertThat(required.pool()
                        .admin()
                        .adminRespondToAuthChallenge(
                                request -> request.userPoolId(required.pool().id())
                                        .clientId(required.client().id())
                                        .challengeName(MFA_SETUP)
                                        .session(verified)
                                        .challengeResponses(Map.of("USERNAME", person.name())))
                        .authenticationResult())
                .isNotNull();
    }

    /// A session begun with one operation may be answered with the other, but not with both.
    @Test
    void eitherOperationAnswersTheOthersSession() {
        SecondFactors.Person person = factors.personWith(SMS_MFA);
        String begunByUser = factors.session(person);
        String first = factors.sent(SMS_MFA, person);
        assertThat(code(SMS_MFA, begunByUser, person, first).authenticationResult())
                .isNotNull();
        Refusal.refused(
                "NotAuthorizedException", SecondFactors.ONCE, () -> factors.code(SMS_MFA, begunByUser, person, first));
        String begunByAdmin = initiate(person).session();
        String second = factors.sent(SMS_MFA, person);
        assertThat(factors.code(SMS_MFA, begunByAdmin, person, second).authenticationResult())
                .isNotNull();
        Refusal.refused(
                "NotAuthorizedException", SecondFactors.ONCE, () -> code(SMS_MFA, begunByAdmin, person, second));
    }

    @TestFactory
    Stream<DynamicTest> refuses() {
        SecondFactors.Person person = factors.personWith(SMS_MFA);
        String session = initiate(person).session();
        String wrong = SecondFactors.other(factors.sent(SMS_MFA, person));
        SecondFactors.Person withApp = factors.person();
        Totp app = factors.app(withApp);
        String appSession = initiate(withApp).session();
        return Refusal.tests(
                Refusal.of(
                        "a wrong code",
                        "CodeMismatchException",
                        SecondFactors.WRONG_CODE,
                        () -> code(SMS_MFA, session, person, wrong)),
                Refusal.of(
                        "a wrong code of an app",
                        "CodeMismatchException",
                        SecondFactors.WRONG_APP_CODE,
                        () -> code(SOFTWARE_TOKEN_MFA, appSession, withApp, app.wrong())),
                Refusal.of(
                        "a code of an app used before",
                        "ExpiredCodeException",
                        SecondFactors.USED_CODE,
                        () -> code(SOFTWARE_TOKEN_MFA, appSession, withApp, app.first())),
                Refusal.of(
                        "no code",
                        "InvalidParameterException",
                        "Missing required parameter SMS_MFA_CODE",
                        () -> respond(SMS_MFA, session, Map.of("USERNAME", person.name()))),
                Refusal.of(
                        "a session that is none",
                        "NotAuthorizedException",
                        SecondFactors.INVALID,
                        () -> code(SMS_MFA, "x".repeat(300), person, wrong)));
    }
}
