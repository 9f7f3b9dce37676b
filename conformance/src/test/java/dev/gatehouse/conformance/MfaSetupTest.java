package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType.EMAIL_OTP;
import static software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType.MFA_SETUP;
import static software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType.SMS_MFA;
import static software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType.SOFTWARE_TOKEN_MFA;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RespondToAuthChallengeResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;

/// The MFA_SETUP challenge.
class MfaSetupTest {
    private static SecondFactors factors;

    @BeforeAll
    static void create() {
        factors = SecondFactors.pool(UserPoolMfaType.ON, SMS_MFA, SOFTWARE_TOKEN_MFA, EMAIL_OTP);
    }

    private static RespondToAuthChallengeResponse email(String session, SecondFactors.Person person, String address) {
        return factors.answer(MFA_SETUP, session, person, "EMAIL", address);
    }

    @Test
    void anAppIsSetUpAfterSrpAndSignsInFromThenOn() {
        SecondFactors.Person person = factors.person(null, null);
        RespondToAuthChallengeResponse asked = factors.client().signInBySrp(person.name(), Names.PASSWORD);
        assertThat(asked.challengeName()).isEqualTo(MFA_SETUP);
        assertThat(asked.challengeParameters())
                .containsEntry("MFAS_CAN_SETUP", "[\"SMS_MFA\",\"SOFTWARE_TOKEN_MFA\",\"EMAIL_OTP\"]")
                .containsEntry("USER_ID_FOR_SRP", person.name());
        var associated = factors.associateIn(asked.session());
        Totp app = new Totp(associated.secretCode());
        String verified = factors.verifyIn(associated.session(), app.first()).session();
        assertThat(factors.setUp(verified, person).authenticationResult()).isNotNull();
        Refusal.refused("NotAuthorizedException", SecondFactors.ONCE, () -> factors.setUp(verified, person));
        RespondToAuthChallengeResponse next = factors.client().signInBySrp(person.name(), Names.PASSWORD);
        assertThat(next.challengeName()).isEqualTo(SOFTWARE_TOKEN_MFA);
        assertThat(factors.code(SOFTWARE_TOKEN_MFA, next.session(), person, app.second())
                        .authenticationResult())
                .isNotNull();
    }

    /// The developer guide puts the session of VerifySoftwareToken among the responses.
    @Test
    void theSessionMayStandAmongTheResponses() {
        SecondFactors.Person person = factors.person(null, null);
        var associated = factors.associateIn(factors.session(person));
        String verified = factors.verifyIn(associated.session(), new Totp(associated.secretCode()).first())
                .session();
        assertThat(factors.answer(MFA_SETUP, null, person, "SESSION", verified).authenticationResult())
                .isNotNull();
    }

    @Test
    void anAddressIsSetUpByTheCodeSentToIt() {
        SecondFactors.Person person = factors.person(null, null);
        String session = factors.session(person);
        String address = Names.email();
        RespondToAuthChallengeResponse sent = email(session, person, address);
        assertThat(sent.challengeName()).isEqualTo(EMAIL_OTP);
        assertThat(sent.challengeParameters())
                .containsEntry("CODE_DELIVERY_DELIVERY_MEDIUM", "EMAIL")
                .containsEntry("CODE_DELIVERY_DESTINATION", "m***@e***");
        Refusal.refused("NotAuthorizedException", SecondFactors.ONCE, () -> email(session, person, Names.email()));
        String code = factors.pool().server().outbox().code(address);
        Refusal.refused(
                "CodeMismatchException",
                SecondFactors.WRONG_CODE,
                () -> factors.code(EMAIL_OTP, sent.session(), person, SecondFactors.other(code)));
        assertThat(factors.pool().attributesOf(person.name())).doesNotContainKey("email");
        assertThat(factors.code(EMAIL_OTP, sent.session(), person, code).authenticationResult())
                .isNotNull();
        assertThat(factors.pool().attributesOf(person.name()))
                .containsEntry("email", address)
                .containsEntry("email_verified", "true");
        assertThat(factors.active(person)).containsExactly("EMAIL_OTP");
    }

    /// A phone is not set up in the session: the administrator or the user sets it and sign-in begins again.
    @Test
    void aPhoneSetMeanwhileIsAskedAtTheNextSignIn() {
        SecondFactors.Person person = factors.person(null, null);
        String session = factors.session(person);
        String phone = Names.phone();
        factors.pool()
                .admin()
                .adminUpdateUserAttributes(
                        request -> request.userPoolId(factors.pool().id())
                                .username(person.name())
                                .userAttributes(TestPool.attributes(Map.of("phone_number", phone))));
        Refusal.refused("NotAuthorizedException", SecondFactors.INVALID, () -> factors.associateIn(session));
        InitiateAuthResponse asked = factors.client().password(person.name(), Names.PASSWORD);
        assertThat(asked.challengeName()).isEqualTo(SMS_MFA);
        assertThat(factors.code(
                                SMS_MFA,
                                asked.session(),
                                person,
                                factors.pool().server().outbox().code(phone))
                        .authenticationResult())
                .isNotNull();
    }

    /// Two sign-ins at once: the app set up first stays.
    @Test
    void anOlderSessionCannotReplaceTheApp() {
        SecondFactors.Person person = factors.person(null, null);
        String older = factors.session(person);
        var halfway = factors.associateIn(factors.session(person));
        var associated = factors.associateIn(factors.session(person));
        factors.verifyIn(associated.session(), new Totp(associated.secretCode()).first());
        Refusal.refused("NotAuthorizedException", SecondFactors.INVALID, () -> factors.associateIn(older));
        Refusal.refused(
                "NotAuthorizedException",
                SecondFactors.INVALID,
                () -> factors.verifyIn(halfway.session(), new Totp(halfway.secretCode()).first()));
        Refusal.refused("NotAuthorizedException", SecondFactors.INVALID, () -> email(older, person, Names.email()));
    }

    /// The first sign-in of an invited user: a password of their own, then the factor.
    @Test
    void itFollowsANewPassword() {
        String name = Names.unique("invited");
        factors.pool().invited(name, Map.of());
        SecondFactors.Person person = new SecondFactors.Person(name, null, null);
        InitiateAuthResponse first = factors.client().password(name, Names.PASSWORD);
        RespondToAuthChallengeResponse asked = factors.answer(
                ChallengeNameType.NEW_PASSWORD_REQUIRED, first.session(), person, "NEW_PASSWORD", Names.OTHER_PASSWORD);
        assertThat(asked.challengeName()).isEqualTo(MFA_SETUP);
        var associated = factors.associateIn(asked.session());
        String verified = factors.verifyIn(associated.session(), new Totp(associated.secretCode()).first())
                .session();
        assertThat(factors.setUp(verified, person).authenticationResult()).isNotNull();
        assertThat(factors.client().signInBySrp(name, Names.OTHER_PASSWORD).challengeName())
                .isEqualTo(SOFTWARE_TOKEN_MFA);
    }

    @TestFactory
    Stream<DynamicTest> refuses() {
        SecondFactors apps = SecondFactors.pool(UserPoolMfaType.ON, SOFTWARE_TOKEN_MFA);
        SecondFactors.Person appOnly = apps.person(null, null);
        String appSession = apps.session(appOnly);
        SecondFactors mails = SecondFactors.pool(UserPoolMfaType.ON, EMAIL_OTP);
        SecondFactors.Person mailOnly = mails.person(null, null);
        String mailSession = mails.session(mailOnly);
        SecondFactors.Person person = factors.person(null, null);
        String session = factors.session(person);
        String associated = factors.associateIn(factors.session(person)).session();
        return Refusal.tests(
                Refusal.of(
                        "an end before any set-up",
                        "NotAuthorizedException",
                        SecondFactors.INVALID,
                        () -> apps.setUp(appSession, appOnly)),
                Refusal.of(
                        "an end before any code",
                        "InvalidParameterException",
                        "Missing required parameter EMAIL",
                        () -> factors.setUp(associated, person)),
                Refusal.of(
                        "no address",
                        "InvalidParameterException",
                        "Missing required parameter EMAIL",
                        () -> mails.setUp(mailSession, mailOnly)),
                Refusal.of(
                        "an address where only apps are offered",
                        "InvalidParameterException",
                        "The MFA type is not one of those offered.",
                        () -> apps.answer(MFA_SETUP, appSession, appOnly, "EMAIL", Names.email())),
                Refusal.of(
                        "an app where only addresses are offered",
                        "NotAuthorizedException",
                        SecondFactors.INVALID,
                        () -> mails.associateIn(mailSession)),
                Refusal.of(
                        "an address that is none",
                        "InvalidParameterException",
                        "Invalid email address format.",
                        () -> email(session, person, "nobody")));
    }
}
