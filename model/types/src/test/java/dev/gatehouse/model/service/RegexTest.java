package dev.gatehouse.model.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The table for repeated classes gives the verdicts of the expression.
class RegexTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[A-Za-z0-9-_=.]+",
                "[\\w+]+",
                "[\\w\\s+=,.@-]+",
                "[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+",
                "[\\S]+",
                "[\\S]*",
                "[^a]+",
                "[a-z&&[^x]]+",
                "[\\[\\]]+",
                "[\\Qa-z\\E]+",
                "[\\w-]+_[0-9a-zA-Z]+",
                "a|[b]+",
                ".*"
            })
    void everyCharacterAloneAndBehindAnother(String expression) {
        Regex regex = new Regex(expression);
        Pattern pattern = Pattern.compile(expression);
        for (char c = 0; c < 300; c++) {
            for (String value : new String[] {"" + c, "a" + c, c + "1", ""}) {
                assertThat(regex.matches(value))
                        .as("%s on <%s>", expression, value)
                        .isEqualTo(pattern.matcher(value).matches());
            }
        }
    }
}
