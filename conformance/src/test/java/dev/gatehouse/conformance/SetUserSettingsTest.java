package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType.EMAIL_OTP;
import static software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType.SMS_MFA;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeliveryMediumType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.MFAOptionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;

/// SetUserSettings and AdminSetUserSettings: the older operations, which know text messages only.
class SetUserSettingsTest {
    static final MFAOptionType SMS = option(DeliveryMediumType.SMS, "phone_number");
    private static SecondFactors factors;

    @BeforeAll
    static void create() {
        factors = SecondFactors.pool(UserPoolMfaType.OPTIONAL, SMS_MFA, EMAIL_OTP);
    }

    private static MFAOptionType option(DeliveryMediumType medium, String attribute) {
        return MFAOptionType.builder()
                .deliveryMedium(medium)
                .attributeName(attribute)
                .build();
    }

    private static void set(String token, MFAOptionType... options) {
        factors.pool()
                .anonymous()
                .setUserSettings(request -> request.accessToken(token).mfaOptions(options));
    }

    private static void setByAdmin(String name, MFAOptionType... options) {
        factors.pool()
                .admin()
                .adminSetUserSettings(request ->
                        request.userPoolId(factors.pool().id()).username(name).mfaOptions(options));
    }

    private static ChallengeNameType asked(SecondFactors.Person person) {
        return factors.client().password(person.name(), Names.PASSWORD).challengeName();
    }

    @Test
    void textMessagesAreSwitchedOnAndOff() {
        SecondFactors.Person person = factors.person();
        String token = factors.accessToken(person);
        set(token, SMS);
        assertThat(asked(person)).isEqualTo(SMS_MFA);
        GetUserResponse user = factors.pool().anonymous().getUser(request -> request.accessToken(token));
        assertThat(user.mfaOptions()).isEqualTo(List.of(SMS));
        assertThat(user.userMFASettingList()).containsExactly("SMS_MFA");
        set(token);
        assertThat(factors.client().signIn(person.name())).isNotNull();
    }

    @Test
    void anAdministratorDoesTheSame() {
        SecondFactors.Person person = factors.personWith(EMAIL_OTP);
        setByAdmin(person.name(), SMS);
        assertThat(asked(person)).isEqualTo(ChallengeNameType.SELECT_MFA_TYPE);
        assertThat(factors.active(person)).containsExactly("EMAIL_OTP", "SMS_MFA");
        setByAdmin(person.name());
        assertThat(asked(person)).isEqualTo(EMAIL_OTP);
    }

    @TestFactory
    Stream<DynamicTest> refuses() {
        SecondFactors.Person bare = factors.person(null, Names.email());
        String token = factors.accessToken(bare);
        String onlySms = "MFAOptions can only have DeliveryMedium SMS with AttributeName phone_number.";
        String noPhone = "User does not have delivery config set to turn on SMS_MFA";
        return Refusal.tests(
                Refusal.of("no phone", "InvalidParameterException", noPhone, () -> set(token, SMS)),
                Refusal.of(
                        "no phone, by an administrator",
                        "InvalidParameterException",
                        noPhone,
                        () -> setByAdmin(bare.name(), SMS)),
                Refusal.of(
                        "e-mail",
                        "InvalidParameterException",
                        onlySms,
                        () -> set(token, option(DeliveryMediumType.EMAIL, "email"))),
                Refusal.of(
                        "e-mail, by an administrator",
                        "InvalidParameterException",
                        onlySms,
                        () -> setByAdmin(bare.name(), option(DeliveryMediumType.EMAIL, "email"))),
                Refusal.of(
                        "another attribute",
                        "InvalidParameterException",
                        onlySms,
                        () -> set(token, option(DeliveryMediumType.SMS, "email"))),
                Refusal.of(
                        "a token that is none",
                        "NotAuthorizedException",
                        "Invalid Access Token",
                        () -> set("x.y.z", SMS)),
                Refusal.of("nobody", "UserNotFoundException", "User does not exist.", () -> setByAdmin("nobody", SMS)));
    }
}
