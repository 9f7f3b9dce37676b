package dev.gatehouse.pure.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyTest {
    private static final String ALLOW = "'Effect':'Allow','Action':'s3:*','Resource':'*'";

    private static Parsed parse(PolicyKind kind, String document) {
        return Policy.parse(kind, document.replace('\'', '"'));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'Version':'2012-10-17','Id':'an id','Statement':{'Sid':'A1','Effect':'Allow','Action':'*','Resource':'*'}}",
                "{'Version':'2008-10-17','Statement':[{'Effect':'Deny','NotAction':['iam:*'],'NotResource':'*'}]}",
                "{'Statement':[{" + ALLOW + ",'Condition':{}},{'Sid':''," + ALLOW + "},{'Sid':''," + ALLOW + "}]}",
                "{'Statement':{" + ALLOW
                        + ",'Condition':{'Bool':{'aws:SecureTransport':true},'NumericLessThan':{'s3:max-keys':[10,'9.5']}}}}",
                "{'Statement':{'Effect':'Allow','Action':'S3:get?bj*','Resource':['arn:aws:s3:::b/*','arn:aws:s3:*','arn:*:s3:::x']}}",
                "{'Statement':{" + ALLOW + ",'Condition':{'StringLike':{},'Null':{'a:b':false}}}}",
                " \n{ 'Statement' :\t{" + ALLOW + "} }\r\n"
            })
    void isGoodForAnIdentity(String document) {
        for (PolicyKind kind : new PolicyKind[] {PolicyKind.IDENTITY, PolicyKind.BOUNDARY, PolicyKind.SESSION}) {
            assertThat(parse(kind, document)).isInstanceOf(Parsed.Good.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'Statement':{'Effect':'Allow','Principal':'*','Action':'sts:AssumeRole'}}",
                "{'Statement':{'Effect':'Allow','Principal':{'AWS':['*','123456789012','arn:aws:iam::123456789012:root',"
                        + "'arn:aws:iam::123456789012:user/a/b/alice','arn:aws:iam::123456789012:role/r',"
                        + "'arn:aws:sts::123456789012:assumed-role/r/app','arn:aws:sts::123456789012:federated-user/bob',"
                        + "'AIDAALICE00000000000A','AROAGUEST00000000000A','AROAGUEST00000000000A:app']},'Action':'sts:*'}}",
                "{'Statement':{'Effect':'Allow','Principal':{'Federated':'cognito-identity.amazonaws.com'},"
                        + "'Action':['sts:AssumeRoleWithWebIdentity','sts:TagSession']}}",
                "{'Statement':{'Effect':'Allow','Principal':{'Federated':'arn:aws:iam::123456789012:oidc-provider/id.example.com/x',"
                        + "'Service':['ec2.amazonaws.com','lambda.amazonaws.com'],'CanonicalUser':'79a5'},'Action':'sts:AssumeRole'}}",
                "{'Statement':{'Effect':'Deny','NotPrincipal':{'AWS':'123456789012'},'Action':'sts:AssumeRole'}}"
            })
    void isGoodForTrust(String document) {
        assertThat(parse(PolicyKind.TRUST, document)).isInstanceOf(Parsed.Good.class);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                arguments("", "Syntax errors in policy. (line 1, column 1: ends too early)"),
                arguments("{", "Syntax errors in policy. (line 1, column 2: ends too early)"),
                arguments("[]", "Syntax errors in policy. Not an object."),
                arguments("{'Statement':[]}", "Syntax errors in policy. No statement."),
                arguments("{'Version':'2012-10-17'}", "Syntax errors in policy. No statement."),
                arguments(
                        "{'Version':'2012-10-18','Statement':{" + ALLOW + "}}",
                        "Syntax errors in policy. Versions are 2012-10-17 and 2008-10-17. (Version)"),
                arguments(
                        "{'Version':2012,'Statement':{" + ALLOW + "}}",
                        "Syntax errors in policy. Not a string. (Version)"),
                arguments("{'statement':{" + ALLOW + "}}", "Syntax errors in policy. Unknown element statement."),
                arguments(
                        "{'Statement':{" + ALLOW + "},'Statement':{" + ALLOW + "}}",
                        "Syntax errors in policy. (line 1, column 64: a name stands twice in an object)"),
                arguments("{'Statement':['x']}", "Syntax errors in policy. Not an object. (Statement)"),
                arguments(
                        "{'Statement':[{" + ALLOW + "},{'effect':'Allow','Action':'*','Resource':'*'}]}",
                        "Syntax errors in policy. Unknown element effect. (Statement[1])"),
                arguments(
                        "{'Statement':{'Action':'*','Resource':'*'}}",
                        "Syntax errors in policy. Effect is missing. (Statement[0])"),
                arguments(
                        "{'Statement':{'Effect':'allow','Action':'*','Resource':'*'}}",
                        "Syntax errors in policy. An effect is Allow or Deny. (Statement[0].Effect)"),
                arguments(
                        "{'Statement':{'Effect':'Allow','Action':'*'}}",
                        "Policy statement must contain resources. (Statement[0])"),
                arguments(
                        "{'Statement':{'Effect':'Allow','Action':'*','Resource':[]}}",
                        "Policy statement must contain resources. (Statement[0].Resource)"),
                arguments(
                        "{'Statement':{'Effect':'Allow','Resource':'*'}}",
                        "Policy statement must contain actions. (Statement[0])"),
                arguments(
                        "{'Statement':{'Effect':'Allow','Action':[],'Resource':'*'}}",
                        "Policy statement must contain actions. (Statement[0].Action)"),
                arguments(
                        "{'Statement':{" + ALLOW + ",'NotAction':'*'}}",
                        "Syntax errors in policy. Action and NotAction exclude each other. (Statement[0])"),
                arguments(
                        "{'Statement':{" + ALLOW + ",'NotResource':'*'}}",
                        "Syntax errors in policy. Resource and NotResource exclude each other. (Statement[0])"),
                arguments(
                        "{'Statement':{" + ALLOW + ",'Principal':'*'}}",
                        "Policy document should not specify a principal. (Statement[0])"),
                arguments(
                        "{'Statement':{'Effect':'Allow','Action':'GetObject','Resource':'*'}}",
                        "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc. (Statement[0].Action)"),
                arguments(
                        "{'Statement':{'Effect':'Allow','Action':'s3:s3:GetObject','Resource':'*'}}",
                        "Actions/Condition can contain only one colon. (Statement[0].Action)"),
                arguments(
                        "{'Statement':{'Effect':'Allow','Action':'s*:GetObject','Resource':'*'}}",
                        "Vendor s* is not valid (Statement[0].Action)"),
                arguments(
                        "{'Statement':{'Effect':'Allow','Action':'s3:Get Object','Resource':'*'}}",
                        "Syntax errors in policy. Not an action: s3:Get Object. (Statement[0].Action)"),
                arguments(
                        "{'Statement':{'Effect':'Allow','Action':'s3:*','Resource':'bucket'}}",
                        "Resource bucket must be in ARN format or \"*\". (Statement[0].Resource)"),
                arguments(
                        "{'Statement':{'Effect':'Allow','Action':'s3:*','Resource':'arn:aws:s3:eu-west-1'}}",
                        "Resource arn:aws:s3:eu-west-1 must be in ARN format or \"*\". (Statement[0].Resource)"),
                arguments(
                        "{'Statement':{'Effect':'Allow','Action':'s3:*','Resource':'arn:azure:s3:::b'}}",
                        "Partition \"azure\" is not valid for resource \"arn:azure:s3:::b\". (Statement[0].Resource)"),
                arguments(
                        "{'Statement':{'Effect':'Allow','Action':'s3:*','Resource':'arn:aws:s*:::b'}}",
                        "Resource vendor must be fully qualified and cannot contain regexes. (Statement[0].Resource)"),
                arguments(
                        "{'Statement':{'Effect':'Allow','Action':'s3:*','Resource':[{'Ref':'Bucket'}]}}",
                        "Syntax errors in policy. Not a string. (Statement[0].Resource)"),
                arguments(
                        "{'Statement':[{'Sid':'a'," + ALLOW + "},{'Sid':'a'," + ALLOW + "}]}",
                        "Statement IDs (SID) in a single policy must be unique. (Statement[1].Sid)"),
                arguments(
                        "{'Statement':{'Sid':'a b'," + ALLOW + "}}",
                        "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression"
                                + " [0-9A-Za-z]* (Statement[0].Sid)"),
                condition("{'StringMatches':{'a:b':'c'}}", "Unknown condition operator.", ".StringMatches"),
                condition("{'stringequals':{'a:b':'c'}}", "Unknown condition operator.", ".stringequals"),
                condition("{'NullIfExists':{'a:b':'true'}}", "Unknown condition operator.", ".NullIfExists"),
                condition("{'ForAllValues:Null':{'a:b':'true'}}", "Unknown condition operator.", ".ForAllValues:Null"),
                condition(
                        "{'ForSomeValues:Bool':{'a:b':'true'}}", "Unknown condition operator.", ".ForSomeValues:Bool"),
                condition("{'StringEquals':{'a:b':[]}}", "A condition needs a value.", ".StringEquals.a:b"),
                condition("{'StringEquals':{'a:b':null}}", "Not a string.", ".StringEquals.a:b"),
                condition("{'StringEquals':{'a:b':{'c':'d'}}}", "Not a string.", ".StringEquals.a:b"),
                condition("{'StringEquals':['a:b']}", "Not an object.", ".StringEquals"),
                condition("{'NumericEquals':{'a:b':'1e9'}}", "Not a number.", ".NumericEquals.a:b"),
                condition("{'DateEquals':{'a:b':'2026-02-30'}}", "Not a date.", ".DateEquals.a:b"),
                condition("{'Bool':{'a:b':'yes'}}", "Not true or false.", ".Bool.a:b"),
                condition("{'BinaryEquals':{'a:b':'?'}}", "Not base64.", ".BinaryEquals.a:b"),
                condition("{'IpAddress':{'a:b':'10.0.0.0/33'}}", "Not an IP address or range.", ".IpAddress.a:b"),
                condition("{'IpAddress':{'a:b':'localhost'}}", "Not an IP address or range.", ".IpAddress.a:b"),
                condition("{'ArnLike':{'a:b':'arn:aws:s3*'}}", "Not an ARN.", ".ArnLike.a:b"),
                arguments(
                        "{'Statement':{" + ALLOW + ",'Condition':{'Bool':{'secure':true}}}}",
                        "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc."
                                + " (Statement[0].Condition.Bool.secure)"));
    }

    private static Arguments condition(String condition, String says, String place) {
        return arguments(
                "{'Statement':{" + ALLOW + ",'Condition':" + condition + "}}",
                "Syntax errors in policy. " + says + " (Statement[0].Condition" + place + ")");
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void saysWhatIsWrongAndWhere(String document, String message) {
        assertThat(parse(PolicyKind.IDENTITY, document))
                .isInstanceOfSatisfying(
                        Parsed.Bad.class, bad -> assertThat(bad.message()).isEqualTo(message));
    }

    static Stream<Arguments> trustRefusals() {
        String action = "'Action':'sts:AssumeRole'";
        return Stream.of(
                arguments("{", "This policy contains invalid Json (line 1, column 2: ends too early)"),
                arguments(
                        "{'Statement':{'Effect':'Allow'," + action + "}}",
                        "Missing required field Principal (Statement[0])"),
                arguments(
                        "{'Statement':{'Effect':'Allow','Principal':'*'," + action + ",'Resource':'*'}}",
                        "Has prohibited field Resource (Statement[0])"),
                arguments(
                        "{'Statement':{'Effect':'Allow','Principal':'*'," + action + ",'NotResource':'*'}}",
                        "Has prohibited field Resource (Statement[0])"),
                arguments(
                        "{'Statement':{'Effect':'Allow','Principal':'*','Action':'s3:*'}}",
                        "AssumeRole policy may only specify STS AssumeRole actions. (Statement[0])"),
                arguments(
                        "{'Statement':{'Effect':'Allow','Principal':'*','Action':'*'}}",
                        "AssumeRole policy may only specify STS AssumeRole actions. (Statement[0])"),
                arguments(
                        "{'Statement':{'Effect':'Allow','NotPrincipal':'*'," + action + "}}",
                        "Syntax errors in policy. NotPrincipal goes with Deny only. (Statement[0])"),
                arguments(
                        "{'Statement':{'Effect':'Allow','Principal':{}," + action + "}}",
                        "Missing required field Principal (Statement[0].Principal)"),
                arguments(
                        "{'Statement':{'Effect':'Allow','Principal':{'Aws':'*'}," + action + "}}",
                        "Syntax errors in policy. Unknown element Aws. (Statement[0].Principal)"),
                invalid("'alice'", "\"alice\""),
                invalid("{'AWS':'alice'}", "\"AWS\":\"alice\""),
                invalid("{'AWS':'12345'}", "\"AWS\":\"12345\""),
                invalid("{'AWS':'123456789012:root'}", "\"AWS\":\"123456789012:root\""),
                invalid("{'AWS':'arn:aws:iam::123456789012'}", "\"AWS\":\"arn:aws:iam::123456789012\""),
                invalid("{'AWS':'arn:aws:iam::123456789012:user/*'}", "\"AWS\":\"arn:aws:iam::123456789012:user/*\""),
                invalid("{'AWS':'arn:aws:iam::123456789012:group/g'}", "\"AWS\":\"arn:aws:iam::123456789012:group/g\""),
                invalid("{'Federated':'*'}", "\"Federated\":\"*\""),
                invalid("{'Service':''}", "\"Service\":\"\""));
    }

    private static Arguments invalid(String principal, String shown) {
        return arguments(
                "{'Statement':{'Effect':'Allow','Principal':" + principal + ",'Action':'sts:AssumeRole'}}",
                "Invalid principal in policy: " + shown + " (Statement[0].Principal)");
    }

    @ParameterizedTest
    @MethodSource("trustRefusals")
    void saysWhatIsWrongWithTrust(String document, String message) {
        assertThat(parse(PolicyKind.TRUST, document))
                .isInstanceOfSatisfying(
                        Parsed.Bad.class, bad -> assertThat(bad.message()).isEqualTo(message));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:s3:::b/${",
                "arn:aws:s3:::b/${aws:username",
                "arn:aws:s3:::b/${}",
                "arn:aws:s3:::b/${aws:${x}}",
                "arn:aws:s3:::b/${aws:username, x}",
                "arn:aws:s3:::b/${aws:username, 'x}",
                "arn:aws:s3:::b/${aws:username, 'x'y'}",
                "arn:aws:s3:${aws:RequestedRegion}::b"
            })
    void variablesAreReadOnlyInTheNewerVersion(String resource) {
        String statement =
                ",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"" + resource + "\"}}";
        assertThat(Policy.parse(PolicyKind.IDENTITY, "{\"Version\":\"2012-10-17\"" + statement))
                .isInstanceOf(Parsed.Bad.class);
        assertThat(Policy.parse(PolicyKind.IDENTITY, "{\"Version\":\"2008-10-17\"" + statement))
                .isInstanceOf(Parsed.Good.class);
    }

    @Test
    void tellsWhichKeysItLooksAt() {
        Policy policy = Ask.identity("{'Effect':'Allow','Action':'s3:*',"
                        + "'Resource':'arn:aws:s3:::b/${aws:username}/${AWS:UserName}/${aws:PrincipalTag/x, `none`}',"
                        + "'Condition':{'StringLike':{'s3:prefix':'${saml:sub}/*'},'Null':{'aws:TagKeys':'true'}}}")
                .policy();
        assertThat(policy.contextKeys())
                .containsExactly("s3:prefix", "aws:TagKeys", "aws:username", "aws:PrincipalTag/x", "saml:sub");
        assertThat(policy.missingFrom(Ask.context(Map.of("AWS:UserName", "alice", "s3:prefix", "x"))))
                .containsExactly("aws:TagKeys", "saml:sub");
    }

    @Test
    void tellsWhereStatementsStand() {
        Policy policy = Ask.policy(PolicyKind.IDENTITY, """
                {
                  "Statement": [
                    {"Effect": "Allow", "Action": "*", "Resource": "*"},
                    {"Effect": "Deny",
                     "Action": "*", "Resource": "*"}
                  ]
                }
                """);
        assertThat(policy.start(0)).isEqualTo(new Position(3, 5));
        assertThat(policy.start(1)).isEqualTo(new Position(4, 5));
        assertThat(policy.end(1)).isEqualTo(new Position(5, 37));
    }

    @Test
    void tellsProvidersAndConditionsOfTrust() {
        Statement statement = Ask.trust("{'Effect':'Allow','Action':'sts:AssumeRoleWithWebIdentity',"
                        + "'Principal':{'Federated':'cognito-identity.amazonaws.com','AWS':'*'},"
                        + "'Condition':{'StringEquals':{'cognito-identity.amazonaws.com:aud':'eu-west-1:pool'}}}")
                .policy()
                .statements()
                .getFirst();
        assertThat(statement.providers()).containsExactly("cognito-identity.amazonaws.com");
        assertThat(statement.conditionKeys()).containsExactly("cognito-identity.amazonaws.com:aud");
    }
}
