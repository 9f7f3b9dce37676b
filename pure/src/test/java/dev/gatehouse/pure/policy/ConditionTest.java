package dev.gatehouse.pure.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConditionTest {

    /// Operator, values in the policy, value of the request (none: absent), whether it holds.
    static Stream<Arguments> cases() {
        return Stream.of(
                one("StringEquals", "'a'", "a", true),
                one("StringEquals", "'a'", "A", false),
                one("StringEquals", "['b','a']", "a", true),
                one("StringEquals", "'a*'", "ab", false),
                one("StringEquals", "'a*'", "a*", true),
                one("StringEquals", "''", "", true),
                one("StringNotEquals", "['b','a']", "a", false),
                one("StringNotEquals", "['b','c']", "a", true),
                one("StringEqualsIgnoreCase", "'aB'", "Ab", true),
                one("StringNotEqualsIgnoreCase", "'aB'", "Ab", false),
                one("StringLike", "'home/*/x?'", "home/a/b/xy", true),
                one("StringLike", "'a'", "A", false),
                one("StringNotLike", "'a*'", "ab", false),
                one("StringNotLike", "'a*'", "ba", true),
                one("NumericEquals", "10", "10.0", true),
                one("NumericEquals", "'10'", "ten", false),
                one("NumericNotEquals", "'10'", "10", false),
                one("NumericLessThan", "10", "9.99", true),
                one("NumericLessThan", "10", "10", false),
                one("NumericLessThanEquals", "10", "10", true),
                one("NumericGreaterThan", "-1", "0", true),
                one("NumericGreaterThanEquals", "-1", "-1.0", true),
                one("NumericGreaterThanEquals", "-1", "-1.5", false),
                one("DateEquals", "'2026-11-21T12:00:00+02:00'", "2026-11-21T10:00:00Z", true),
                one("DateEquals", "'2026-11-21'", "2026-11-21T00:00:00Z", true),
                one("DateEquals", "'2026-11'", "2026-11-01T00:00:00Z", true),
                one("DateEquals", "1795255200", "2026-11-21T10:00:00Z", true),
                one("DateEquals", "'2026-11-21T10:00'", "1795255200", true),
                one("DateNotEquals", "'2026-11-21'", "2026-11-22", true),
                one("DateLessThan", "'2026-11-21T10:00:00Z'", "2026-11-21T09:59:59.999Z", true),
                one("DateLessThanEquals", "'2026-11-21T10:00:00Z'", "2026-11-21T10:00:00.001Z", false),
                one("DateGreaterThan", "'2026-11-21T10:00:00Z'", "2026-11-21T10:00:00Z", false),
                one("DateGreaterThanEquals", "'2026-11-21T10:00:00Z'", "2026-11-21T10:00:00Z", true),
                one("DateLessThan", "'2026-11-21T10:00:00Z'", "soon", false),
                one("Bool", "true", "true", true),
                one("Bool", "'True'", "true", true),
                one("Bool", "'false'", "true", false),
                one("BinaryEquals", "'AAEC'", "AAEC", true),
                one("BinaryEquals", "'AAEC'", "AAED", false),
                one("BinaryEquals", "'AAEC'", "!", false),
                one("IpAddress", "'203.0.113.0/24'", "203.0.113.255", true),
                one("IpAddress", "'203.0.113.7'", "203.0.113.8", false),
                one("IpAddress", "'10.1.2.3/8'", "10.9.9.9", true),
                one("IpAddress", "'0.0.0.0/0'", "1.2.3.4", true),
                one("IpAddress", "'0.0.0.0/0'", "::1", false),
                one("IpAddress", "'::/0'", "1.2.3.4::1", false),
                one("IpAddress", "'2001:db8::/32'", "2001:db8:0:1::42", true),
                one("IpAddress", "'2001:db8::/33'", "2001:db8:8000::1", false),
                one("IpAddress", "'203.0.113.0/24'", "::ffff:203.0.113.9", true),
                one("IpAddress", "'203.0.113.0/24'", "203.0.113.09", false),
                one("IpAddress", "'203.0.113.0/24'", "localhost", false),
                one("NotIpAddress", "['10.0.0.0/8','203.0.113.0/24']", "203.0.113.1", false),
                one("NotIpAddress", "'10.0.0.0/8'", "203.0.113.1", true),
                one("ArnEquals", "'arn:aws:iam::*:role/*'", "arn:aws:iam::1:role/a/b", true),
                one("ArnLike", "'arn:aws:sns:*:1:t'", "arn:aws:sns:eu-west-1:1:t", true),
                one("ArnLike", "'arn:aws:sns:*:*:t'", "arn:aws:sns:a:b:c:t", false),
                one("ArnNotLike", "'arn:aws:sns:*:1:t'", "arn:aws:sns:eu-west-1:1:t", false),
                one("ArnNotEquals", "'arn:aws:sns:*:1:t'", "not an arn", true),
                absent("StringEquals", "'a'", false),
                absent("StringNotEquals", "'a'", true),
                absent("StringEqualsIfExists", "'a'", true),
                absent("StringNotLikeIfExists", "'a'", true),
                absent("NumericLessThan", "1", false),
                absent("NumericLessThanIfExists", "1", true),
                absent("Bool", "false", false),
                absent("IpAddress", "'0.0.0.0/0'", false),
                absent("NotIpAddress", "'0.0.0.0/0'", true),
                absent("Null", "true", true),
                absent("Null", "false", false),
                one("Null", "'true'", "x", false),
                one("Null", "'false'", "", true),
                one("StringEqualsIfExists", "'a'", "b", false),
                several("ForAllValues:StringEquals", "['a','b']", List.of("a"), true),
                several("ForAllValues:StringEquals", "['a','b']", List.of("a", "c"), false),
                several("ForAllValues:StringEquals", "['a','b']", List.of(), true),
                several("ForAllValues:StringNotEquals", "['a','b']", List.of("c", "d"), true),
                several("ForAllValues:StringNotEquals", "['a','b']", List.of("c", "a"), false),
                several("ForAnyValue:StringEquals", "['a','b']", List.of("c", "a"), true),
                several("ForAnyValue:StringEquals", "['a','b']", List.of("c"), false),
                several("ForAnyValue:StringEquals", "['a','b']", List.of(), false),
                several("ForAnyValue:StringNotEquals", "['a','b']", List.of("a", "c"), true),
                several("ForAnyValue:StringNotEquals", "['a','b']", List.of("a", "b"), false),
                several("ForAnyValue:StringNotEquals", "['a']", List.of(), false),
                several("ForAnyValue:StringEqualsIfExists", "'a'", List.of(), true),
                several("ForAllValues:StringEqualsIfExists", "'a'", List.of("b"), false),
                several("ForAnyValue:StringLike", "'a*'", List.of("b", "ab"), true),
                several("Null", "true", List.of(), true),
                several("StringEquals", "'a'", List.of("b", "a"), true),
                several("StringNotEquals", "'a'", List.of("b", "a"), false),
                several("StringNotEquals", "'a'", List.of("b", "c"), true));
    }

    private static Arguments one(String operator, String wanted, String value, boolean holds) {
        return arguments(operator, wanted, Map.of("App:Key", value), holds);
    }

    private static Arguments absent(String operator, String wanted, boolean holds) {
        return arguments(operator, wanted, Map.of(), holds);
    }

    private static Arguments several(String operator, String wanted, List<String> values, boolean holds) {
        return arguments(operator, wanted, Map.of("App:Key", values), holds);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void holds(String operator, String wanted, Map<String, ?> context, boolean holds) {
        assertThat(Ask.allows(
                        "{'Effect':'Allow','Action':'a:b','Resource':'*','Condition':{'" + operator + "':{'app:key':"
                                + wanted + "}}}",
                        "a:b",
                        "*",
                        context))
                .isEqualTo(holds);
    }

    @ParameterizedTest
    @MethodSource("together")
    void allMustHold(String condition, boolean holds) {
        assertThat(Ask.allows(
                        "{'Effect':'Allow','Action':'a:b','Resource':'*','Condition':" + condition + "}",
                        "a:b",
                        "*",
                        Map.of("a:one", "1", "a:two", "2")))
                .isEqualTo(holds);
    }

    static Stream<Arguments> together() {
        return Stream.of(
                arguments("{}", true),
                arguments("{'StringEquals':{'a:one':'1','A:TWO':'2'}}", true),
                arguments("{'StringEquals':{'a:one':'1','a:two':'3'}}", false),
                arguments("{'StringEquals':{'a:one':'1'},'NumericLessThan':{'a:two':'2'}}", false));
    }
}
