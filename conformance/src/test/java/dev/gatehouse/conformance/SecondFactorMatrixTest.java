package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType.EMAIL_OTP;
import static software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType.SMS_MFA;
import static software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType.SOFTWARE_TOKEN_MFA;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CognitoIdentityProviderException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RecoveryOptionNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RespondToAuthChallengeResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;

/// What follows the password, whichever way it was proven: the decision list of the developer guide
/// (user-pool-settings-mfa).
class SecondFactorMatrixTest {
    private static final Map<Character, ChallengeNameType> FACTORS =
            Map.of('S', SMS_MFA, 'T', SOFTWARE_TOKEN_MFA, 'E', EMAIL_OTP);

    /// Factors are written as S (SMS), T (app), E (e-mail); addresses as P (phone), M (mail). Recovery is the only
    /// recovery channel the pool has, or both.
    @ParameterizedTest(name = "{0} {1}, recovery {2}, has {3}, active {4}, preferred {5}: {6}")
    @CsvSource(delimiter = '|', textBlock = """
            OFF       | -    | both  | PM | ST  | S | tokens
            OFF       | -    | both  | PM | -   | - | tokens
            OPTIONAL  | STE  | both  | PM | -   | - | tokens
            OPTIONAL  | STE  | both  | PM | S   | - | SMS_MFA
            OPTIONAL  | STE  | both  | PM | T   | - | SOFTWARE_TOKEN_MFA
            OPTIONAL  | STE  | both  | PM | E   | - | EMAIL_OTP
            OPTIONAL  | STE  | both  | PM | ST  | - | SELECT_MFA_TYPE ST
            OPTIONAL  | STE  | both  | PM | STE | - | SELECT_MFA_TYPE STE
            OPTIONAL  | STE  | both  | PM | ST  | T | SOFTWARE_TOKEN_MFA
            OPTIONAL  | STE  | both  | PM | STE | E | EMAIL_OTP
            OPTIONAL  | STE  | both  | PM | STE | S | SMS_MFA
            OPTIONAL  | T    | both  | PM | ST  | S | SOFTWARE_TOKEN_MFA
            OPTIONAL  | E    | both  | PM | S   | S | tokens
            ON        | STE  | both  | PM | S   | - | SMS_MFA
            ON        | STE  | both  | PM | T   | - | SOFTWARE_TOKEN_MFA
            ON        | STE  | both  | PM | E   | - | EMAIL_OTP
            ON        | STE  | both  | PM | SE  | - | SELECT_MFA_TYPE SE
            ON        | STE  | both  | PM | SE  | E | EMAIL_OTP
            ON        | STE  | both  | PM | STE | T | SOFTWARE_TOKEN_MFA
            ON        | T    | both  | PM | -   | - | MFA_SETUP T
            ON        | T    | both  | -  | -   | - | MFA_SETUP T
            ON        | S    | both  | P  | -   | - | SMS_MFA
            ON        | ST   | both  | P  | -   | - | SMS_MFA
            ON        | E    | both  | M  | -   | - | EMAIL_OTP
            ON        | STE  | both  | M  | -   | - | EMAIL_OTP
            ON        | STE  | both  | PM | -   | - | SELECT_MFA_TYPE SE
            ON        | STE  | both  | -  | -   | - | MFA_SETUP STE
            ON        | S    | both  | M  | -   | - | MFA_SETUP S
            ON        | SE   | phone | PM | -   | - | EMAIL_OTP
            ON        | SE   | mail  | PM | -   | - | SMS_MFA
            ON        | S    | phone | P  | -   | - | refused
            ON        | E    | mail  | M  | -   | - | refused
            ON        | S    | phone | P  | S   | - | SMS_MFA
            """)
    void afterThePassword(
            UserPoolMfaType mode,
            String pool,
            String recovery,
            String has,
            String active,
            String preferred,
            String follows) {
        SecondFactors factors = SecondFactors.pool(
                Gatehouse.shared(),
                recovering(recovery),
                UserPoolMfaType.OPTIONAL,
                SMS_MFA,
                SOFTWARE_TOKEN_MFA,
                EMAIL_OTP);
        SecondFactors.Person person =
                factors.person(has.contains("P") ? Names.phone() : null, has.contains("M") ? Names.email() : null);
        choose(factors, person, active, preferred);
        factors.configure(mode, letters(pool));
        assertThat(outcome(() -> Next.of(factors.client().password(person.name(), Names.PASSWORD))))
                .isEqualTo(expected(follows));
        assertThat(outcome(() -> Next.of(factors.client().signInBySrp(person.name(), Names.PASSWORD))))
                .isEqualTo(expected(follows));
    }

    private static void choose(SecondFactors factors, SecondFactors.Person person, String active, String preferred) {
        if (active.contains("T")) {
            String token = factors.accessToken(person);
            factors.verify(token, new Totp(factors.associate(token).secretCode()).first());
        }
        factors.prefer(person, wishes -> {
            if (active.contains("S")) {
                wishes.smsMfaSettings(sms -> sms.enabled(true).preferredMfa(preferred.equals("S")));
            }
            if (active.contains("T")) {
                wishes.softwareTokenMfaSettings(app -> app.enabled(true).preferredMfa(preferred.equals("T")));
            }
            if (active.contains("E")) {
                wishes.emailMfaSettings(mail -> mail.enabled(true).preferredMfa(preferred.equals("E")));
            }
        });
    }

    private static Consumer<CreateUserPoolRequest.Builder> recovering(String channel) {
        return switch (channel) {
            case "phone" -> recoveringBy(RecoveryOptionNameType.VERIFIED_PHONE_NUMBER);
            case "mail" -> recoveringBy(RecoveryOptionNameType.VERIFIED_EMAIL);
            default -> settings -> {};
        };
    }

    private static Consumer<CreateUserPoolRequest.Builder> recoveringBy(RecoveryOptionNameType name) {
        return settings -> settings.accountRecoverySetting(recovery ->
                recovery.recoveryMechanisms(option -> option.name(name).priority(1)));
    }

    private static ChallengeNameType[] letters(String letters) {
        return letters.equals("-")
                ? new ChallengeNameType[0]
                : letters.chars().mapToObj(letter -> FACTORS.get((char) letter)).toArray(ChallengeNameType[]::new);
    }

    /// `SELECT_MFA_TYPE ST` as the challenge with its list in JSON.
    private static String expected(String follows) {
        String[] parts = follows.split(" ", 2);
        if (parts.length == 1) {
            return follows;
        }
        return parts[0]
                + Arrays.stream(letters(parts[1]))
                        .map(factor -> "\"" + factor + "\"")
                        .collect(Collectors.joining(",", " [", "]"));
    }

    private interface SignIn {
        Next call();
    }

    /// What a call came to: tokens, or a challenge with the factors it lists.
    private record Next(
            @Nullable AuthenticationResultType tokens,
            @Nullable ChallengeNameType challenge,
            Map<String, String> parameters) {
        static Next of(InitiateAuthResponse answer) {
            return new Next(answer.authenticationResult(), answer.challengeName(), answer.challengeParameters());
        }

        static Next of(RespondToAuthChallengeResponse answer) {
            return new Next(answer.authenticationResult(), answer.challengeName(), answer.challengeParameters());
        }
    }

    private static String outcome(SignIn signIn) {
        try {
            Next next = signIn.call();
            if (next.tokens() != null) {
                return "tokens";
            }
            return switch (next.challenge()) {
                case SELECT_MFA_TYPE -> {
                    String list = next.parameters().get("MFAS_CAN_CHOOSE");
                    assertThat(next.parameters()).containsEntry("MFAS_CAN_SELECT", list);
                    yield "SELECT_MFA_TYPE " + list;
                }
                case MFA_SETUP -> "MFA_SETUP " + next.parameters().get("MFAS_CAN_SETUP");
                default -> next.challenge().toString();
            };
        } catch (CognitoIdentityProviderException refused) {
            assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("InvalidParameterException");
            assertThat(refused.awsErrorDetails().errorMessage())
                    .isEqualTo("The user pool requires MFA, and the only attribute that could serve recovers"
                            + " the password.");
            return "refused";
        }
    }
}
