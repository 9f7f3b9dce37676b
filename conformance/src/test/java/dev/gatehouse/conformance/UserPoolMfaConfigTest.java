package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserPoolMfaConfigResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SetUserPoolMfaConfigRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;

/// GetUserPoolMfaConfig and SetUserPoolMfaConfig.
class UserPoolMfaConfigTest {
    private static TestPool pool;

    @BeforeAll
    static void create() {
        pool = TestPool.create();
    }

    private static GetUserPoolMfaConfigResponse get(TestPool pool) {
        return pool.admin().getUserPoolMfaConfig(request -> request.userPoolId(pool.id()));
    }

    private static void set(TestPool pool, Consumer<SetUserPoolMfaConfigRequest.Builder> settings) {
        pool.admin().setUserPoolMfaConfig(request -> settings.accept(request.userPoolId(pool.id())));
    }

    /// A block more would be an endless difference for infrastructure tools.
    @Test
    void aFreshPoolAnswersOffAndNothingElse() {
        GetUserPoolMfaConfigResponse fresh = get(TestPool.create());
        assertThat(fresh.mfaConfiguration()).isEqualTo(UserPoolMfaType.OFF);
        assertThat(fresh.smsMfaConfiguration()).isNull();
        assertThat(fresh.softwareTokenMfaConfiguration()).isNull();
        assertThat(fresh.emailMfaConfiguration()).isNull();
        assertThat(fresh.webAuthnConfiguration()).isNull();
    }

    @Test
    void aBlockStaysUntilMfaIsTurnedOff() {
        TestPool changing = TestPool.create();
        set(
                changing,
                config -> config.mfaConfiguration(UserPoolMfaType.OPTIONAL)
                        .softwareTokenMfaConfiguration(token -> token.enabled(true)));
        assertThat(get(changing).softwareTokenMfaConfiguration().enabled()).isTrue();
        assertThat(get(changing).mfaConfiguration()).isEqualTo(UserPoolMfaType.OPTIONAL);
        assertThat(changing.admin()
                        .describeUserPool(request -> request.userPoolId(changing.id()))
                        .userPool()
                        .mfaConfiguration())
                .isEqualTo(UserPoolMfaType.OPTIONAL);
        set(changing, config -> config.webAuthnConfiguration(passkey -> passkey.relyingPartyId("example.com")));
        assertThat(get(changing).mfaConfiguration()).isEqualTo(UserPoolMfaType.OFF);
        assertThat(get(changing).softwareTokenMfaConfiguration()).isNull();
        assertThat(get(changing).webAuthnConfiguration().relyingPartyId()).isEqualTo("example.com");
    }

    /// What is set is what sign-in asks for from then on.
    @Test
    void theSettingsTakeEffectAtTheNextSignIn() {
        SecondFactors factors =
                SecondFactors.pool(UserPoolMfaType.OPTIONAL, ChallengeNameType.SMS_MFA, ChallengeNameType.EMAIL_OTP);
        SecondFactors.Person person = factors.personWith(ChallengeNameType.SMS_MFA, ChallengeNameType.EMAIL_OTP);
        assertThat(asked(factors, person)).isEqualTo(ChallengeNameType.SELECT_MFA_TYPE);
        factors.configure(UserPoolMfaType.OPTIONAL, ChallengeNameType.EMAIL_OTP);
        assertThat(asked(factors, person)).isEqualTo(ChallengeNameType.EMAIL_OTP);
        factors.configure(UserPoolMfaType.OPTIONAL, ChallengeNameType.SOFTWARE_TOKEN_MFA);
        assertThat(asked(factors, person)).isNull();
        factors.configure(UserPoolMfaType.ON, ChallengeNameType.SOFTWARE_TOKEN_MFA);
        assertThat(asked(factors, person)).isEqualTo(ChallengeNameType.MFA_SETUP);
        factors.configure(UserPoolMfaType.OFF);
        assertThat(asked(factors, person)).isNull();
        assertThat(factors.active(person)).containsExactly("SMS_MFA", "EMAIL_OTP");
    }

    private static ChallengeNameType asked(SecondFactors factors, SecondFactors.Person person) {
        return factors.client().password(person.name(), Names.PASSWORD).challengeName();
    }

    @Test
    void eachBlockIsEchoedAsItWasSet() {
        SecondFactors factors =
                SecondFactors.pool(UserPoolMfaType.ON, ChallengeNameType.SMS_MFA, ChallengeNameType.EMAIL_OTP);
        GetUserPoolMfaConfigResponse config = get(factors.pool());
        assertThat(config.mfaConfiguration()).isEqualTo(UserPoolMfaType.ON);
        assertThat(config.smsMfaConfiguration().smsAuthenticationMessage()).isEqualTo("The shop's code is {####}.");
        assertThat(config.smsMfaConfiguration().smsConfiguration().externalId()).isEqualTo("shop");
        assertThat(config.emailMfaConfiguration().subject()).isEqualTo("Sign in to the shop");
        assertThat(config.softwareTokenMfaConfiguration()).isNull();
    }

    @TestFactory
    Stream<DynamicTest> refuses() {
        return Refusal.tests(
                refusal(
                        "off with a factor",
                        "Invalid MFA configuration given, can't turn off MFA and configure an MFA" + " together.",
                        config -> config.mfaConfiguration(UserPoolMfaType.OFF)
                                .softwareTokenMfaConfiguration(token -> token.enabled(true))),
                refusal(
                        "a factor alone",
                        "Invalid MFA configuration given, can't turn off MFA and configure an MFA" + " together.",
                        config -> config.softwareTokenMfaConfiguration(token -> token.enabled(true))),
                refusal(
                        "on without a factor",
                        "Invalid MFA Configuration given. SMS MFA, Email MFA, or Software Token"
                                + " MFA must be enabled.",
                        config -> config.mfaConfiguration(UserPoolMfaType.ON)),
                Refusal.of(
                        "e-mail without a sender of one's own",
                        "InvalidParameterException",
                        "Email MFA requires an EmailConfiguration with EmailSendingAccount DEVELOPER.",
                        () -> set(
                                pool,
                                config -> config.mfaConfiguration(UserPoolMfaType.OPTIONAL)
                                        .emailMfaConfiguration(
                                                mail -> mail.subject("Code").message("{####}")))),
                Refusal.of(
                        "the last factor off",
                        "InvalidParameterException",
                        "Invalid MFA configuration given, can't disable all MFAs with a required or optional"
                                + " configuration.",
                        () -> {
                            TestPool apps = SecondFactors.pool(
                                            UserPoolMfaType.OPTIONAL, ChallengeNameType.SOFTWARE_TOKEN_MFA)
                                    .pool();
                            set(
                                    apps,
                                    config -> config.mfaConfiguration(UserPoolMfaType.OPTIONAL)
                                            .softwareTokenMfaConfiguration(token -> token.enabled(false)));
                        }),
                Refusal.of(
                        "an unknown pool",
                        "ResourceNotFoundException",
                        "User pool " + Names.NO_POOL + " does not exist.",
                        () -> pool.admin().setUserPoolMfaConfig(request -> request.userPoolId(Names.NO_POOL))));
    }

    private static Refusal refusal(String name, String text, Consumer<SetUserPoolMfaConfigRequest.Builder> settings) {
        return Refusal.of(name, "InvalidParameterException", text, () -> set(pool, settings));
    }
}
