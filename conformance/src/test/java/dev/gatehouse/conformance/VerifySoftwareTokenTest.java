package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifySoftwareTokenResponse;

/// VerifySoftwareToken, by access token and by session.
class VerifySoftwareTokenTest {
    private static final String WRONG = "Code mismatch and fail enable Software Token MFA";
    private static SecondFactors optional;
    private static SecondFactors required;

    @BeforeAll
    static void create() {
        optional = SecondFactors.pool(UserPoolMfaType.OPTIONAL, ChallengeNameType.SOFTWARE_TOKEN_MFA);
        required = SecondFactors.pool(UserPoolMfaType.ON, ChallengeNameType.SOFTWARE_TOKEN_MFA);
    }

    /// With an access token the factor is proven but not switched on.
    @Test
    void aProvenAppIsAskedForOnlyWhenItIsSwitchedOn() {
        SecondFactors.Person person = optional.person();
        String token = optional.accessToken(person);
        Totp app = new Totp(optional.associate(token).secretCode());
        VerifySoftwareTokenResponse verified = optional.verify(token, app.first());
        assertThat(verified.statusAsString()).isEqualTo("SUCCESS");
        assertThat(verified.session()).isNull();
        assertThat(optional.active(person)).isEmpty();
        assertThat(optional.client().signIn(person.name())).isNotNull();
        optional.prefer(person, request -> request.softwareTokenMfaSettings(settings -> settings.enabled(true)));
        InitiateAuthResponse asked = optional.client().password(person.name(), Names.PASSWORD);
        assertThat(asked.challengeName()).isEqualTo(ChallengeNameType.SOFTWARE_TOKEN_MFA);
        assertThat(asked.challengeParameters()).containsEntry("FRIENDLY_DEVICE_NAME", "my phone");
    }

    /// With a session the factor is switched on, and sign-in goes on.
    @Test
    void inASessionTheAppIsSwitchedOnAndTheSessionEndsTheSetUp() {
        SecondFactors.Person person = required.person();
        var associated = required.associateIn(required.session(person));
        Totp app = new Totp(associated.secretCode());
        VerifySoftwareTokenResponse verified = required.verifyIn(associated.session(), app.first());
        assertThat(verified.statusAsString()).isEqualTo("SUCCESS");
        assertThat(verified.session()).hasSizeBetween(20, 2048).isNotEqualTo(associated.session());
        assertThat(required.active(person)).containsExactly("SOFTWARE_TOKEN_MFA");
        assertThat(required.setUp(verified.session(), person).authenticationResult())
                .isNotNull();
        InitiateAuthResponse asked = required.client().password(person.name(), Names.PASSWORD);
        assertThat(asked.challengeName()).isEqualTo(ChallengeNameType.SOFTWARE_TOKEN_MFA);
        assertThat(asked.challengeParameters()).doesNotContainKey("FRIENDLY_DEVICE_NAME");
    }

    @Test
    void aWrongCodeLeavesTheSecretToTryAgain() {
        SecondFactors.Person person = optional.person();
        String token = optional.accessToken(person);
        Totp app = new Totp(optional.associate(token).secretCode());
        Refusal.refused("EnableSoftwareTokenMFAException", WRONG, () -> optional.verify(token, app.wrong()));
        assertThat(optional.verify(token, app.first()).statusAsString()).isEqualTo("SUCCESS");
        SecondFactors.Person inSession = required.person();
        var associated = required.associateIn(required.session(inSession));
        Totp other = new Totp(associated.secretCode());
        Refusal.refused(
                "EnableSoftwareTokenMFAException", WRONG, () -> required.verifyIn(associated.session(), other.wrong()));
        assertThat(required.verifyIn(associated.session(), other.first()).statusAsString())
                .isEqualTo("SUCCESS");
    }

    @Test
    void clocksMayDifferByOneStep() {
        for (int steps = -2; steps <= 2; steps++) {
            String token = optional.accessToken(optional.person());
            Totp app = new Totp(optional.associate(token).secretCode());
            Totp.awaitRoomInStep();
            String code = app.now(steps);
            if (Math.abs(steps) < 2) {
                assertThat(optional.verify(token, code).statusAsString()).isEqualTo("SUCCESS");
            } else {
                Refusal.refused("EnableSoftwareTokenMFAException", WRONG, () -> optional.verify(token, code));
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> refuses() {
        SecondFactors.Person person = optional.person();
        String token = optional.accessToken(person);
        SecondFactors sms = SecondFactors.pool(UserPoolMfaType.OPTIONAL, ChallengeNameType.SMS_MFA);
        String noTotp = sms.accessToken(sms.person());
        String done = optional.accessToken(optional.person());
        Totp app = new Totp(optional.associate(done).secretCode());
        optional.verify(done, app.first());
        String notAssociated = required.session(required.person());
        var associated = required.associateIn(required.session(required.person()));
        Totp inSession = new Totp(associated.secretCode());
        String end = required.verifyIn(associated.session(), inSession.first()).session();
        return Refusal.tests(
                Refusal.of(
                        "a token before any secret",
                        "InvalidParameterException",
                        "No software token is waiting for verification; associate one first.",
                        () -> optional.verify(token, "123456")),
                Refusal.of(
                        "a secret proven before",
                        "InvalidParameterException",
                        "No software token is waiting for verification; associate one first.",
                        () -> optional.verify(done, app.second())),
                Refusal.of(
                        "a pool without apps",
                        "SoftwareTokenMFANotFoundException",
                        "Software Token MFA has not been enabled by the userPool",
                        () -> sms.verify(noTotp, "123456")),
                Refusal.of(
                        "neither token nor session",
                        "InvalidParameterException",
                        "Exactly one of AccessToken and Session is required.",
                        () -> optional.pool().anonymous().verifySoftwareToken(request -> request.userCode("123456"))),
                Refusal.of(
                        "a token that is none",
                        "NotAuthorizedException",
                        "Invalid Access Token",
                        () -> optional.verify("x.y.z", "123456")),
                Refusal.of(
                        "a session before any secret",
                        "NotAuthorizedException",
                        SecondFactors.INVALID,
                        () -> required.verifyIn(notAssociated, "123456")),
                Refusal.of(
                        "a session whose set-up is done",
                        "NotAuthorizedException",
                        SecondFactors.INVALID,
                        () -> required.verifyIn(associated.session(), inSession.second())),
                Refusal.of(
                        "the session after it",
                        "NotAuthorizedException",
                        SecondFactors.INVALID,
                        () -> required.verifyIn(end, inSession.second())),
                Refusal.of(
                        "five digits",
                        "InvalidParameterException",
                        "1 validation error detected: Value at 'userCode' failed to satisfy constraint:"
                                + " Member must have length greater than or equal to 6",
                        () -> optional.verify(token, "12345")));
    }
}
