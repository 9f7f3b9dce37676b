package dev.gatehouse.pure.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Documents built to be slow. A matcher that backtracks does not come back from these.
class SlowPoliciesTest {

    @Test
    void thousandsOfWildcards() {
        String pattern = "*a".repeat(1_000);
        String statement = "{'Effect':'Allow','Action':'s3:" + "*a?".repeat(500) + "','Resource':'arn:aws:s3:::"
                + pattern + "b','Condition':{'StringLike':{'s3:prefix':'" + pattern + "b'}}}";
        String text = "a".repeat(2_000);
        assertThat(Ask.allows(statement, "s3:" + text, "arn:aws:s3:::" + text, Map.of("s3:prefix", text)))
                .isFalse();
    }

    @Test
    void variablesFullOfWildcards() {
        String statement = "{'Effect':'Allow','Action':'s3:*','Resource':'arn:aws:s3:::" + "*${a:b}".repeat(250) + "'}";
        assertThat(Ask.allows(statement, "s3:Get", "arn:aws:s3:::" + "*".repeat(2_000), Map.of("a:b", "*?".repeat(4))))
                .isFalse();
    }

    @Test
    void everyStatementNearlyMatches() {
        String statements = IntStream.range(0, 1_500)
                .mapToObj(i -> "{\"Effect\":\"Allow\",\"Action\":\"s3:*t*t*t\",\"Resource\":\"arn:aws:s3:::*a*a*a*" + i
                        + "\"}")
                .collect(Collectors.joining(","));
        Policy policy = Ask.policy(PolicyKind.IDENTITY, "{\"Statement\":[" + statements + "]}");
        assertThat(Judge.decide(
                        new Request(Ask.ALICE, "s3:ttttttt", "arn:aws:s3:::" + "a".repeat(1_000), Context.EMPTY),
                        Policies.of(List.of(new NamedPolicy("p", policy)))))
                .isEqualTo(new Decision.DeniedImplicitly(Layer.IDENTITY));
    }

    @Test
    void nestingIsRefused() {
        String deep = "{\"Statement\":{\"Effect\":" + "[".repeat(50_000);
        assertThat(Policy.parse(PolicyKind.IDENTITY, deep))
                .isEqualTo(new Parsed.Bad("Syntax errors in policy.", "line 1, column 39: nested too deeply"));
    }

    @Test
    void longValuesAreRefused() {
        String long1 = "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"arn:aws:s3:::"
                + "*".repeat(2_048) + "\"}}";
        assertThat(Policy.parse(PolicyKind.IDENTITY, long1))
                .isEqualTo(new Parsed.Bad(
                        "Syntax errors in policy. Longer than 2048 characters.", "Statement[0].Resource"));
    }

    @Test
    void longDocumentsAreRefused() {
        assertThat(Policy.parse(PolicyKind.TRUST, " ".repeat(300_000)))
                .isEqualTo(new Parsed.Bad("This policy contains invalid Json", "is longer than 262144 characters"));
    }
}
