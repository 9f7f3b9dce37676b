package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType.EMAIL_OTP;
import static software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType.SELECT_MFA_TYPE;
import static software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType.SMS_MFA;
import static software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType.SOFTWARE_TOKEN_MFA;

import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;

/// AdminSetUserMFAPreference.
class AdminSetUserMfaPreferenceTest {
    private static SecondFactors factors;

    @BeforeAll
    static void create() {
        factors = SecondFactors.pool(UserPoolMfaType.OPTIONAL, SMS_MFA, SOFTWARE_TOKEN_MFA, EMAIL_OTP);
    }

    private static ChallengeNameType asked(SecondFactors.Person person) {
        return factors.client().password(person.name(), Names.PASSWORD).challengeName();
    }

    @Test
    void whatIsSetIsAskedFor() {
        SecondFactors.Person person = factors.person();
        factors.prefer(person, wishes -> wishes.smsMfaSettings(sms -> sms.enabled(true)));
        assertThat(asked(person)).isEqualTo(SMS_MFA);
        factors.prefer(person, wishes -> wishes.emailMfaSettings(mail -> mail.enabled(true)));
        assertThat(asked(person)).isEqualTo(SELECT_MFA_TYPE);
        factors.prefer(
                person,
                wishes -> wishes.emailMfaSettings(mail -> mail.enabled(true).preferredMfa(true)));
        assertThat(asked(person)).isEqualTo(EMAIL_OTP);
        var user = factors.pool()
                .admin()
                .adminGetUser(request -> request.userPoolId(factors.pool().id()).username(person.name()));
        assertThat(user.userMFASettingList()).containsExactly("SMS_MFA", "EMAIL_OTP");
        assertThat(user.preferredMfaSetting()).isEqualTo("EMAIL_OTP");
    }

    /// An administrator may switch the last factor off even where one is required; the user then sets one up anew or
    /// is asked for the implied one.
    @Test
    void theLastFactorCanBeSwitchedOff() {
        SecondFactors required = SecondFactors.pool(UserPoolMfaType.ON, SOFTWARE_TOKEN_MFA);
        SecondFactors.Person person = required.person();
        var associated = required.associateIn(required.session(person));
        required.verifyIn(associated.session(), new Totp(associated.secretCode()).first());
        required.prefer(person, wishes -> wishes.softwareTokenMfaSettings(app -> app.enabled(false)));
        assertThat(required.active(person)).isEmpty();
        assertThat(required.client().password(person.name(), Names.PASSWORD).challengeName())
                .isEqualTo(ChallengeNameType.MFA_SETUP);
    }

    @TestFactory
    Stream<DynamicTest> refuses() {
        SecondFactors.Person bare = factors.person(null, null);
        SecondFactors.Person full = factors.person();
        return Refusal.tests(
                Refusal.of(
                        "an app that is not proven",
                        "InvalidParameterException",
                        "User has not verified software token mfa",
                        () -> factors.prefer(
                                full, wishes -> wishes.softwareTokenMfaSettings(app -> app.enabled(true)))),
                Refusal.of(
                        "text messages without a phone",
                        "InvalidParameterException",
                        "User does not have delivery config set to turn on SMS_MFA",
                        () -> factors.prefer(bare, wishes -> wishes.smsMfaSettings(sms -> sms.enabled(true)))),
                Refusal.of(
                        "two preferred",
                        "InvalidParameterException",
                        "Only one MFA factor can be preferred.",
                        () -> factors.prefer(
                                full,
                                wishes -> wishes.smsMfaSettings(
                                                sms -> sms.enabled(true).preferredMfa(true))
                                        .emailMfaSettings(
                                                mail -> mail.enabled(true).preferredMfa(true)))),
                Refusal.of(
                        "nobody",
                        "UserNotFoundException",
                        "User does not exist.",
                        () -> factors.prefer(
                                new SecondFactors.Person("nobody", null, null),
                                wishes -> wishes.smsMfaSettings(sms -> sms.enabled(true)))),
                Refusal.of(
                        "an unknown pool",
                        "ResourceNotFoundException",
                        "User pool " + Names.NO_POOL + " does not exist.",
                        () -> factors.pool()
                                .admin()
                                .adminSetUserMFAPreference(request ->
                                        request.userPoolId(Names.NO_POOL).username(full.name()))));
    }
}
