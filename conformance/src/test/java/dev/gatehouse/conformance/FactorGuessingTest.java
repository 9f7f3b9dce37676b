package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType.EMAIL_OTP;
import static software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType.SMS_MFA;
import static software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType.SOFTWARE_TOKEN_MFA;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CognitoIdentityProviderException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;

/// Codes guessed: counted per user across sessions, and the end of the session.
class FactorGuessingTest {
    private static SecondFactors factors;

    @BeforeAll
    static void create() {
        factors = SecondFactors.pool(UserPoolMfaType.OPTIONAL, SMS_MFA, SOFTWARE_TOKEN_MFA, EMAIL_OTP);
    }

    /// A person with one factor, the right code for a session and one that is wrong in all of them.
    private record Guessed(SecondFactors.Person person, Totp app) {
        static Guessed with(ChallengeNameType factor) {
            if (factor == SOFTWARE_TOKEN_MFA) {
                SecondFactors.Person person = factors.person();
                return new Guessed(person, factors.app(person));
            }
            return new Guessed(factors.personWith(factor), null);
        }

        String right(ChallengeNameType factor) {
            return app == null ? factors.sent(factor, person) : app.second();
        }

        String wrong(ChallengeNameType factor) {
            return app == null ? SecondFactors.other(right(factor)) : app.wrong();
        }
    }

    /// Five wrong codes end the session for good, also for the right one.
    @ParameterizedTest
    @EnumSource(names = {"SMS_MFA", "EMAIL_OTP", "SOFTWARE_TOKEN_MFA"})
    void theFifthWrongCodeEndsTheSession(ChallengeNameType factor) {
        Guessed guessed = Guessed.with(factor);
        SecondFactors.Person person = guessed.person();
        String session = factors.session(person);
        String right = guessed.right(factor);
        for (int guess = 0; guess < 4; guess++) {
            Refusal.refused(
                    "CodeMismatchException", () -> factors.code(factor, session, person, guessed.wrong(factor)));
        }
        Refusal.refused(
                "NotAuthorizedException",
                SecondFactors.INVALID,
                () -> factors.code(factor, session, person, guessed.wrong(factor)));
        Await.untilTrue("the window ends", Duration.ofSeconds(20), () -> !locked(person));
        Refusal.refused(
                "NotAuthorizedException", SecondFactors.INVALID, () -> factors.code(factor, session, person, right));
    }

    private static boolean locked(SecondFactors.Person person) {
        try {
            factors.session(person);
            return false;
        } catch (CognitoIdentityProviderException refused) {
            assertThat(refused.awsErrorDetails().errorMessage()).isEqualTo(SecondFactors.LOCKED);
            return true;
        }
    }

    /// A new session for every guess does not help, nor does the right password between the guesses: they lock the
    /// user out, for passwords and codes alike.
    @ParameterizedTest
    @EnumSource(names = {"SMS_MFA", "EMAIL_OTP", "SOFTWARE_TOKEN_MFA"})
    void guessesInManySessionsLockOut(ChallengeNameType factor) {
        Guessed guessed = Guessed.with(factor);
        SecondFactors.Person person = guessed.person();
        String waiting = factors.session(person);
        String right = guessed.right(factor);
        for (int guess = 0; guess < 5; guess++) {
            String session = factors.session(person);
            Refusal.refused(
                    "CodeMismatchException", () -> factors.code(factor, session, person, guessed.wrong(factor)));
        }
        Refusal.refused("NotAuthorizedException", SecondFactors.LOCKED, () -> factors.session(person));
        Refusal.refused(
                "NotAuthorizedException",
                SecondFactors.LOCKED,
                () -> factors.client().signInBySrp(person.name(), Names.PASSWORD));
        Refusal.refused(
                "NotAuthorizedException", SecondFactors.LOCKED, () -> factors.code(factor, waiting, person, right));
        Await.untilTrue("the window ends", Duration.ofSeconds(20), () -> !locked(person));
        assertThat(factors.code(factor, waiting, person, right).authenticationResult())
                .isNotNull();
    }

    /// Wrong passwords and wrong codes are one count; another factor is no fresh start.
    @Test
    void passwordsAndFactorsCountTogether() {
        SecondFactors.Person person = factors.personWith(SMS_MFA, EMAIL_OTP);
        for (int guess = 0; guess < 2; guess++) {
            for (ChallengeNameType factor : List.of(SMS_MFA, EMAIL_OTP)) {
                String chosen = factors.answer(
                                ChallengeNameType.SELECT_MFA_TYPE,
                                factors.session(person),
                                person,
                                "ANSWER",
                                factor.toString())
                        .session();
                String wrong = SecondFactors.other(factors.sent(factor, person));
                Refusal.refused("CodeMismatchException", () -> factors.code(factor, chosen, person, wrong));
            }
        }
        Refusal.refused(
                "NotAuthorizedException",
                "Incorrect username or password.",
                () -> factors.client().password(person.name(), Names.OTHER_PASSWORD));
        Refusal.refused("NotAuthorizedException", SecondFactors.LOCKED, () -> factors.session(person));
    }

    /// Guesses at one moment are no more than guesses one after the other.
    @Test
    void codesGuessedAtOnceAreCounted() {
        SecondFactors.Person person = factors.person();
        Totp app = factors.app(person);
        List<String> messages = guessAtOnce(List.of(factors), person, app);
        assertThat(messages).contains(SecondFactors.LOCKED);
        assertThat(messages).filteredOn(SecondFactors.WRONG_APP_CODE::equals).hasSizeBetween(5, 8);
    }

    /// Twenty-four wrong codes at one moment, each in a session of its own, through the pools in turn; what the server
    /// says to each.
    static List<String> guessAtOnce(List<SecondFactors> nodes, SecondFactors.Person person, Totp app) {
        List<String> messages = Collections.synchronizedList(new ArrayList<>());
        List<Callable<?>> guesses = new ArrayList<>();
        for (int guess = 0; guess < 24; guess++) {
            SecondFactors node = nodes.get(guess % nodes.size());
            String session = node.session(person);
            guesses.add(() -> {
                try {
                    return node.code(SOFTWARE_TOKEN_MFA, session, person, app.wrong());
                } catch (CognitoIdentityProviderException refused) {
                    messages.add(refused.awsErrorDetails().errorMessage());
                    throw refused;
                }
            });
        }
        assertThat(ConcurrencyTest.race(guesses)).doesNotContain("won");
        return messages;
    }
}
