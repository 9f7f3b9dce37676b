package dev.gatehouse.server.mfa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.model.cognitoidp.InvalidParameterException;
import dev.gatehouse.model.cognitoidp.UserPoolMfaType;
import dev.gatehouse.server.users.Factor;
import dev.gatehouse.server.users.UserFactors;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Factors are written as S (SMS), T (TOTP), E (e-mail); addresses as P (phone), M (mail); R before one of them
/// is the attribute that alone recovers the password.
class FactorRulesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # mode    | pool | user has | active | preferred | follows
            OFF       | -    | PM       | ST     | S         | none
            OPTIONAL  | STE  | PM       | -      | -         | none
            OPTIONAL  | STE  | PM       | S      | -         | one S
            OPTIONAL  | STE  | PM       | T      | -         | one T
            OPTIONAL  | STE  | PM       | ST     | -         | choice ST
            OPTIONAL  | STE  | PM       | TS     | -         | choice TS
            OPTIONAL  | STE  | PM       | ST     | T         | one T
            OPTIONAL  | STE  | PM       | STE    | E         | one E
            OPTIONAL  | T    | PM       | ST     | S         | one T
            OPTIONAL  | S    | M        | S      | S         | none
            OPTIONAL  | E    | PM       | S      | S         | none
            ON        | STE  | PM       | S      | -         | one S
            ON        | STE  | PM       | SE     | -         | choice SE
            ON        | STE  | PM       | SE     | E         | one E
            ON        | T    | PM       | -      | -         | setup T
            ON        | S    | P        | -      | -         | one S
            ON        | ST   | P        | -      | -         | one S
            ON        | STE  | PM       | -      | -         | choice SE
            ON        | STE  | M        | -      | -         | one E
            ON        | STE  | -        | -      | -         | setup STE
            ON        | S    | M        | -      | -         | setup S
            ON        | S    | RP       | -      | -         | impossible
            ON        | E    | RM       | -      | -         | impossible
            ON        | SE   | RPM      | -      | -         | one E
            ON        | SE   | RP       | -      | -         | setup E
            ON        | ST   | RP       | -      | -         | setup T
            ON        | S    | RP       | S      | -         | one S
            """)
    void matrix(String mode, String pool, String has, String active, String preferred, String follows) {
        Optional<String> recovery = has.startsWith("RP")
                ? Optional.of("phone_number")
                : has.startsWith("R") ? Optional.of("email") : Optional.empty();
        PoolFactors settings = new PoolFactors(UserPoolMfaType.valueOf(mode), factors(pool), recovery);
        UserFactors chosen = new UserFactors(
                factors(active),
                factors(preferred).stream().findFirst(),
                active.contains("T"),
                Optional.empty(),
                false);
        FactorRules.Holder user = new FactorRules.Holder(chosen, addresses(has));
        assertThat(FactorRules.next(settings, user)).isEqualTo(expected(follows));
    }

    @Test
    void whatIsNotSetUpIsNotUsable() {
        PoolFactors pool = new PoolFactors(UserPoolMfaType.OPTIONAL, factors("STE"), Optional.empty());
        assertThat(FactorRules.usable(pool, new FactorRules.Holder(UserFactors.NONE, addresses("M"))))
                .containsExactly(Factor.EMAIL_OTP);
        UserFactors proven = UserFactors.NONE.withSoftwareToken(Optional.of("phone"));
        assertThat(FactorRules.usable(pool, new FactorRules.Holder(proven, Set.of())))
                .containsExactly(Factor.SOFTWARE_TOKEN_MFA);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # mode    | active | wishes           | active after | preferred after or refusal
            OPTIONAL  | -      | S:true:null      | S            | -
            OPTIONAL  | -      | S:true:true      | S            | S
            OPTIONAL  | S      | T:true:true      | ST           | T
            OPTIONAL  | ST     | S:null:true      | ST           | S
            OPTIONAL  | ST     | S:null:false     | ST           | -
            OPTIONAL  | ST     | S:false:null     | T            | -
            OPTIONAL  | S      | S:false:null     | -            | -
            OPTIONAL  | S      | S:false:null T:true:true | T    | T
            OPTIONAL  | -      | S:true:true T:true:true | ! | Only one MFA factor can be preferred.
            OPTIONAL  | -      | S:null:true      | ! | SMS_MFA cannot be preferred while it is not enabled.
            OPTIONAL  | S      | S:false:true     | ! | SMS_MFA cannot be preferred while it is not enabled.
            OPTIONAL  | -      | E:true:null      | ! | User does not have delivery config set to turn on EMAIL_OTP
            OFF       | -      | S:true:null      | ! | User does not have delivery config set to turn on SMS_MFA
            ON        | S      | S:false:null     | ! | The user pool requires MFA: the last factor cannot be disabled.
            ON        | ST     | S:false:null     | T            | -
            """)
    void preferences(String mode, String active, String wishes, String after, String last) {
        PoolFactors pool = mode.equals("OFF")
                ? PoolFactors.OFF
                : new PoolFactors(UserPoolMfaType.valueOf(mode), factors("STE"), Optional.empty());
        UserFactors chosen = new UserFactors(factors(active), Optional.empty(), true, Optional.empty(), false);
        FactorRules.Holder user = new FactorRules.Holder(chosen, addresses("P"));
        List<PreferenceRules.Wish> list =
                Arrays.stream(wishes.split(" ")).map(FactorRulesTest::wish).toList();
        if (after.equals("!")) {
            assertThatThrownBy(() -> PreferenceRules.apply(pool, user, list, PreferenceRules.By.USER))
                    .hasMessage(last);
            return;
        }
        UserFactors changed = PreferenceRules.apply(pool, user, list, PreferenceRules.By.USER);
        assertThat(changed.active()).isEqualTo(factors(after));
        assertThat(changed.preferred()).isEqualTo(factors(last).stream().findFirst());
    }

    @Test
    void totpNeedsProofAndAdministratorsMaySwitchTheLastFactorOff() {
        PoolFactors pool = new PoolFactors(UserPoolMfaType.ON, factors("ST"), Optional.empty());
        FactorRules.Holder nothing = new FactorRules.Holder(UserFactors.NONE, Set.of());
        assertThatThrownBy(() -> PreferenceRules.apply(
                        pool, nothing, List.of(wish("T:true:null")), PreferenceRules.By.ADMINISTRATOR))
                .hasMessage("User has not verified software token mfa");
        FactorRules.Holder sms = new FactorRules.Holder(UserFactors.NONE.with(Factor.SMS_MFA), addresses("P"));
        assertThat(PreferenceRules.apply(pool, sms, List.of(wish("S:false:null")), PreferenceRules.By.ADMINISTRATOR)
                        .active())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # counts in the pool | has a passkey | wishes     | refused with
            true                 | true          | T:true:null |
            true                 | true          | S:null:true T:true:null |
            true                 | true          | T:null:true | WebAuthn MFA requires enabling an additional MFA setting.
            true                 | true          | T:false:null | WebAuthn MFA requires enabling an additional MFA setting.
            true                 | false         | T:true:null | User does not have applicable WebAuthn credentials to enable WebAuthn MFA.
            false                | true          | T:true:null | WebAuthn MFA is not enabled for the user pool.
            """)
    void whetherAPasskeyMayCountAsBoth(boolean counts, boolean held, String wishes, @Nullable String refusal) {
        List<PreferenceRules.Wish> list =
                Stream.of(wishes.split(" ")).map(FactorRulesTest::wish).toList();
        ThrowingCallable check = () -> PreferenceRules.requirePasskey(list, counts, held);
        if (refusal == null) {
            assertThatCode(check).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(check)
                    .isInstanceOf(InvalidParameterException.class)
                    .hasMessage(refusal);
        }
    }

    @Test
    void aPasskeyDoesNotCountWithoutAnotherFactor() {
        UserFactors both = UserFactors.NONE.with(Factor.SMS_MFA).withPasskey(true);
        assertThat(both.passkey()).isTrue();
        assertThat(both.with(Factor.EMAIL_OTP).without(Factor.SMS_MFA).passkey())
                .isTrue();
        assertThat(both.without(Factor.SMS_MFA).passkey()).isFalse();
        assertThat(UserFactors.NONE.withPasskey(true).passkey()).isFalse();
        UserFactors app = UserFactors.NONE.withSoftwareToken(Optional.empty()).with(Factor.SOFTWARE_TOKEN_MFA);
        assertThat(app.withPasskey(true).withoutSoftwareToken().passkey()).isFalse();
    }

    private static PreferenceRules.Wish wish(String text) {
        String[] parts = text.split(":", -1);
        return new PreferenceRules.Wish(factors(parts[0]).getFirst(), truth(parts[1]), truth(parts[2]));
    }

    private static Boolean truth(String text) {
        return text.equals("null") ? null : Boolean.valueOf(text);
    }

    private static SecondFactor expected(String text) {
        String[] words = text.split(" ", -1);
        return switch (words[0]) {
            case "none" -> new SecondFactor.None();
            case "one" -> new SecondFactor.One(factors(words[1]).getFirst());
            case "choice" -> new SecondFactor.Choice(factors(words[1]));
            case "setup" -> new SecondFactor.SetUp(factors(words[1]));
            case "impossible" -> new SecondFactor.Impossible();
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static List<Factor> factors(String letters) {
        return letters.chars()
                .filter(letter -> letter != '-')
                .mapToObj(letter -> switch (letter) {
                    case 'S' -> Factor.SMS_MFA;
                    case 'T' -> Factor.SOFTWARE_TOKEN_MFA;
                    case 'E' -> Factor.EMAIL_OTP;
                    default -> throw new IllegalArgumentException(letters);
                })
                .toList();
    }

    private static Set<String> addresses(String letters) {
        return letters.chars()
                .filter(letter -> letter == 'P' || letter == 'M')
                .mapToObj(letter -> letter == 'P' ? "phone_number" : "email")
                .collect(Collectors.toSet());
    }
}
