package dev.gatehouse.server.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.model.cognitoidp.PasswordPolicyType;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {
    private static final PasswordPolicy STRICT = new PasswordPolicy(8, true, true, true, true);
    private final CommonPasswords common = CommonPasswords.bundled();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Ab1!xyz   | Password not long enough",
                "ab1!xyzw  | Password must have uppercase characters",
                "AB1!XYZW  | Password must have lowercase characters",
                "Abc!xyzw  | Password must have numeric characters",
                "Abc1xyzw  | Password must have symbol characters",
                "Äbc1!yzw  | Password must have uppercase characters",
                "ABC1!YZä  | Password must have lowercase characters",
                "Abc٣!yzw  | Password must have numeric characters",
                "Abc1€yzw  | Password must have symbol characters",
            })
    void namesTheFirstRuleBroken(String password, String rule) {
        assertThat(STRICT.brokenBy(password)).contains(rule);
    }

    @ParameterizedTest
    @ValueSource(
            chars = {
                '^', '$', '*', '.', '[', ']', '{', '}', '(', ')', '?', '"', '!', '@', '#', '%', '&', '/', '\\', ',',
                '>', '<', '\'', ':', ';', '|', '_', '~', '`', '=', '+', '-', ' '
            })
    void everyDocumentedSymbolCounts(char symbol) {
        assertThat(STRICT.brokenBy("Abc1" + symbol + "xyz")).isEmpty();
    }

    @Test
    void anAbsentMemberAsksForNothing() {
        PasswordPolicy policy = PasswordPolicy.of(PasswordPolicyType.builder().build());
        assertThat(policy).isEqualTo(new PasswordPolicy(8, false, false, false, false));
        assertThat(policy.brokenBy("aaaaaaaa")).isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "Password1!",
                "P@ssw0rd2024!",
                "Qwerty123!",
                "qwertyuiop",
                "1qaz2wsx",
                "123456789",
                "Sunshine!",
                "Summer2025!",
                "letme1n",
                "Dr4g0n!!"
            })
    void knowsCommonPasswords(String password) {
        assertThat(common.contain(password)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Corr3ct-Horse!", "tr0ub4dor&3x", "violet kettle 19 moths", "Zx9!mmQ2kd", "sunshinekettle"})
    void leavesOthersAlone(String password) {
        assertThat(common.contain(password)).isFalse();
    }

    @Test
    void theListIsOfTheSizePromised() {
        assertThat(common.size()).isGreaterThan(1000);
    }

    @ParameterizedTest
    @CsvSource({
        "Nora.Berg-77!, true",
        "xxNORABERGxx1!, true",
        "My-Lindqvist-9, true",
        "Hello-Annika-1, true",
        "Ann-is-short-1, false",
        "Unrelated-9!, false"
    })
    void findsAUsersOwnWords(String password, boolean found) {
        Map<String, String> attributes =
                Map.of("email", "nora.berg@example.com", "name", "Annika Ann Lindqvist", "zoneinfo", "Unrelated");
        assertThat(PersonalPasswords.contains(password, "noraberg", attributes)).isEqualTo(found);
    }
}
