package dev.gatehouse.pure.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {

    private static List<Template.Part> parts(String pattern) {
        try {
            return Template.parse(pattern, false, "").parts();
        } catch (Malformed e) {
            throw new AssertionError(e);
        }
    }

    private static boolean matches(String pattern, Glob.Dialect dialect, String text) {
        return Glob.of(parts(pattern), dialect).matches(text);
    }

    @ParameterizedTest
    @CsvSource({
        "a, a, true",
        "a, ab, false",
        "'', '', true",
        "'', a, false",
        "*, '', true",
        "a*, a, true",
        "a*c, abbc, true",
        "a*c, ac, true",
        "a*c, abcd, false",
        "a?c, abc, true",
        "a?c, ac, false",
        "ab*ba, aba, false",
        "*b*b*, abcb, true",
        "*b*b*, abc, false",
        "**a**, bab, true",
        "?*?, a, false",
        "?*?, ab, true",
        "*a?c*, abcabdadc, true",
        "a:*, a:b:c/d, true"
    })
    void text(String pattern, String text, boolean fits) {
        assertThat(matches(pattern, Glob.Dialect.TEXT, text)).isEqualTo(fits);
        assertThat(new Automaton(parts(pattern), new BitSet()).matches(text)).isEqualTo(fits);
    }

    /// The second column holds what AWS documents: in the first five segments only a star at a segment's
    /// end crosses.
    @ParameterizedTest
    @CsvSource({
        "arn:aws:s3:::b/*, arn:aws:s3:::b/a:b/c, true",
        "arn:aws:s3:::b/*/x, arn:aws:s3:::b/a:b/c/x, true",
        "arn:aws:s3:::b/?, arn:aws:s3:::b/:, true",
        "arn:aws:s3:*, arn:aws:s3:::b/c, true",
        "arn:aws:iam::*:role/x, arn:aws:iam::1:role/x, true",
        "arn:aws:iam::*:role/x, arn:aws:iam::1:user/a:role/x, true",
        "arn:aws:iam::1*2:role/x, arn:aws:iam::112:role/x, true",
        "arn:aws:iam::1*2:role/x, arn:aws:iam::1:2:role/x, false",
        "arn:aws:iam:?1:role/x, arn:aws:iam::1:role/x, false",
        "arn:aws:iam::**:role/x, arn:aws:iam::1:2:role/x, true",
        "arn:aws:sqs:eu-*-1:1:q, arn:aws:sqs:eu-west-1:1:q, true",
        "arn:aws:sqs:eu-*:q, arn:aws:sqs:eu-west-1:1:q, true",
        "arn:aws:s3:::B, arn:aws:s3:::b, false",
        "*, anything:at/all, true"
    })
    void resource(String pattern, String text, boolean fits) {
        assertThat(matches(pattern, Glob.Dialect.RESOURCE, text)).isEqualTo(fits);
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:iam::*:role/x, arn:aws:iam::1:role/x, true",
        "arn:aws:iam::*:role/x, arn:aws:iam::1:user/a:role/x, false",
        "arn:*:*:*:*:*, arn:aws:sns:eu-west-1:1:topic:sub/1, true",
        "arn:aws:sns:*:1:t?pic, arn:aws:sns:eu-west-1:1:topic, true",
        "arn:aws:sns:*:topic, arn:aws:sns:eu-west-1:1:topic, false"
    })
    void arn(String pattern, String text, boolean fits) {
        assertThat(matches(pattern, Glob.Dialect.ARN, text)).isEqualTo(fits);
    }

    @Test
    void bothWaysAgree() {
        var random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            String pattern = word(random, "ab*?", 10);
            String text = word(random, "ab", 12);
            assertThat(Pieces.of(parts(pattern)).matches(text))
                    .as("%s on %s", pattern, text)
                    .isEqualTo(new Automaton(parts(pattern), new BitSet()).matches(text));
        }
    }

    @Test
    void longPatternsCrossWords() {
        String piece = "abcdefghij".repeat(20);
        assertThat(matches("*" + piece + "?" + piece + "*", Glob.Dialect.TEXT, "x" + piece + "-" + piece + "y"))
                .isTrue();
        assertThat(matches("*" + piece + "?" + piece + "*", Glob.Dialect.TEXT, "x" + piece + piece + "y"))
                .isFalse();
    }

    /// Each of these takes backtracking matchers longer than anyone waits.
    @Test
    void hostilePatternsEnd() {
        String text = "a".repeat(8_000);
        assertThat(matches("a*".repeat(1_000) + "b", Glob.Dialect.TEXT, text)).isFalse();
        assertThat(matches("*a?".repeat(600) + "*b*", Glob.Dialect.TEXT, text)).isFalse();
        assertThat(matches("*" + "a".repeat(1_023) + "b*" + "a".repeat(1_000) + "*", Glob.Dialect.TEXT, text))
                .isFalse();
        assertThat(matches("*" + "?".repeat(1_500) + "b*", Glob.Dialect.TEXT, text))
                .isFalse();
        assertThat(matches("arn:aws:s3:" + "a*".repeat(900) + "b::x", Glob.Dialect.RESOURCE, "arn:aws:s3:" + text))
                .isFalse();
    }

    private static String word(Random random, String alphabet, int longest) {
        var word = new StringBuilder();
        for (int i = random.nextInt(longest); i > 0; i--) {
            word.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return word.toString();
    }
}
