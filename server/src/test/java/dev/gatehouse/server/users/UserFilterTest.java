package dev.gatehouse.server.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.model.cognitoidp.InvalidParameterException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserFilterTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "email = \"a@example.com\"          | email                | false | a@example.com",
                "email=\"a@example.com\"            | email                | false | a@example.com",
                "given_name ^= \"Jo\"               | given_name           | true  | Jo",
                "  name^=\"J\"                      | name                 | true  | J",
                "cognito:user_status = \"confirmed\"| cognito:user_status  | false | confirmed",
                "status = \"Enabled\"               | status               | false | Enabled",
                "name = \"a \\\"b\\\" c\"           | name                 | false | a \"b\" c",
                "name = \"back\\\\slash\"           | name                 | false | back\\slash",
                "sub = \"0f7c\"                     | sub                  | false | 0f7c",
                "name = \"x = \"                    | name                 | false | x = ",
            })
    void readsTheGrammar(String text, String name, boolean prefix, String value) {
        // CsvSource trims: the one value with a space at its end is compared trimmed.
        UserFilter filter = UserFilter.parse(text).orElseThrow();
        assertThat(filter.name()).isEqualTo(name);
        assertThat(filter.prefix()).isEqualTo(prefix);
        assertThat(filter.value().strip()).isEqualTo(value.strip());
    }

    @Test
    void anEmptyValueIsAValue() {
        assertThat(UserFilter.parse("name = \"\"")).contains(new UserFilter("name", false, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void emptyListsEveryone(String text) {
        assertThat(UserFilter.parse(text)).isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "email",
                "email =",
                "email = a@example.com",
                "email = 'a'",
                "email = \"a",
                "email = \"a\\\"",
                "email == \"a\"",
                "email ^ \"a\"",
                "email ^ = \"a\"",
                "email != \"a\"",
                "= \"a\"",
                "\"email\" = \"a\"",
                "email = \"a\" AND name = \"b\"",
                "email = \"a\"\"",
            })
    void refusesWhatIsNotTheGrammar(String text) {
        assertThatThrownBy(() -> UserFilter.parse(text))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessage("Error while parsing filter");
    }

    @ParameterizedTest
    @ValueSource(strings = {"custom:plan", "nickname", "Email", "address"})
    void refusesWhatCannotBeSearched(String name) {
        assertThatThrownBy(() -> UserFilter.parse(name + " = \"x\""))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessage("Invalid search attribute: " + name);
    }
}
