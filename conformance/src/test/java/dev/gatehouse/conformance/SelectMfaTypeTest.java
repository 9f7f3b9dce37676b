package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType.EMAIL_OTP;
import static software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType.SELECT_MFA_TYPE;
import static software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType.SMS_MFA;
import static software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType.SOFTWARE_TOKEN_MFA;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RespondToAuthChallengeResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;

/// The SELECT_MFA_TYPE challenge.
class SelectMfaTypeTest {
    private static SecondFactors factors;

    @BeforeAll
    static void create() {
        factors = SecondFactors.pool(UserPoolMfaType.OPTIONAL, SMS_MFA, SOFTWARE_TOKEN_MFA, EMAIL_OTP);
    }

    private static RespondToAuthChallengeResponse choose(String session, SecondFactors.Person person, String factor) {
        return factors.answer(SELECT_MFA_TYPE, session, person, "ANSWER", factor);
    }

    @Test
    void eachFactorCanBeChosen() {
        for (ChallengeNameType factor : new ChallengeNameType[] {SMS_MFA, EMAIL_OTP, SOFTWARE_TOKEN_MFA}) {
            SecondFactors.Person person = factors.person();
            Totp app = factors.app(person);
            factors.prefer(
                    person,
                    wishes -> wishes.smsMfaSettings(sms -> sms.enabled(true))
                            .emailMfaSettings(mail -> mail.enabled(true)));
            RespondToAuthChallengeResponse asked = factors.client().signInBySrp(person.name(), Names.PASSWORD);
            assertThat(asked.challengeName()).isEqualTo(SELECT_MFA_TYPE);
            assertThat(asked.challengeParameters())
                    .containsEntry("MFAS_CAN_CHOOSE", "[\"SOFTWARE_TOKEN_MFA\",\"SMS_MFA\",\"EMAIL_OTP\"]");
            RespondToAuthChallengeResponse chosen = choose(asked.session(), person, factor.toString());
            assertThat(chosen.challengeName()).isEqualTo(factor);
            String code = factor == SOFTWARE_TOKEN_MFA ? app.second() : factors.sent(factor, person);
            assertThat(factors.code(factor, chosen.session(), person, code).authenticationResult())
                    .isNotNull();
        }
    }

    /// Nothing is sent before a choice is made.
    @Test
    void noMessageGoesOutBeforeTheChoice() {
        SecondFactors.Person person = factors.personWith(SMS_MFA, EMAIL_OTP);
        String session = factors.session(person);
        Outbox outbox = factors.pool().server().outbox();
        assertThat(outbox.to(person.phone())).isEmpty();
        assertThat(outbox.to(person.email())).isEmpty();
        choose(session, person, "EMAIL_OTP");
        assertThat(outbox.to(person.phone())).isEmpty();
        assertThat(outbox.to(person.email())).hasSize(1);
    }

    /// A choice is made once, and only the chosen factor's code admits.
    @Test
    void aChoiceStands() {
        SecondFactors.Person person = factors.personWith(SMS_MFA, EMAIL_OTP);
        String session = factors.session(person);
        RespondToAuthChallengeResponse chosen = choose(session, person, "EMAIL_OTP");
        Refusal.refused("NotAuthorizedException", SecondFactors.ONCE, () -> choose(session, person, "SMS_MFA"));
        String code = factors.sent(EMAIL_OTP, person);
        Refusal.refused(
                "NotAuthorizedException",
                SecondFactors.INVALID,
                () -> factors.code(SMS_MFA, chosen.session(), person, code));
        Refusal.refused(
                "NotAuthorizedException", SecondFactors.INVALID, () -> factors.code(EMAIL_OTP, session, person, code));
        assertThat(factors.code(EMAIL_OTP, chosen.session(), person, code).authenticationResult())
                .isNotNull();
    }

    @TestFactory
    Stream<DynamicTest> refuses() {
        SecondFactors.Person person = factors.personWith(SMS_MFA, EMAIL_OTP);
        String session = factors.session(person);
        SecondFactors.Person changed = factors.personWith(SMS_MFA, EMAIL_OTP);
        String before = factors.session(changed);
        factors.pool()
                .admin()
                .adminDeleteUserAttributes(
                        request -> request.userPoolId(factors.pool().id())
                                .username(changed.name())
                                .userAttributeNames("phone_number"));
        String notOffered = "The MFA type is not one of those offered.";
        return Refusal.tests(
                Refusal.of(
                        "no answer",
                        "InvalidParameterException",
                        "Missing required parameter ANSWER",
                        () -> factors.client().respond(SELECT_MFA_TYPE, session, Map.of("USERNAME", person.name()))),
                Refusal.of(
                        "a factor that was not offered",
                        "InvalidParameterException",
                        notOffered,
                        () -> choose(session, person, "SOFTWARE_TOKEN_MFA")),
                Refusal.of(
                        "a name that is no factor",
                        "InvalidParameterException",
                        notOffered,
                        () -> choose(session, person, "PASSWORD")),
                Refusal.of(
                        "a factor whose address is gone",
                        "NotAuthorizedException",
                        SecondFactors.INVALID,
                        () -> choose(before, changed, "SMS_MFA")));
    }
}
