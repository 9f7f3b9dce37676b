package dev.gatehouse.pure.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "}",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{a:1}",
                "{'a':1}",
                "[1,]",
                "[,1]",
                "[1 2]",
                "01",
                "1.",
                ".5",
                "+1",
                "-",
                "1e",
                "tru",
                "True",
                "nul",
                "NaN",
                "\"",
                "\"\n\"",
                "\"\\x\"",
                "\"\\u12\"",
                "\"\\u12G4\"",
                "\"\\ud800\"",
                "\"\\udc00x\"",
                "\"\\ud800\\u0041\"",
                "{\"a\":1,\"a\":2}",
                "{\"a\":1,\"\\u0061\":2}",
                "1 2",
                "{}{}",
                "\uFEFF{}",
                "/**/{}",
                "{}//",
                "\u00a01"
            })
    void isNotJson(String text) {
        assertThatExceptionOfType(Malformed.class).isThrownBy(() -> JsonReader.read(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-0", "1.50", "-12e+3", "true", "false"})
    void bareValuesKeepTheirText(String text) throws Malformed {
        assertThat(JsonReader.read(" " + text + " ")).isEqualTo(new Json.Bare(text, 1, 1 + text.length()));
    }

    @Test
    void stringsAreUnescaped() throws Malformed {
        assertThat(JsonReader.read("\"a\\n\\/\\u00e9\\ud83d\\ude00\\\\\\\"\""))
                .isInstanceOfSatisfying(
                        Json.Text.class, text -> assertThat(text.value()).isEqualTo("a\n/é\uD83D\uDE00\\\""));
    }

    @Test
    void depthIsBounded() throws Malformed {
        JsonReader.read("[".repeat(JsonReader.DEEPEST + 1) + "]".repeat(JsonReader.DEEPEST + 1));
        assertThatExceptionOfType(Malformed.class)
                .isThrownBy(() -> JsonReader.read("[".repeat(JsonReader.DEEPEST + 2)))
                .withMessage("nested too deeply");
        assertThatExceptionOfType(Malformed.class)
                .isThrownBy(() -> JsonReader.read("{\"a\":".repeat(100_000 / 5)))
                .withMessage("nested too deeply");
    }

    @Test
    void lengthIsBounded() {
        assertThatExceptionOfType(Malformed.class)
                .isThrownBy(() -> JsonReader.read(" ".repeat(JsonReader.LONGEST) + "1"))
                .withMessage("is longer than 262144 characters");
    }
}
