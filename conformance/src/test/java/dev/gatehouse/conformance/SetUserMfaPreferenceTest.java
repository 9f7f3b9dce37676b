package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType.EMAIL_OTP;
import static software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType.SMS_MFA;
import static software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType.SOFTWARE_TOKEN_MFA;

import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SetUserMfaPreferenceRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;

/// SetUserMFAPreference: what a user chooses, and what GetUser shows of it.
class SetUserMfaPreferenceTest {
    private static SecondFactors factors;

    @BeforeAll
    static void create() {
        factors = SecondFactors.pool(UserPoolMfaType.OPTIONAL, SMS_MFA, SOFTWARE_TOKEN_MFA, EMAIL_OTP);
    }

    private static void set(String token, Consumer<SetUserMfaPreferenceRequest.Builder> wishes) {
        factors.pool().anonymous().setUserMFAPreference(request -> wishes.accept(request.accessToken(token)));
    }

    private static GetUserResponse user(String token) {
        return factors.pool().anonymous().getUser(request -> request.accessToken(token));
    }

    private static ChallengeNameType asked(SecondFactors.Person person) {
        return factors.client().password(person.name(), Names.PASSWORD).challengeName();
    }

    @Test
    void nothingIsActiveAtFirst() {
        GetUserResponse user = user(factors.accessToken(factors.person()));
        assertThat(user.userMFASettingList()).isEmpty();
        assertThat(user.preferredMfaSetting()).isNull();
    }

    @Test
    void factorsAreListedInTheOrderOfTheirActivation() {
        SecondFactors.Person person = factors.person();
        String token = factors.accessToken(person);
        factors.verify(token, new Totp(factors.associate(token).secretCode()).first());
        set(token, wishes -> wishes.emailMfaSettings(mail -> mail.enabled(true)));
        assertThat(asked(person)).isEqualTo(EMAIL_OTP);
        set(token, wishes -> wishes.smsMfaSettings(sms -> sms.enabled(true)));
        set(
                token,
                wishes ->
                        wishes.softwareTokenMfaSettings(app -> app.enabled(true).preferredMfa(true)));
        assertThat(user(token).userMFASettingList()).containsExactly("EMAIL_OTP", "SMS_MFA", "SOFTWARE_TOKEN_MFA");
        assertThat(user(token).preferredMfaSetting()).isEqualTo("SOFTWARE_TOKEN_MFA");
        assertThat(factors.active(person)).containsExactly("EMAIL_OTP", "SMS_MFA", "SOFTWARE_TOKEN_MFA");
        assertThat(asked(person)).isEqualTo(SOFTWARE_TOKEN_MFA);
    }

    @Test
    void anotherPreferenceReplacesTheFirst() {
        SecondFactors.Person person = factors.personWith(SMS_MFA);
        String token = tokenOf(person);
        set(
                token,
                wishes -> wishes.smsMfaSettings(sms -> sms.enabled(true).preferredMfa(true))
                        .emailMfaSettings(mail -> mail.enabled(true)));
        assertThat(asked(person)).isEqualTo(SMS_MFA);
        set(token, wishes -> wishes.emailMfaSettings(mail -> mail.enabled(true).preferredMfa(true)));
        assertThat(user(token).preferredMfaSetting()).isEqualTo("EMAIL_OTP");
        assertThat(asked(person)).isEqualTo(EMAIL_OTP);
        set(token, wishes -> wishes.emailMfaSettings(mail -> mail.enabled(true).preferredMfa(false)));
        assertThat(user(token).preferredMfaSetting()).isNull();
        assertThat(asked(person)).isEqualTo(ChallengeNameType.SELECT_MFA_TYPE);
        set(
                token,
                wishes ->
                        wishes.smsMfaSettings(sms -> sms.enabled(false)).emailMfaSettings(mail -> mail.enabled(false)));
        assertThat(factors.client().signIn(person.name())).isNotNull();
    }

    /// The token of somebody whose factor is a text message.
    private static String tokenOf(SecondFactors.Person person) {
        String session = factors.session(person);
        return factors.code(SMS_MFA, session, person, factors.sent(SMS_MFA, person))
                .authenticationResult()
                .accessToken();
    }

    /// Where MFA is required a user may change the factor but not end with none.
    @Test
    void aRequiredFactorCanBeChangedButNotSwitchedOff() {
        SecondFactors required = SecondFactors.pool(UserPoolMfaType.ON, SMS_MFA, EMAIL_OTP);
        SecondFactors.Person person = required.person(Names.phone(), null);
        String session = required.session(person);
        String token = required.code(SMS_MFA, session, person, required.sent(SMS_MFA, person))
                .authenticationResult()
                .accessToken();
        required.pool()
                .anonymous()
                .setUserMFAPreference(request -> request.accessToken(token)
                        .smsMfaSettings(sms -> sms.enabled(true).preferredMfa(true)));
        Refusal.refused(
                "InvalidParameterException",
                "The user pool requires MFA: the last factor cannot be disabled.",
                () -> required.pool()
                        .anonymous()
                        .setUserMFAPreference(
                                request -> request.accessToken(token).smsMfaSettings(sms -> sms.enabled(false))));
        assertThat(required.active(person)).containsExactly("SMS_MFA");
    }

    @TestFactory
    Stream<DynamicTest> refuses() {
        String bare = factors.accessToken(factors.person(null, null));
        SecondFactors onlySms = SecondFactors.pool(UserPoolMfaType.OPTIONAL, SMS_MFA);
        String other = onlySms.accessToken(onlySms.person());
        return Refusal.tests(
                Refusal.of(
                        "an app that is not proven",
                        "InvalidParameterException",
                        "User has not verified software token mfa",
                        () -> set(bare, wishes -> wishes.softwareTokenMfaSettings(app -> app.enabled(true)))),
                Refusal.of(
                        "text messages without a phone",
                        "InvalidParameterException",
                        "User does not have delivery config set to turn on SMS_MFA",
                        () -> set(bare, wishes -> wishes.smsMfaSettings(sms -> sms.enabled(true)))),
                Refusal.of(
                        "e-mail without an address",
                        "InvalidParameterException",
                        "User does not have delivery config set to turn on EMAIL_OTP",
                        () -> set(bare, wishes -> wishes.emailMfaSettings(mail -> mail.enabled(true)))),
                Refusal.of(
                        "a factor the pool does not have",
                        "InvalidParameterException",
                        "User does not have delivery config set to turn on EMAIL_OTP",
                        () -> set(other, wishes -> wishes.emailMfaSettings(mail -> mail.enabled(true)))),
                Refusal.of(
                        "two preferred",
                        "InvalidParameterException",
                        "Only one MFA factor can be preferred.",
                        () -> set(
                                factors.accessToken(factors.person()),
                                wishes -> wishes.smsMfaSettings(
                                                sms -> sms.enabled(true).preferredMfa(true))
                                        .emailMfaSettings(
                                                mail -> mail.enabled(true).preferredMfa(true)))),
                Refusal.of(
                        "one preferred that is off",
                        "InvalidParameterException",
                        "SMS_MFA cannot be preferred while it is not enabled.",
                        () -> set(
                                factors.accessToken(factors.person()),
                                wishes -> wishes.smsMfaSettings(sms -> sms.preferredMfa(true)))),
                Refusal.of(
                        "a token that is none",
                        "NotAuthorizedException",
                        "Invalid Access Token",
                        () -> set("x.y.z", wishes -> wishes.smsMfaSettings(sms -> sms.enabled(true)))));
    }
}
