package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType.EMAIL_OTP;
import static software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType.SMS_MFA;
import static software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType.SOFTWARE_TOKEN_MFA;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminGetUserAuthFactorsResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFactorType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserAuthFactorsResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;

/// GetUserAuthFactors and AdminGetUserAuthFactors.
class GetUserAuthFactorsTest {
    private static SecondFactors factors;

    @BeforeAll
    static void create() {
        factors = SecondFactors.pool(
                Gatehouse.shared(),
                settings ->
                        settings.policies(policies -> policies.signInPolicy(allowed -> allowed.allowedFirstAuthFactors(
                                AuthFactorType.PASSWORD, AuthFactorType.EMAIL_OTP, AuthFactorType.SMS_OTP))),
                UserPoolMfaType.OPTIONAL,
                SMS_MFA,
                SOFTWARE_TOKEN_MFA,
                EMAIL_OTP);
    }

    private static GetUserAuthFactorsResponse get(String token) {
        return factors.pool().anonymous().getUserAuthFactors(request -> request.accessToken(token));
    }

    private static AdminGetUserAuthFactorsResponse adminGet(String name) {
        return factors.pool()
                .admin()
                .adminGetUserAuthFactors(
                        request -> request.userPoolId(factors.pool().id()).username(name));
    }

    @Test
    void firstAndSecondFactorsAreListed() {
        SecondFactors.Person person = factors.person();
        String token = factors.accessToken(person);
        GetUserAuthFactorsResponse before = get(token);
        assertThat(before.username()).isEqualTo(person.name());
        assertThat(before.preferredMfaSetting()).isNull();
        assertThat(before.userMFASettingList()).isEmpty();
        assertThat(before.configuredUserAuthFactors()).containsExactly(AuthFactorType.PASSWORD);
        factors.app(person);
        factors.prefer(
                person, wishes -> wishes.smsMfaSettings(sms -> sms.enabled(true).preferredMfa(true)));
        GetUserAuthFactorsResponse after = get(token);
        assertThat(after.userMFASettingList()).containsExactly("SOFTWARE_TOKEN_MFA", "SMS_MFA");
        assertThat(after.preferredMfaSetting()).isEqualTo("SMS_MFA");
        AdminGetUserAuthFactorsResponse admin = adminGet(person.name());
        assertThat(admin.username()).isEqualTo(person.name());
        assertThat(admin.userMFASettingList()).isEqualTo(after.userMFASettingList());
        assertThat(admin.preferredMfaSetting()).isEqualTo("SMS_MFA");
        assertThat(admin.configuredUserAuthFactors()).containsExactly(AuthFactorType.PASSWORD);
    }

    /// A code is a first factor only where the pool allows it and the address is verified.
    @Test
    void verifiedAddressesAreFirstFactors() {
        String name = factors.pool()
                .user(
                        Names.unique("user"),
                        Map.of(
                                "email",
                                Names.email(),
                                "email_verified",
                                "true",
                                "phone_number",
                                Names.phone(),
                                "phone_number_verified",
                                "true"));
        String token = factors.client().signIn(name).accessToken();
        assertThat(get(token).configuredUserAuthFactors())
                .containsExactlyInAnyOrder(AuthFactorType.PASSWORD, AuthFactorType.EMAIL_OTP, AuthFactorType.SMS_OTP);
        assertThat(adminGet(name).configuredUserAuthFactors())
                .isEqualTo(get(token).configuredUserAuthFactors());
    }

    @TestFactory
    Stream<DynamicTest> refuses() {
        return Refusal.tests(
                Refusal.of(
                        "a token that is none", "NotAuthorizedException", "Invalid Access Token", () -> get("x.y.z")),
                Refusal.of("nobody", "UserNotFoundException", "User does not exist.", () -> adminGet("nobody")),
                Refusal.of(
                        "an unknown pool",
                        "ResourceNotFoundException",
                        "User pool " + Names.NO_POOL + " does not exist.",
                        () -> factors.pool()
                                .admin()
                                .adminGetUserAuthFactors(request ->
                                        request.userPoolId(Names.NO_POOL).username("nobody"))));
    }
}
