package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AssociateSoftwareTokenResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;

/// AssociateSoftwareToken, by access token and by session.
class AssociateSoftwareTokenTest {
    private static final String NOT_IN_POOL = "Software Token MFA has not been enabled by the userPool";
    private static SecondFactors optional;
    private static SecondFactors required;

    @BeforeAll
    static void create() {
        optional = SecondFactors.pool(UserPoolMfaType.OPTIONAL, ChallengeNameType.SOFTWARE_TOKEN_MFA);
        required = SecondFactors.pool(UserPoolMfaType.ON, ChallengeNameType.SOFTWARE_TOKEN_MFA);
    }

    @Test
    void anAccessTokenGetsASecretAndNoSession() {
        String token = optional.accessToken(optional.person());
        AssociateSoftwareTokenResponse answer = optional.associate(token);
        assertThat(answer.secretCode()).matches("[A-Z2-7]{52}");
        assertThat(answer.session()).isNull();
        assertThat(optional.associate(token).secretCode()).isNotEqualTo(answer.secretCode());
    }

    @Test
    void aSessionGetsASecretAndAnotherSession() {
        SecondFactors.Person person = required.person();
        String asked = required.session(person);
        AssociateSoftwareTokenResponse answer = required.associateIn(asked);
        assertThat(answer.secretCode()).matches("[A-Z2-7]{52}");
        assertThat(answer.session()).hasSizeBetween(20, 2048).isNotEqualTo(asked);
        AssociateSoftwareTokenResponse again = required.associateIn(answer.session());
        assertThat(again.secretCode()).isNotEqualTo(answer.secretCode());
        Refusal.refused(
                "NotAuthorizedException",
                SecondFactors.ONCE,
                () -> required.verifyIn(answer.session(), new Totp(answer.secretCode()).first()));
        assertThat(required.verifyIn(again.session(), new Totp(again.secretCode()).first())
                        .statusAsString())
                .isEqualTo("SUCCESS");
    }

    /// Until the new secret is proven, the app in use stays the one that signs in.
    @Test
    void anotherSecretReplacesTheOldOneOnlyWhenItIsProven() {
        SecondFactors.Person person = optional.person();
        String token = optional.accessToken(person);
        Totp old = new Totp(optional.associate(token).secretCode());
        optional.verify(token, old.first());
        optional.prefer(person, request -> request.softwareTokenMfaSettings(app -> app.enabled(true)));
        Totp fresh = new Totp(optional.associate(token).secretCode());
        ChallengeNameType totp = ChallengeNameType.SOFTWARE_TOKEN_MFA;
        String session = optional.session(person);
        Refusal.refused(
                "CodeMismatchException",
                SecondFactors.WRONG_APP_CODE,
                () -> optional.code(totp, session, person, fresh.first()));
        assertThat(optional.code(totp, session, person, old.second()).authenticationResult())
                .isNotNull();
        optional.verify(token, fresh.first());
        String later = optional.session(person);
        Refusal.refused(
                "CodeMismatchException",
                SecondFactors.WRONG_APP_CODE,
                () -> optional.code(totp, later, person, old.now(1)));
        assertThat(optional.code(totp, later, person, fresh.second()).authenticationResult())
                .isNotNull();
    }

    @TestFactory
    Stream<DynamicTest> refuses() {
        SecondFactors sms = SecondFactors.pool(UserPoolMfaType.OPTIONAL, ChallengeNameType.SMS_MFA);
        String noTotp = sms.accessToken(sms.person());
        SecondFactors off = SecondFactors.pool(UserPoolMfaType.OFF);
        String noMfa = off.accessToken(off.person());
        SecondFactors.Person person = required.person();
        String spent = required.session(person);
        required.associateIn(spent);
        String choice = sms.session(sms.personWith(ChallengeNameType.SMS_MFA));
        SecondFactors.Person gone = optional.person();
        String orphan = optional.accessToken(gone);
        optional.pool()
                .admin()
                .adminDeleteUser(
                        request -> request.userPoolId(optional.pool().id()).username(gone.name()));
        return Refusal.tests(
                Refusal.of(
                        "a pool without apps",
                        "SoftwareTokenMFANotFoundException",
                        NOT_IN_POOL,
                        () -> sms.associate(noTotp)),
                Refusal.of(
                        "a pool without MFA",
                        "SoftwareTokenMFANotFoundException",
                        NOT_IN_POOL,
                        () -> off.associate(noMfa)),
                Refusal.of(
                        "neither token nor session",
                        "InvalidParameterException",
                        "Exactly one of AccessToken and Session is required.",
                        () -> optional.pool().anonymous().associateSoftwareToken(request -> {})),
                Refusal.of(
                        "both",
                        "InvalidParameterException",
                        "Exactly one of AccessToken and Session is required.",
                        () -> optional.pool()
                                .anonymous()
                                .associateSoftwareToken(
                                        request -> request.accessToken(noTotp).session(spent))),
                Refusal.of(
                        "a token that is none",
                        "NotAuthorizedException",
                        "Invalid Access Token",
                        () -> optional.associate("x.y.z")),
                Refusal.of(
                        "a deleted user's token",
                        "NotAuthorizedException",
                        "User does not exist.",
                        () -> optional.associate(orphan)),
                Refusal.of(
                        "a session that is none",
                        "NotAuthorizedException",
                        SecondFactors.INVALID,
                        () -> optional.associateIn("x".repeat(200))),
                Refusal.of(
                        "a session used before",
                        "NotAuthorizedException",
                        SecondFactors.ONCE,
                        () -> required.associateIn(spent)),
                Refusal.of(
                        "the session of another challenge",
                        "NotAuthorizedException",
                        SecondFactors.INVALID,
                        () -> sms.associateIn(choice)));
    }
}
