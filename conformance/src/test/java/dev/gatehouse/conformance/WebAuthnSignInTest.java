package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.ParseException;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFactorType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExplicitAuthFlowsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RespondToAuthChallengeResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.WebAuthnFactorConfigurationType;

/// The challenge WEB_AUTHN, and a passkey that counts as both factors (`WebAuthnMfaSettings`).
class WebAuthnSignInTest {
    private static TestPool pool;
    private static TestClient client;

    private String user;
    private String token;
    private PasskeyHolder passkey;

    @BeforeAll
    static void create() {
        pool = TestPool.create(settings -> settings.policies(policies -> policies.signInPolicy(
                policy -> policy.allowedFirstAuthFactors(AuthFactorType.PASSWORD, AuthFactorType.WEB_AUTHN))));
        pool.admin()
                .setUserPoolMfaConfig(request -> request.userPoolId(pool.id())
                        .mfaConfiguration(UserPoolMfaType.OPTIONAL)
                        .smsMfaConfiguration(sms -> sms.smsConfiguration(
                                configuration -> configuration.snsCallerArn("arn:aws:iam::000000000000:role/sms")))
                        .webAuthnConfiguration(passkeys -> passkeys.relyingPartyId(PasskeyHolder.RP)
                                .factorConfiguration(
                                        WebAuthnFactorConfigurationType.MULTI_FACTOR_WITH_USER_VERIFICATION)));
        client = pool.client(settings -> settings.explicitAuthFlows(
                ExplicitAuthFlowsType.ALLOW_USER_AUTH, ExplicitAuthFlowsType.ALLOW_USER_PASSWORD_AUTH));
    }

    @BeforeEach
    void register() throws ParseException {
        user = pool.user(Names.unique("user"), Map.of("phone_number", "+4915112345678"));
        token = client.signIn(user).accessToken();
        passkey = PasskeyHolder.registered(pool, token);
    }

    @Test
    void aPreferredPasskeySignsInOnce() throws ParseException {
        InitiateAuthResponse asked = begin(Map.of("USERNAME", user, "PREFERRED_CHALLENGE", "WEB_AUTHN"));
        assertThat(asked.challengeName()).isEqualTo(ChallengeNameType.WEB_AUTHN);
        assertThat(asked.challengeParameters()).containsOnlyKeys("CREDENTIAL_REQUEST_OPTIONS");
        String credential = passkey.sign(asked.challengeParameters());
        assertThat(answer(asked.session(), credential).authenticationResult()).isNotNull();
        Refusal.refused("NotAuthorizedException", () -> answer(asked.session(), credential));
    }

    @Test
    void aChosenPasskeySignsIn() throws ParseException {
        InitiateAuthResponse choice = begin(Map.of("USERNAME", user));
        assertThat(choice.challengeName()).isEqualTo(ChallengeNameType.SELECT_CHALLENGE);
        assertThat(choice.availableChallenges())
                .containsExactly(
                        ChallengeNameType.PASSWORD_SRP, ChallengeNameType.PASSWORD, ChallengeNameType.WEB_AUTHN);
        RespondToAuthChallengeResponse asked = client.respond(
                ChallengeNameType.SELECT_CHALLENGE, choice.session(), Map.of("USERNAME", user, "ANSWER", "WEB_AUTHN"));
        assertThat(answer(asked.session(), passkey.sign(asked.challengeParameters()))
                        .authenticationResult())
                .isNotNull();
    }

    @Test
    void whatProvesNothingIsRefused() throws ParseException {
        InitiateAuthResponse asked = begin(Map.of("USERNAME", user, "PREFERRED_CHALLENGE", "WEB_AUTHN"));
        String other = passkey.sign(begin(Map.of("USERNAME", user, "PREFERRED_CHALLENGE", "WEB_AUTHN"))
                .challengeParameters());
        Refusal.refused("NotAuthorizedException", () -> answer(asked.session(), other));
        Refusal.refused("NotAuthorizedException", () -> answer(asked.session(), "{}"));
        Refusal.refused(
                "InvalidParameterException",
                () -> client.respond(ChallengeNameType.WEB_AUTHN, asked.session(), Map.of("USERNAME", user)));
    }

    @Test
    void aVerifiedPasskeyIsBothFactors() throws ParseException {
        pool.anonymous()
                .setUserMFAPreference(request -> request.accessToken(token)
                        .smsMfaSettings(sms -> sms.enabled(true))
                        .webAuthnMfaSettings(settings -> settings.enabled(true)));
        assertThat(pool.anonymous()
                        .getUser(request -> request.accessToken(token))
                        .userMFASettingList())
                .containsExactly("SMS_MFA", "WEB_AUTHN_MFA");
        assertThat(client.password(user, Names.PASSWORD).challengeName()).isEqualTo(ChallengeNameType.SMS_MFA);
        InitiateAuthResponse asked = begin(Map.of("USERNAME", user, "PREFERRED_CHALLENGE", "WEB_AUTHN"));
        passkey.verifies(false);
        String unverified = passkey.sign(asked.challengeParameters());
        Refusal.refused("NotAuthorizedException", () -> answer(asked.session(), unverified));
        passkey.verifies(true);
        assertThat(answer(asked.session(), passkey.sign(asked.challengeParameters()))
                        .authenticationResult())
                .isNotNull();
    }

    @Test
    void theSwitchNeedsAnotherFactorBesideIt() {
        Refusal.refused(
                "InvalidParameterException",
                () -> pool.anonymous()
                        .setUserMFAPreference(request ->
                                request.accessToken(token).webAuthnMfaSettings(settings -> settings.enabled(true))));
        Refusal.refused(
                "InvalidParameterException",
                () -> pool.admin()
                        .adminSetUserMFAPreference(request -> request.userPoolId(pool.id())
                                .username(user)
                                .webAuthnMfaSettings(settings -> settings.enabled(true))));
    }

    private InitiateAuthResponse begin(Map<String, String> parameters) {
        return client.initiate(AuthFlowType.USER_AUTH, parameters);
    }

    private RespondToAuthChallengeResponse answer(String session, String credential) {
        return client.respond(ChallengeNameType.WEB_AUTHN, session, Map.of("USERNAME", user, "CREDENTIAL", credential));
    }
}
