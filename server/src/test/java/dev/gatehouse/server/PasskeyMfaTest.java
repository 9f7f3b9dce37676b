package dev.gatehouse.server;

import static dev.gatehouse.server.PasskeyWorld.PASSWORD;
import static dev.gatehouse.server.PasskeyWorld.RP;
import static dev.gatehouse.server.PasskeyWorld.authenticator;
import static dev.gatehouse.server.PasskeyWorld.challenge;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.authenticator.SoftAuthenticator;
import dev.gatehouse.model.cognitoidp.AdminGetUserRequest;
import dev.gatehouse.model.cognitoidp.AdminSetUserMFAPreferenceRequest;
import dev.gatehouse.model.cognitoidp.AdminUpdateUserAttributesRequest;
import dev.gatehouse.model.cognitoidp.AttributeType;
import dev.gatehouse.model.cognitoidp.ChallengeNameType;
import dev.gatehouse.model.cognitoidp.CognitoIdp;
import dev.gatehouse.model.cognitoidp.GetUserAuthFactorsRequest;
import dev.gatehouse.model.cognitoidp.InitiateAuthResponse;
import dev.gatehouse.model.cognitoidp.RespondToAuthChallengeResponse;
import dev.gatehouse.model.cognitoidp.SMSMfaSettingsType;
import dev.gatehouse.model.cognitoidp.SetUserMFAPreferenceRequest;
import dev.gatehouse.model.cognitoidp.SetUserPoolMfaConfigRequest;
import dev.gatehouse.model.cognitoidp.SmsConfigurationType;
import dev.gatehouse.model.cognitoidp.SmsMfaConfigType;
import dev.gatehouse.model.cognitoidp.UserPoolMfaType;
import dev.gatehouse.model.cognitoidp.WebAuthnConfigurationType;
import dev.gatehouse.model.cognitoidp.WebAuthnFactorConfigurationType;
import dev.gatehouse.model.cognitoidp.WebAuthnMfaSettingsType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A passkey that counts as both factors: `WebAuthnMfaSettings`, and what USER_AUTH makes of it.
class PasskeyMfaTest {
    private static final WebAuthnFactorConfigurationType BOTH =
            WebAuthnFactorConfigurationType.MULTI_FACTOR_WITH_USER_VERIFICATION;
    private static final WebAuthnFactorConfigurationType ONE = WebAuthnFactorConfigurationType.SINGLE_FACTOR;

    @TempDir
    Path folder;

    private PasskeyWorld world;
    private String client;
    private String token;
    private SoftAuthenticator authenticator;

    @BeforeEach
    void someoneWithAPhoneAndAPasskey() throws Exception {
        world = new PasskeyWorld(folder);
        client = world.choiceClient(world.pool);
        world.server.call(
                CognitoIdp.ADMIN_UPDATE_USER_ATTRIBUTES,
                AdminUpdateUserAttributesRequest.builder()
                        .userPoolId(world.pool)
                        .username("nora")
                        .userAttributes(List.of(AttributeType.builder()
                                .name("phone_number")
                                .value("+4915112345678")
                                .build()))
                        .build());
        token = world.token("nora");
        authenticator = authenticator();
        world.register(token, authenticator);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = UserPoolMfaType.class,
            names = {"ON", "OPTIONAL"})
    void aPasskeyThatVerifiesItsHolderIsBothFactors(UserPoolMfaType mode) {
        pool(mode, BOTH);
        set(true, true);
        InitiateAuthResponse asked = world.begin(client, "nora", "PREFERRED_CHALLENGE", "WEB_AUTHN");
        assertThat(asked.challengeName()).isEqualTo(ChallengeNameType.WEB_AUTHN);
        assertThat(asked.challengeParameters().get("CREDENTIAL_REQUEST_OPTIONS"))
                .contains("\"userVerification\":\"required\"");
        String own = challenge(asked.challengeParameters());
        refused(
                () -> answer(asked, authenticator.verifies(false).signIn(own)),
                "NotAuthorizedException",
                "Incorrect username or password.");
        assertThat(world.server.trail().reason()).contains("PASSKEY_NOT_VERIFIED");
        assertThat(answer(asked, authenticator.verifies(true).signIn(own)).authenticationResult())
                .isNotNull();
        assertThat(byPassword()).isEqualTo(ChallengeNameType.SMS_MFA);
    }

    @Test
    void withoutTheSwitchThePasswordAndItsSecondFactorAreAsked() {
        pool(UserPoolMfaType.ON, BOTH);
        set(true, null);
        assertThat(offered()).doesNotContain(ChallengeNameType.WEB_AUTHN);
        set(true, true);
        assertThat(offered()).contains(ChallengeNameType.WEB_AUTHN);
        set(null, false);
        assertThat(offered()).doesNotContain(ChallengeNameType.WEB_AUTHN);
    }

    @Test
    void withoutASecondFactorAPasskeyIsEnoughWhereNoneIsRequired() {
        pool(UserPoolMfaType.OPTIONAL, BOTH);
        assertThat(offered()).contains(ChallengeNameType.WEB_AUTHN);
        pool(UserPoolMfaType.ON, BOTH);
        assertThat(offered()).doesNotContain(ChallengeNameType.WEB_AUTHN);
    }

    @Test
    void aPoolThatChangesItsMindMeanwhileEndsTheSession() {
        pool(UserPoolMfaType.OPTIONAL, BOTH);
        set(true, true);
        InitiateAuthResponse asked = world.begin(client, "nora", "PREFERRED_CHALLENGE", "WEB_AUTHN");
        pool(UserPoolMfaType.OPTIONAL, ONE);
        assertThat(offered()).doesNotContain(ChallengeNameType.WEB_AUTHN);
        refused(
                () -> answer(asked, authenticator.signIn(challenge(asked.challengeParameters()))),
                "NotAuthorizedException",
                "Invalid session for the user.");
    }

    @Test
    void itIsListedLastAndGoesWithTheOtherFactors() {
        pool(UserPoolMfaType.OPTIONAL, BOTH);
        set(true, true);
        assertThat(list()).containsExactly("SMS_MFA", "WEB_AUTHN_MFA");
        assertThat(world.server
                        .call(
                                CognitoIdp.GET_USER_AUTH_FACTORS,
                                GetUserAuthFactorsRequest.builder()
                                        .accessToken(token)
                                        .build())
                        .userMFASettingList())
                .containsExactly("SMS_MFA", "WEB_AUTHN_MFA");
        set(false, null);
        assertThat(list()).isNull();
        set(true, null);
        assertThat(list()).containsExactly("SMS_MFA");
    }

    @Test
    void administratorsSetItToo() {
        pool(UserPoolMfaType.OPTIONAL, BOTH);
        AdminSetUserMFAPreferenceRequest.Builder request = AdminSetUserMFAPreferenceRequest.builder()
                .userPoolId(world.pool)
                .username("nora")
                .webAuthnMfaSettings(passkey(true));
        refused(
                () -> world.server.call(CognitoIdp.ADMIN_SET_USER_MFA_PREFERENCE, request.build()),
                "InvalidParameterException",
                "WebAuthn MFA requires enabling an additional MFA setting.");
        world.server.call(
                CognitoIdp.ADMIN_SET_USER_MFA_PREFERENCE,
                request.smsMfaSettings(sms(true)).build());
        assertThat(list()).containsExactly("SMS_MFA", "WEB_AUTHN_MFA");
    }

    @Test
    void whatCannotBeIsRefused() {
        pool(UserPoolMfaType.OPTIONAL, ONE);
        refused(() -> set(true, true), "InvalidParameterException", "WebAuthn MFA is not enabled for the user pool.");
        pool(UserPoolMfaType.OPTIONAL, BOTH);
        set(true, null);
        refused(
                () -> set(null, true),
                "InvalidParameterException",
                "WebAuthn MFA requires enabling an additional MFA setting.");
        world.user(world.pool, "max");
        AdminSetUserMFAPreferenceRequest max = AdminSetUserMFAPreferenceRequest.builder()
                .userPoolId(world.pool)
                .username("max")
                .smsMfaSettings(sms(true))
                .webAuthnMfaSettings(passkey(true))
                .build();
        refused(
                () -> world.server.call(CognitoIdp.ADMIN_SET_USER_MFA_PREFERENCE, max),
                "InvalidParameterException",
                "User does not have applicable WebAuthn credentials to enable WebAuthn MFA.");
        assertThat(list()).containsExactly("SMS_MFA");
    }

    private void pool(UserPoolMfaType mode, WebAuthnFactorConfigurationType passkeys) {
        world.server.call(
                CognitoIdp.SET_USER_POOL_MFA_CONFIG,
                SetUserPoolMfaConfigRequest.builder()
                        .userPoolId(world.pool)
                        .mfaConfiguration(mode)
                        .smsMfaConfiguration(SmsMfaConfigType.builder()
                                .smsConfiguration(SmsConfigurationType.builder()
                                        .snsCallerArn("arn:aws:iam::000000000000:role/sms")
                                        .build())
                                .build())
                        .webAuthnConfiguration(WebAuthnConfigurationType.builder()
                                .relyingPartyId(RP)
                                .factorConfiguration(passkeys)
                                .build())
                        .build());
        world.server.pass(Duration.ofSeconds(10));
    }

    private void set(@Nullable Boolean sms, @Nullable Boolean passkey) {
        world.server.call(
                CognitoIdp.SET_USER_MFA_PREFERENCE,
                SetUserMFAPreferenceRequest.builder()
                        .accessToken(token)
                        .smsMfaSettings(sms == null ? null : sms(sms))
                        .webAuthnMfaSettings(passkey == null ? null : passkey(passkey))
                        .build());
    }

    private static SMSMfaSettingsType sms(boolean enabled) {
        return SMSMfaSettingsType.builder().enabled(enabled).build();
    }

    private static WebAuthnMfaSettingsType passkey(boolean enabled) {
        return WebAuthnMfaSettingsType.builder().enabled(enabled).build();
    }

    private List<String> list() {
        return world.server
                .call(
                        CognitoIdp.ADMIN_GET_USER,
                        AdminGetUserRequest.builder()
                                .userPoolId(world.pool)
                                .username("nora")
                                .build())
                .userMFASettingList();
    }

    private List<ChallengeNameType> offered() {
        return world.begin(client, "nora").availableChallenges();
    }

    private ChallengeNameType byPassword() {
        return world.begin(client, "nora", "PREFERRED_CHALLENGE", "PASSWORD", "PASSWORD", PASSWORD)
                .challengeName();
    }

    private RespondToAuthChallengeResponse answer(InitiateAuthResponse asked, String credential) {
        return world.respond(client, ChallengeNameType.WEB_AUTHN, asked.session(), "nora", "CREDENTIAL", credential);
    }

    private static void refused(ThrowingCallable call, String code, String text) {
        assertThatThrownBy(call).hasFieldOrPropertyWithValue("code", code).hasMessage(text);
    }
}
