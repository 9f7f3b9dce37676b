package dev.gatehouse.server.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CsvTest {
    static Stream<Arguments> records() {
        return Stream.of(
                Arguments.of("a,b,c", List.of("a", "b", "c")),
                Arguments.of("", List.of("")),
                Arguments.of(",", List.of("", "")),
                Arguments.of("a,,", List.of("a", "", "")),
                Arguments.of(" a , b", List.of("a", "b")),
                Arguments.of("\"a\",\"b\"", List.of("a", "b")),
                Arguments.of("\"a,b\"", List.of("a,b")),
                Arguments.of("\" a \"", List.of(" a ")),
                Arguments.of("\"say \"\"hi\"\"\"", List.of("say \"hi\"")),
                Arguments.of("\"\"", List.of("")),
                Arguments.of("\"two\nlines\",b", List.of("two\nlines", "b")),
                // Cognito's own escape
                Arguments.of("Main St 1\\, Springfield,b", List.of("Main St 1, Springfield", "b")),
                Arguments.of("a\\b,c\\", List.of("a\\b", "c\\")),
                // formulas are data
                Arguments.of("=1+1,+49,-5,@x", List.of("=1+1", "+49", "-5", "@x")),
                Arguments.of("straße,名前", List.of("straße", "名前")));
    }

    @ParameterizedTest
    @MethodSource("records")
    void reads(String record, List<String> values) throws Exception {
        assertThat(Csv.values(record)).isEqualTo(values);
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                Arguments.of("\"a", "A quote is not closed."),
                Arguments.of("\"a\"\"", "A quote is not closed."),
                Arguments.of("\"a\"b", "There is text after a closing quote."),
                Arguments.of("\"a\" ,b", "There is text after a closing quote."),
                Arguments.of("a\"b", "A value without quotes contains a quote."),
                Arguments.of(" \"a\"", "A value without quotes contains a quote."));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void refuses(String record, String why) {
        assertThatThrownBy(() -> Csv.values(record))
                .isInstanceOf(Csv.Malformed.class)
                .hasMessage(why);
    }
}
