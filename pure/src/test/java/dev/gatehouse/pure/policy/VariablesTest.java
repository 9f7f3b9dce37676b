package dev.gatehouse.pure.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class VariablesTest {
    private static final String PREFIX = "arn:aws:s3:::b/";

    static Stream<Arguments> resources() {
        return Stream.of(
                arguments("${aws:username}/*", "alice/x", Map.of("aws:username", "alice"), true),
                arguments("${AWS:UserName}/*", "alice/x", Map.of("aws:username", "alice"), true),
                arguments("${aws:username}/*", "bob/x", Map.of("aws:username", "alice"), false),
                arguments("${aws:username}/*", "bob/x", Map.of("aws:username", "*"), false),
                arguments("${aws:username}/*", "*/x", Map.of("aws:username", "*"), true),
                arguments("${aws:username}/*", "b/x", Map.of("aws:username", "?"), false),
                arguments("${aws:username}/*", "${aws:username}/x", Map.of("aws:username", "${aws:username}"), true),
                arguments("${aws:username}/*", "/x", Map.of(), false),
                arguments("${aws:username}/*", "/x", Map.of("aws:username", ""), true),
                arguments("${aws:TagKeys}", "a", Map.of("aws:TagKeys", List.of("a")), false),
                arguments("${aws:PrincipalTag/team, `all`}", "all", Map.of(), true),
                arguments("${aws:PrincipalTag/team,`all`}", "a", Map.of("aws:PrincipalTag/Team", "a"), true),
                arguments("${aws:PrincipalTag/team, `all`}", "all", Map.of("aws:PrincipalTag/team", "a"), false),
                arguments("${aws:PrincipalTag/team, `}*`}x", "}*x", Map.of(), true),
                arguments("${aws:PrincipalTag/team, `}*`}x", "}ax", Map.of(), false),
                arguments("${aws:PrincipalTag/team, ``}x", "x", Map.of(), true),
                arguments("a${*}b", "a*b", Map.of(), true),
                arguments("a${*}b", "axb", Map.of(), false),
                arguments("a${?}${$}{b}", "a?${b}", Map.of(), true),
                arguments("$a$", "$a$", Map.of(), true),
                arguments("${a:1}${a:2}", "xy", Map.of("a:1", "x", "a:2", "y"), true));
    }

    @ParameterizedTest
    @MethodSource("resources")
    void inResources(String pattern, String resource, Map<String, ?> context, boolean fits) {
        String statement = "{'Effect':'Allow','Action':'s3:*','Resource':'" + PREFIX + pattern + "'}";
        assertThat(allows("2012-10-17", statement, PREFIX + resource, context)).isEqualTo(fits);
    }

    private static boolean allows(String version, String statement, String resource, Map<String, ?> context) {
        Policy policy = Ask.policy(
                PolicyKind.IDENTITY,
                "{\"Version\":\"" + version + "\",\"Statement\":"
                        + statement.replace('\'', '"').replace('`', '\'') + "}");
        return Judge.decide(
                        new Request(Ask.ALICE, "s3:GetObject", resource, Ask.context(context)),
                        Policies.of(List.of(new NamedPolicy("p", policy))))
                .allowed();
    }

    @Test
    void olderPoliciesHaveNone() {
        String statement = "{'Effect':'Allow','Action':'s3:*','Resource':'" + PREFIX + "${aws:username}'}";
        assertThat(allows("2008-10-17", statement, PREFIX + "alice", Map.of("aws:username", "alice")))
                .isFalse();
        assertThat(allows("2008-10-17", statement, PREFIX + "${aws:username}", Map.of("aws:username", "alice")))
                .isTrue();
    }

    @Test
    void inConditions() {
        String like =
                "{'Effect':'Allow','Action':'s3:*','Resource':'*','Condition':{'StringLike':{'s3:prefix':'${saml:sub}/*'}}}";
        assertThat(allows("2012-10-17", like, "*", Map.of("s3:prefix", "me/x", "saml:sub", "me")))
                .isTrue();
        assertThat(allows("2012-10-17", like, "*", Map.of("s3:prefix", "you/x", "saml:sub", "*")))
                .isFalse();
        String arn =
                "{'Effect':'Allow','Action':'s3:*','Resource':'*','Condition':{'ArnEquals':{'aws:SourceArn':'${aws:PrincipalArn}'}}}";
        assertThat(allows(
                        "2012-10-17",
                        arn,
                        "*",
                        Map.of("aws:SourceArn", "arn:aws:iam::1:role/r", "aws:PrincipalArn", "arn:aws:iam::1:role/r")))
                .isTrue();
    }

    /// Place of a variable without value, effect, and whether the statement applies then.
    static Stream<Arguments> missing() {
        return Stream.of(
                arguments("'Resource':'arn:aws:s3:::b/${no:key}'", "Allow", false),
                arguments("'Resource':'arn:aws:s3:::b/${no:key}'", "Deny", false),
                arguments("'Resource':['arn:aws:s3:::b/${no:key}','*']", "Allow", true),
                arguments("'Resource':['arn:aws:s3:::b/${no:key}','*']", "Deny", true),
                arguments("'NotResource':'arn:aws:s3:::c/${no:key}'", "Allow", false),
                arguments("'NotResource':'arn:aws:s3:::c/${no:key}'", "Deny", true),
                arguments(condition("StringEquals", "['${no:key}','v']"), "Allow", false),
                arguments(condition("StringEquals", "['${no:key}','v']"), "Deny", true),
                arguments(condition("StringEquals", "'${no:key}'"), "Deny", false),
                arguments(condition("StringNotEquals", "'${no:key}'"), "Allow", false),
                arguments(condition("StringNotEquals", "'${no:key}'"), "Deny", true),
                arguments(condition("StringLikeIfExists", "'${no:key}'"), "Allow", false),
                arguments(condition("ArnNotLike", "'${no:key}'"), "Allow", false),
                arguments(condition("ArnNotLike", "'${no:key}'"), "Deny", true));
    }

    private static String condition(String operator, String values) {
        return "'Resource':'*','Condition':{'" + operator + "':{'a:key':" + values + "}}";
    }

    @ParameterizedTest
    @MethodSource("missing")
    void withoutValue(String rest, String effect, boolean applies) {
        NamedPolicy policy = Ask.identity("{'Effect':'" + effect + "','Action':'s3:*'," + rest + "}");
        Request request = new Request(Ask.ALICE, "s3:GetObject", "arn:aws:s3:::b/x", Ask.context(Map.of("a:key", "v")));
        assertThat(Judge.matching(request, Policies.of(List.of(policy)))).hasSize(applies ? 1 : 0);
    }
}
