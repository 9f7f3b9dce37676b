package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType.SMS_MFA;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RespondToAuthChallengeResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;

/// The SMS_MFA challenge.
class SmsMfaTest {
    private static SecondFactors factors;

    @BeforeAll
    static void create() {
        factors = SecondFactors.pool(UserPoolMfaType.OPTIONAL, SMS_MFA);
    }

    @Test
    void theCodeOfTheMessageSignsInAndVerifiesTheNumber() {
        SecondFactors.Person person = factors.personWith(SMS_MFA);
        InitiateAuthResponse asked = factors.client().password(person.name(), Names.PASSWORD);
        assertThat(asked.challengeName()).isEqualTo(SMS_MFA);
        assertThat(asked.authenticationResult()).isNull();
        assertThat(asked.session()).hasSizeBetween(20, 2048);
        String end = person.phone().substring(person.phone().length() - 4);
        assertThat(asked.challengeParameters())
                .containsEntry("CODE_DELIVERY_DELIVERY_MEDIUM", "SMS")
                .hasEntrySatisfying(
                        "CODE_DELIVERY_DESTINATION", to -> assertThat(to).matches("\\+\\*+" + end))
                .containsEntry("USER_ID_FOR_SRP", person.name());
        Outbox.Message message = factors.pool().server().outbox().newest(person.phone());
        assertThat(message.medium()).isEqualToIgnoringCase("sms");
        assertThat(message.text()).isEqualTo("The shop's code is " + message.code() + ".");
        assertThat(factors.pool().attributesOf(person.name())).doesNotContainEntry("phone_number_verified", "true");
        AuthenticationResultType tokens =
                factors.code(SMS_MFA, asked.session(), person, message.code()).authenticationResult();
        assertThat(Tokens.verified(factors.pool(), tokens.accessToken())).containsEntry("username", person.name());
        assertThat(tokens.refreshToken()).isNotBlank();
        assertThat(factors.pool().attributesOf(person.name())).containsEntry("phone_number_verified", "true");
    }

    @Test
    void itFollowsSrpToo() {
        SecondFactors.Person person = factors.personWith(SMS_MFA);
        RespondToAuthChallengeResponse asked = factors.client().signInBySrp(person.name(), Names.PASSWORD);
        assertThat(asked.challengeName()).isEqualTo(SMS_MFA);
        assertThat(factors.code(SMS_MFA, asked.session(), person, factors.sent(SMS_MFA, person))
                        .authenticationResult())
                .isNotNull();
    }

    @Test
    void aWrongCodeLeavesTheSession() {
        SecondFactors.Person person = factors.personWith(SMS_MFA);
        String session = factors.session(person);
        String code = factors.sent(SMS_MFA, person);
        Refusal.refused(
                "CodeMismatchException",
                SecondFactors.WRONG_CODE,
                () -> factors.code(SMS_MFA, session, person, SecondFactors.other(code)));
        assertThat(factors.code(SMS_MFA, session, person, code).authenticationResult())
                .isNotNull();
    }

    /// Each code is for its own session, whichever was sent last.
    @Test
    void aCodeIsForItsSession() {
        SecondFactors.Person person = factors.personWith(SMS_MFA);
        String older = factors.session(person);
        String first = factors.sent(SMS_MFA, person);
        String newer = factors.session(person);
        String second = factors.sent(SMS_MFA, person);
        if (!first.equals(second)) {
            Refusal.refused(
                    "CodeMismatchException",
                    SecondFactors.WRONG_CODE,
                    () -> factors.code(SMS_MFA, newer, person, first));
        }
        assertThat(factors.code(SMS_MFA, older, person, first).authenticationResult())
                .isNotNull();
        assertThat(factors.code(SMS_MFA, newer, person, second).authenticationResult())
                .isNotNull();
    }

    /// The number was changed after the code went out.
    @Test
    void aCodeSentToAnotherNumberIsNoFactor() {
        SecondFactors.Person person = factors.personWith(SMS_MFA);
        String session = factors.session(person);
        String code = factors.sent(SMS_MFA, person);
        factors.pool()
                .admin()
                .adminUpdateUserAttributes(
                        request -> request.userPoolId(factors.pool().id())
                                .username(person.name())
                                .userAttributes(TestPool.attributes(Map.of("phone_number", Names.phone()))));
        Refusal.refused(
                "NotAuthorizedException", SecondFactors.INVALID, () -> factors.code(SMS_MFA, session, person, code));
    }

    @TestFactory
    Stream<DynamicTest> refuses() {
        SecondFactors.Person person = factors.personWith(SMS_MFA);
        String session = factors.session(person);
        SecondFactors.Person disabled = factors.personWith(SMS_MFA);
        String ofDisabled = factors.session(disabled);
        String disabledCode = factors.sent(SMS_MFA, disabled);
        factors.pool()
                .admin()
                .adminDisableUser(
                        request -> request.userPoolId(factors.pool().id()).username(disabled.name()));
        return Refusal.tests(
                Refusal.of(
                        "no code",
                        "InvalidParameterException",
                        "Missing required parameter SMS_MFA_CODE",
                        () -> factors.client().respond(SMS_MFA, session, Map.of("USERNAME", person.name()))),
                Refusal.of(
                        "no name",
                        "InvalidParameterException",
                        "Missing required parameter USERNAME",
                        () -> factors.client().respond(SMS_MFA, session, Map.of("SMS_MFA_CODE", "123456"))),
                Refusal.of(
                        "no session",
                        "InvalidParameterException",
                        "Missing required parameter Session",
                        () -> factors.code(SMS_MFA, null, person, "123456")),
                Refusal.of(
                        "a session that is none",
                        "NotAuthorizedException",
                        SecondFactors.INVALID,
                        () -> factors.code(SMS_MFA, "x".repeat(300), person, "123456")),
                Refusal.of(
                        "a user disabled meanwhile",
                        "NotAuthorizedException",
                        "User is disabled.",
                        () -> factors.code(SMS_MFA, ofDisabled, disabled, disabledCode)));
    }
}
