package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType.SOFTWARE_TOKEN_MFA;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RespondToAuthChallengeResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;

/// The SOFTWARE_TOKEN_MFA challenge.
class SoftwareTokenMfaTest {
    private static SecondFactors factors;

    @BeforeAll
    static void create() {
        factors = SecondFactors.pool(UserPoolMfaType.OPTIONAL, SOFTWARE_TOKEN_MFA);
    }

    private static RespondToAuthChallengeResponse answer(String session, SecondFactors.Person person, String code) {
        return factors.code(SOFTWARE_TOKEN_MFA, session, person, code);
    }

    @Test
    void theCodeOfTheAppSignsInAfterSrp() {
        SecondFactors.Person person = factors.person();
        Totp app = factors.app(person);
        RespondToAuthChallengeResponse asked = factors.client().signInBySrp(person.name(), Names.PASSWORD);
        assertThat(asked.challengeName()).isEqualTo(SOFTWARE_TOKEN_MFA);
        assertThat(asked.authenticationResult()).isNull();
        assertThat(asked.session()).hasSizeBetween(20, 2048);
        assertThat(asked.challengeParameters())
                .containsEntry("FRIENDLY_DEVICE_NAME", "my phone")
                .containsEntry("USER_ID_FOR_SRP", person.name());
        Refusal.refused(
                "CodeMismatchException",
                SecondFactors.WRONG_APP_CODE,
                () -> answer(asked.session(), person, app.wrong()));
        AuthenticationResultType tokens =
                answer(asked.session(), person, app.second()).authenticationResult();
        assertThat(Tokens.verified(factors.pool(), tokens.idToken())).containsEntry("cognito:username", person.name());
        assertThat(factors.client().refresh(tokens.refreshToken()).accessToken())
                .isNotBlank();
    }

    /// RFC 6238 section 5.2: a code is good once, in whatever session, and none of an older step follows it. A session
    /// is good once, also with a code that is.
    @Test
    void aCodeIsGoodOnce() {
        SecondFactors.Person person = factors.person();
        Totp app = factors.app(person);
        String session = factors.session(person);
        Refusal.refused("ExpiredCodeException", SecondFactors.USED_CODE, () -> answer(session, person, app.first()));
        String token =
                answer(session, person, app.second()).authenticationResult().accessToken();
        String another = factors.session(person);
        Refusal.refused("ExpiredCodeException", SecondFactors.USED_CODE, () -> answer(another, person, app.second()));
        Refusal.refused("ExpiredCodeException", SecondFactors.USED_CODE, () -> answer(another, person, app.now(0)));
        Totp fresh = new Totp(factors.associate(token).secretCode());
        factors.verify(token, fresh.first());
        Refusal.refused("NotAuthorizedException", SecondFactors.ONCE, () -> answer(session, person, fresh.second()));
        assertThat(answer(another, person, fresh.second()).authenticationResult())
                .isNotNull();
    }

    @Test
    void oneCodeAtOnceInSeveralSessionsAdmitsOnce() {
        for (int round = 0; round < 3; round++) {
            SecondFactors.Person person = factors.person();
            Totp app = factors.app(person);
            List<Callable<?>> answers = Stream.generate(() -> factors.session(person))
                    .limit(4)
                    .<Callable<?>>map(session -> () -> answer(session, person, app.second()))
                    .toList();
            ConcurrencyTest.assertOneWins(ConcurrencyTest.race(answers), "ExpiredCodeException");
        }
    }

    @Test
    void anotherPersonsAppIsNoFactor() {
        SecondFactors.Person person = factors.person();
        Totp own = factors.app(person);
        SecondFactors.Person other = factors.person();
        Totp others = factors.app(other);
        String session = factors.session(person);
        Refusal.refused(
                "CodeMismatchException", SecondFactors.WRONG_APP_CODE, () -> answer(session, person, others.second()));
        assertThat(answer(session, person, own.second()).authenticationResult()).isNotNull();
    }

    /// The pool dropped the factor while the challenge was open.
    @Test
    void aFactorDroppedMeanwhileIsNoFactor() {
        SecondFactors changing =
                SecondFactors.pool(UserPoolMfaType.OPTIONAL, SOFTWARE_TOKEN_MFA, ChallengeNameType.SMS_MFA);
        SecondFactors.Person person = changing.person();
        Totp app = changing.app(person);
        String session = changing.session(person);
        changing.configure(UserPoolMfaType.OPTIONAL, ChallengeNameType.SMS_MFA);
        Refusal.refused(
                "NotAuthorizedException",
                SecondFactors.INVALID,
                () -> changing.code(SOFTWARE_TOKEN_MFA, session, person, app.second()));
    }

    @TestFactory
    Stream<DynamicTest> refuses() {
        SecondFactors.Person person = factors.person();
        Totp app = factors.app(person);
        String session = factors.session(person);
        return Refusal.tests(
                Refusal.of(
                        "no code",
                        "InvalidParameterException",
                        "Missing required parameter SOFTWARE_TOKEN_MFA_CODE",
                        () -> factors.client().respond(SOFTWARE_TOKEN_MFA, session, Map.of("USERNAME", person.name()))),
                Refusal.of(
                        "letters",
                        "CodeMismatchException",
                        SecondFactors.WRONG_APP_CODE,
                        () -> answer(session, person, "abcdef")),
                Refusal.of(
                        "digits of another alphabet",
                        "CodeMismatchException",
                        SecondFactors.WRONG_APP_CODE,
                        () -> answer(session, person, arabic(app.second()))),
                Refusal.of(
                        "a digit too many",
                        "CodeMismatchException",
                        SecondFactors.WRONG_APP_CODE,
                        () -> answer(session, person, "0" + app.second())));
    }

    private static String arabic(String digits) {
        return digits.chars()
                .map(digit -> digit - '0' + '\u0660')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
