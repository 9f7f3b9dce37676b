package dev.gatehouse.pure.policy;

import static dev.gatehouse.pure.policy.Ask.ALICE;
import static dev.gatehouse.pure.policy.Ask.ALICE_ID;
import static dev.gatehouse.pure.policy.Ask.BOB;
import static dev.gatehouse.pure.policy.Ask.GUEST_ID;
import static dev.gatehouse.pure.policy.Ask.SESSION;
import static dev.gatehouse.pure.policy.Ask.boundary;
import static dev.gatehouse.pure.policy.Ask.get;
import static dev.gatehouse.pure.policy.Ask.identity;
import static dev.gatehouse.pure.policy.Ask.resource;
import static dev.gatehouse.pure.policy.Ask.session;
import static dev.gatehouse.pure.policy.Ask.trust;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The rules of "Policy evaluation logic" inside one account, one case for each.
class JudgeTest {
    private static final String ALL = "{'Effect':'Allow','Action':'*','Resource':'*'}";
    private static final String OTHER = "{'Effect':'Allow','Action':'ec2:*','Resource':'*'}";
    private static final String NO = "{'Sid':'No','Effect':'Deny','Action':'s3:Get*','Resource':'*'}";
    private static final Policies NONE = Policies.of(List.of());
    private static final Policies GRANTED = Policies.of(List.of(identity(ALL)));

    private static NamedPolicy allowing(String principal) {
        return resource("{'Effect':'Allow','Principal':" + principal + ",'Action':'s3:GetObject','Resource':'*'}");
    }

    private static NamedPolicy aws(String principal) {
        return allowing("{'AWS':'" + principal + "'}");
    }

    private static final String SESSION_ID = GUEST_ID + ":app";
    private static final String BOB_ARN = "arn:aws:sts::123456789012:federated-user/bob";

    static Stream<Arguments> cases() {
        return Stream.of(
                arguments("nothing allows", ALICE, NONE, "no IDENTITY"),
                arguments("a policy allows", ALICE, GRANTED, "allow"),
                arguments("another thing is allowed", ALICE, Policies.of(List.of(identity(OTHER))), "no IDENTITY"),
                arguments(
                        "deny beats allow", ALICE, Policies.of(List.of(identity(ALL), identity(NO))), "deny IDENTITY"),
                arguments("boundary allows", ALICE, GRANTED.bounded(boundary(ALL)), "allow"),
                arguments("boundary lacks", ALICE, GRANTED.bounded(boundary(OTHER)), "no BOUNDARY"),
                arguments("boundary denies", ALICE, GRANTED.bounded(boundary(ALL, NO)), "deny BOUNDARY"),
                arguments("boundary grants nothing", ALICE, NONE.bounded(boundary(ALL)), "no IDENTITY"),
                arguments("session policy allows", SESSION, GRANTED.inSession(List.of(session(ALL))), "allow"),
                arguments(
                        "one of two is enough",
                        SESSION,
                        GRANTED.inSession(List.of(session(OTHER), session(ALL))),
                        "allow"),
                arguments("session policy lacks", SESSION, GRANTED.inSession(List.of(session(OTHER))), "no SESSION"),
                arguments(
                        "session policy denies",
                        SESSION,
                        GRANTED.inSession(List.of(session(ALL), session(NO))),
                        "deny SESSION"),
                arguments(
                        "session policy grants nothing", SESSION, NONE.inSession(List.of(session(ALL))), "no IDENTITY"),
                arguments("federated user without policy", BOB, GRANTED, "no SESSION"),
                arguments("federated user with policy", BOB, GRANTED.inSession(List.of(session(ALL))), "allow"),
                // The resource's policy.
                arguments("user by name", ALICE, NONE.on(aws(ALICE_ID)), "allow"),
                arguments(
                        "user by name, boundary lacks",
                        ALICE,
                        NONE.bounded(boundary(OTHER)).on(aws(ALICE_ID)),
                        "allow"),
                arguments(
                        "user by name, boundary denies",
                        ALICE,
                        NONE.bounded(boundary(NO)).on(aws(ALICE_ID)),
                        "deny BOUNDARY"),
                arguments("user by account", ALICE, NONE.on(aws(Ask.ACCOUNT)), "no IDENTITY"),
                arguments("user by account and policy", ALICE, GRANTED.on(aws(Ask.ACCOUNT)), "allow"),
                arguments("role", SESSION, NONE.on(aws(GUEST_ID)), "allow"),
                arguments(
                        "role, boundary lacks",
                        SESSION,
                        NONE.bounded(boundary(OTHER)).on(aws(GUEST_ID)),
                        "no BOUNDARY"),
                arguments(
                        "role, session lacks",
                        SESSION,
                        NONE.inSession(List.of(session(OTHER))).on(aws(GUEST_ID)),
                        "no SESSION"),
                arguments("session by name", SESSION, limited().on(aws(SESSION_ID)), "allow"),
                arguments("another session", SESSION, NONE.on(aws(GUEST_ID + ":other")), "no IDENTITY"),
                arguments("federated user by name", BOB, NONE.on(aws(BOB_ARN)), "allow"),
                arguments("user behind, no session policy", BOB, NONE.on(aws(ALICE_ID)), "no IDENTITY"),
                arguments(
                        "user behind, session allows",
                        BOB,
                        NONE.inSession(List.of(session(ALL))).on(aws(ALICE_ID)),
                        "allow"),
                arguments("everyone", SESSION, limited().on(allowing("'*'")), "allow"),
                arguments(
                        "everyone, denied",
                        SESSION,
                        limited().on(resource(NO.replace("'Sid'", "'Principal':'*','Sid'"))),
                        "deny RESOURCE"),
                arguments("nobody in particular", new Requester.Anonymous(), NONE.on(aws("*")), "allow"),
                arguments(
                        "nobody in particular, nothing",
                        new Requester.Anonymous(),
                        NONE.on(aws(ALICE_ID)),
                        "no RESOURCE"),
                arguments("made again under the old name", ALICE, NONE.on(aws("AIDAOLDALICE000000000")), "no IDENTITY"),
                arguments(
                        "name without id", ALICE, NONE.on(aws("arn:aws:iam::123456789012:user/alice")), "no IDENTITY"),
                arguments("root", new Requester.Root(Ask.ACCOUNT), NONE, "allow"),
                arguments(
                        "root, denied",
                        new Requester.Root(Ask.ACCOUNT),
                        NONE.on(resource(NO.replace("'Sid'", "'Principal':'*','Sid'"))),
                        "deny RESOURCE"),
                // NotPrincipal.
                arguments("user spared", ALICE, GRANTED.on(refusingAllBut(Ask.ACCOUNT, ALICE_ID)), "allow"),
                arguments("account not listed", ALICE, GRANTED.on(refusingAllBut(ALICE_ID)), "deny RESOURCE"),
                arguments(
                        "session spared",
                        SESSION,
                        GRANTED.on(refusingAllBut(Ask.ACCOUNT, GUEST_ID, SESSION_ID)),
                        "allow"),
                arguments(
                        "session not listed",
                        SESSION,
                        GRANTED.on(refusingAllBut(Ask.ACCOUNT, GUEST_ID)),
                        "deny RESOURCE"),
                arguments(
                        "boundary, though listed",
                        ALICE,
                        GRANTED.bounded(boundary(ALL)).on(refusingAllBut(Ask.ACCOUNT, ALICE_ID)),
                        "deny RESOURCE"));
    }

    private static Policies limited() {
        return NONE.bounded(boundary(OTHER)).inSession(List.of(session(OTHER)));
    }

    private static NamedPolicy refusingAllBut(String... principals) {
        return resource("{'Effect':'Deny','NotPrincipal':{'AWS':['" + String.join("','", principals)
                + "']},'Action':'*','Resource':'*'}");
    }

    private static String told(Decision decision) {
        return switch (decision) {
            case Decision.Allowed _ -> "allow";
            case Decision.DeniedExplicitly denied -> "deny " + denied.by().layer();
            case Decision.DeniedImplicitly denied -> "no " + denied.lacking();
        };
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void decides(String name, Requester requester, Policies policies, String decision) {
        assertThat(told(Judge.decide(get(requester), policies))).isEqualTo(decision);
    }

    static Stream<Arguments> trusts() {
        Requester cognito = new Requester.Federated("cognito-identity.amazonaws.com");
        return Stream.of(
                arguments("user by name", ALICE, NONE, "{'AWS':'" + ALICE_ID + "'}", "allow"),
                arguments("user by account", ALICE, NONE, "{'AWS':'" + Ask.ACCOUNT + "'}", "no IDENTITY"),
                arguments("user by account and policy", ALICE, GRANTED, "{'AWS':'" + Ask.ACCOUNT + "'}", "allow"),
                arguments("policy without trust", ALICE, GRANTED, "{'AWS':'" + GUEST_ID + "'}", "no RESOURCE"),
                arguments("another account", ALICE, GRANTED, "{'AWS':'999999999999'}", "no RESOURCE"),
                arguments("role", SESSION, NONE, "{'AWS':'" + GUEST_ID + "'}", "allow"),
                arguments(
                        "root needs it too",
                        new Requester.Root(Ask.ACCOUNT),
                        NONE,
                        "{'AWS':'" + ALICE_ID + "'}",
                        "no RESOURCE"),
                arguments("provider", cognito, NONE, "{'Federated':'cognito-identity.amazonaws.com'}", "allow"),
                arguments("another provider", cognito, NONE, "{'Federated':'accounts.google.com'}", "no RESOURCE"),
                arguments("every AWS principal is no provider", cognito, NONE, "{'AWS':'*'}", "no RESOURCE"),
                arguments("everyone", cognito, NONE, "'*'", "allow"),
                arguments(
                        "service",
                        new Requester.Service("lambda.amazonaws.com"),
                        NONE,
                        "{'Service':'lambda.amazonaws.com'}",
                        "allow"),
                arguments(
                        "provider by service",
                        cognito,
                        NONE,
                        "{'Service':'cognito-identity.amazonaws.com'}",
                        "no RESOURCE"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("trusts")
    void trusts(String name, Requester requester, Policies policies, String principal, String decision) {
        NamedPolicy trust = trust("{'Effect':'Allow','Principal':" + principal + ",'Action':'sts:AssumeRole'}");
        Request request = new Request(requester, "sts:AssumeRole", "arn:aws:iam::123456789012:role/r", Context.EMPTY);
        assertThat(told(Judge.decide(request, policies.trustedBy(trust)))).isEqualTo(decision);
    }

    /// The trust policy that every tutorial on identity pools shows.
    @ParameterizedTest
    @MethodSource("poolTokens")
    void trustsAnIdentityPool(Map<String, ?> context, boolean allowed) {
        NamedPolicy trust = trust("{'Effect':'Allow','Principal':{'Federated':'cognito-identity.amazonaws.com'},"
                + "'Action':'sts:AssumeRoleWithWebIdentity','Condition':{"
                + "'StringEquals':{'cognito-identity.amazonaws.com:aud':'eu-west-1:pool'},"
                + "'ForAnyValue:StringLike':{'cognito-identity.amazonaws.com:amr':'authenticated'}}}");
        Request request = new Request(
                new Requester.Federated("cognito-identity.amazonaws.com"),
                "sts:AssumeRoleWithWebIdentity",
                "arn:aws:iam::123456789012:role/r",
                Ask.context(context));
        assertThat(Judge.decide(request, NONE.trustedBy(trust)).allowed()).isEqualTo(allowed);
    }

    static Stream<Arguments> poolTokens() {
        String aud = "cognito-identity.amazonaws.com:aud";
        String amr = "cognito-identity.amazonaws.com:amr";
        return Stream.of(
                arguments(Map.of(aud, "eu-west-1:pool", amr, List.of("authenticated", "accounts.google.com")), true),
                arguments(Map.of(aud, "eu-west-1:pool", amr, List.of("unauthenticated")), false),
                arguments(Map.of(aud, "eu-west-1:other", amr, List.of("authenticated")), false),
                arguments(Map.of(aud, "eu-west-1:pool"), false),
                arguments(Map.of(amr, List.of("authenticated")), false));
    }

    @Test
    void explainsItself() {
        Decision allowed = Judge.decide(get(SESSION), GRANTED.bounded(boundary(OTHER, ALL)));
        assertThat(allowed.reason()).isEqualTo("allowed by statement 1 of identity, statement 2 of boundary");
        assertThat(allowed.tail("s3:GetObject")).isEmpty();

        Decision denied = Judge.decide(get(SESSION), GRANTED.inSession(List.of(session(ALL, NO))));
        assertThat(denied.reason()).isEqualTo("denied by statement 2 (No) of session");
        assertThat(denied.tail("s3:GetObject")).isEqualTo(" with an explicit deny in a session policy");

        Decision missing = Judge.decide(get(SESSION), GRANTED.bounded(boundary(OTHER)));
        assertThat(missing.reason()).isEqualTo("denied: no permissions boundary allows it");
        assertThat(missing.tail("s3:GetObject"))
                .isEqualTo(" because no permissions boundary allows the s3:GetObject action");
    }

    @Test
    void showsAllStatementsThatApply() {
        assertThat(Judge.matching(
                        get(SESSION),
                        Policies.of(List.of(identity(OTHER, ALL, NO))).inSession(List.of(session(ALL)))))
                .extracting(Match::toString)
                .containsExactly("statement 2 of identity", "statement 3 (No) of identity", "statement 1 of session");
    }

    @ParameterizedTest
    @MethodSource("actions")
    void actionsIgnoreCase(String element, boolean allowed) {
        assertThat(Ask.allows(
                        "{'Effect':'Allow'," + element + ",'Resource':'*'}", "s3:GetObject", Ask.OBJECT, Map.of()))
                .isEqualTo(allowed);
    }

    static Stream<Arguments> actions() {
        return Stream.of(
                arguments("'Action':'S3:getobject'", true),
                arguments("'Action':'s3:Get*'", true),
                arguments("'Action':'s3:?etObject'", true),
                arguments("'Action':'s3:*Put*'", false),
                arguments("'Action':'ec2:*'", false),
                arguments("'Action':['ec2:*','s3:GetObject']", true),
                arguments("'NotAction':'s3:Put*'", true),
                arguments("'NotAction':['ec2:*','s3:Get*']", false),
                arguments("'NotAction':'*'", false));
    }
}
