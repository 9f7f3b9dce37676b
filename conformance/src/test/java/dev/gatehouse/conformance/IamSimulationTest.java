package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.ContextEntry;
import software.amazon.awssdk.services.iam.model.ContextKeyTypeEnum;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.Position;
import software.amazon.awssdk.services.iam.model.ResourceSpecificResult;
import software.amazon.awssdk.services.iam.model.SimulateCustomPolicyRequest;
import software.amazon.awssdk.services.iam.model.SimulatePrincipalPolicyRequest;
import software.amazon.awssdk.services.iam.model.Statement;

/// What would be decided, and why: SimulateCustomPolicy, SimulatePrincipalPolicy and the context keys to give them.
class IamSimulationTest {
    private static final IamClient IAM = Iam.ADMIN;
    private static final String OBJECT = "arn:aws:s3:::files/a.txt";
    private static final String OTHER = "arn:aws:s3:::other/a.txt";
    private static final String READ = Documents.allow("s3:Get*", "arn:aws:s3:::files/*");

    private static EvaluationResult custom(Consumer<SimulateCustomPolicyRequest.Builder> settings) {
        List<EvaluationResult> results = IAM.simulateCustomPolicy(settings).evaluationResults();
        assertThat(results).hasSize(1);
        return results.getFirst();
    }

    private static EvaluationResult principal(Consumer<SimulatePrincipalPolicyRequest.Builder> settings) {
        List<EvaluationResult> results = IAM.simulatePrincipalPolicy(settings).evaluationResults();
        assertThat(results).hasSize(1);
        return results.getFirst();
    }

    private static ContextEntry entry(String key, ContextKeyTypeEnum type, String... values) {
        return ContextEntry.builder()
                .contextKeyName(key)
                .contextKeyType(type)
                .contextKeyValues(values)
                .build();
    }

    private static String when(String operator, String key, String value) {
        return Documents.policy(Documents.statement("Allow", "s3:GetObject", "*")
                .replace(
                        "\"Resource\":\"*\"",
                        "\"Resource\":\"*\",\"Condition\":{\"" + operator + "\":{\"" + key + "\":\"" + value + "\"}}"));
    }

    @Test
    void oneResultForEachAction() {
        var answer = IAM.simulateCustomPolicy(
                request -> request.policyInputList(Documents.allow("s3:*", "*"), Documents.deny("s3:DeleteObject", "*"))
                        .actionNames("s3:GetObject", "s3:DeleteObject", "iam:GetUser"));
        assertThat(answer.isTruncated()).isFalse();
        assertThat(answer.evaluationResults())
                .extracting(EvaluationResult::evalActionName)
                .containsExactly("s3:GetObject", "s3:DeleteObject", "iam:GetUser");
        assertThat(answer.evaluationResults())
                .extracting(EvaluationResult::evalDecisionAsString)
                .containsExactly("allowed", "explicitDeny", "implicitDeny");
        assertThat(answer.evaluationResults()).allSatisfy(result -> {
            assertThat(result.evalResourceName()).isEqualTo("*");
            assertThat(result.hasResourceSpecificResults()).isFalse();
            assertThat(result.hasEvalDecisionDetails()).isFalse();
            assertThat(result.missingContextValues()).isEmpty();
            assertThat(result.permissionsBoundaryDecisionDetail()).isNull();
            assertThat(result.organizationsDecisionDetail()).isNull();
        });
        assertThat(answer.evaluationResults())
                .extracting(result -> result.matchedStatements().stream()
                        .map(Statement::sourcePolicyId)
                        .toList())
                .containsExactly(List.of("PolicyInputList.1"), List.of("PolicyInputList.2"), List.of());
    }

    /// IAM API reference, "EvaluationResult": the strictest decision above, each resource's own below.
    @Test
    void resourcesAreDecidedOneByOne() {
        EvaluationResult result = custom(request -> request.policyInputList(
                        READ, Documents.allow("s3:*", "arn:aws:s3:::*/a.txt"), Documents.deny("*", OTHER))
                .actionNames("s3:GetObject")
                .resourceArns(OBJECT, OTHER, "arn:aws:s3:::third/b.txt"));
        assertThat(result.evalDecisionAsString()).isEqualTo("explicitDeny");
        assertThat(result.evalResourceName()).isEqualTo("*");
        assertThat(ids(result.matchedStatements())).containsExactly("PolicyInputList.3");
        assertThat(result.evalDecisionDetails()).as("for one account").isEmpty();
        assertThat(result.resourceSpecificResults())
                .extracting(ResourceSpecificResult::evalResourceName)
                .containsExactly(OBJECT, OTHER, "arn:aws:s3:::third/b.txt");
        assertThat(result.resourceSpecificResults())
                .extracting(ResourceSpecificResult::evalResourceDecisionAsString)
                .containsExactly("allowed", "explicitDeny", "implicitDeny");
        assertThat(result.resourceSpecificResults())
                .extracting(each -> ids(each.matchedStatements()))
                .containsExactly(
                        List.of("PolicyInputList.1", "PolicyInputList.2"), List.of("PolicyInputList.3"), List.of());

        EvaluationResult one = custom(request ->
                request.policyInputList(READ).actionNames("s3:GetObject").resourceArns(OBJECT));
        assertThat(one.evalResourceName()).isEqualTo(OBJECT);
        assertThat(one.evalDecisionAsString()).isEqualTo("allowed");
        assertThat(one.resourceSpecificResults()).singleElement().satisfies(each -> {
            assertThat(each.evalResourceName()).isEqualTo(OBJECT);
            assertThat(each.matchedStatements()).isEqualTo(one.matchedStatements());
        });
    }

    private static List<String> ids(List<Statement> statements) {
        return statements.stream().map(Statement::sourcePolicyId).toList();
    }

    @Test
    void statementsAreFoundByTheirPlaces() {
        String document = """
                {
                  "Version": "2012-10-17",
                  "Statement": [
                    {"Effect": "Allow", "Action": "iam:*", "Resource": "*"}, {
                     "Effect": "Allow", "Action": "s3:*",
                     "Resource": "*" }
                  ]
                }""";
        Statement matched = custom(request -> request.policyInputList(document).actionNames("s3:GetObject"))
                .matchedStatements()
                .getFirst();
        assertThat(matched.sourcePolicyId()).isEqualTo("PolicyInputList.1");
        assertThat(matched.sourcePolicyTypeAsString()).isEqualTo("IAM Policy");
        assertThat(matched.startPosition())
                .isEqualTo(Position.builder().line(4).column(62).build());
        assertThat(matched.endPosition())
                .isEqualTo(Position.builder().line(6).column(23).build());
        List<String> lines = document.lines().toList();
        assertThat(lines.get(3).charAt(62 - 1)).isEqualTo('{');
        assertThat(lines.get(5).charAt(23 - 2)).as("the last character").isEqualTo('}');
    }

    @TestFactory
    Stream<DynamicTest> contextEntriesOfEveryType() {
        return Stream.of(new Object[][] {
                    {when("StringLike", "s3:prefix", "a*"), ContextKeyTypeEnum.STRING, "abc", "b"},
                    {when("NumericLessThan", "s3:max-keys", "10"), ContextKeyTypeEnum.NUMERIC, "9", "10"},
                    {when("Bool", "aws:SecureTransport", "true"), ContextKeyTypeEnum.BOOLEAN, "true", "false"},
                    {when("IpAddress", "aws:SourceIp", "192.0.2.0/24"), ContextKeyTypeEnum.IP, "192.0.2.7", "192.0.3.7"
                    },
                    {
                        when("DateLessThan", "aws:CurrentTime", "2026-01-01T00:00:00Z"),
                        ContextKeyTypeEnum.DATE,
                        "2025-12-31T23:59:59Z",
                        "2026-01-01T00:00:00Z"
                    },
                    {when("BinaryEquals", "a:bytes", "QUI="), ContextKeyTypeEnum.BINARY, "QUI=", "QUM="},
                })
                .map(each -> DynamicTest.dynamicTest(
                        each[1].toString(),
                        () -> decides(
                                (String) each[0], (ContextKeyTypeEnum) each[1], (String) each[2], (String) each[3])));
    }

    private static void decides(String policy, ContextKeyTypeEnum type, String allowed, String denied) {
        String key = IAM.getContextKeysForCustomPolicy(request -> request.policyInputList(policy))
                .contextKeyNames()
                .getFirst();
        EvaluationResult without =
                custom(request -> request.policyInputList(policy).actionNames("s3:GetObject"));
        assertThat(without.evalDecisionAsString()).isEqualTo("implicitDeny");
        assertThat(without.missingContextValues()).containsExactly(key);
        EvaluationResult good = custom(request ->
                request.policyInputList(policy).actionNames("s3:GetObject").contextEntries(entry(key, type, allowed)));
        assertThat(good.evalDecisionAsString()).isEqualTo("allowed");
        assertThat(good.missingContextValues()).isEmpty();
        EvaluationResult bad = custom(request ->
                request.policyInputList(policy).actionNames("s3:GetObject").contextEntries(entry(key, type, denied)));
        assertThat(bad.evalDecisionAsString()).isEqualTo("implicitDeny");
        assertThat(bad.missingContextValues()).isEmpty();
    }

    @Test
    void keysOfSeveralValues() {
        String policy = when("ForAllValues:StringEquals", "dynamodb:Attributes", "id");
        assertThat(custom(request -> request.policyInputList(policy)
                                .actionNames("s3:GetObject")
                                .contextEntries(entry("dynamodb:Attributes", ContextKeyTypeEnum.STRING_LIST, "id")))
                        .evalDecisionAsString())
                .isEqualTo("allowed");
        assertThat(custom(request -> request.policyInputList(policy)
                                .actionNames("s3:GetObject")
                                .contextEntries(
                                        entry("dynamodb:Attributes", ContextKeyTypeEnum.STRING_LIST, "id", "text")))
                        .evalDecisionAsString())
                .isEqualTo("implicitDeny");
        Refusal.refused(
                "InvalidInput",
                "Context key dynamodb:Attributes has several values and a type of one.",
                () -> custom(request -> request.policyInputList(policy)
                        .actionNames("s3:GetObject")
                        .contextEntries(entry("dynamodb:Attributes", ContextKeyTypeEnum.STRING, "id", "text"))));
    }

    @Test
    void missingValuesShowAlsoForEachResource() {
        EvaluationResult result =
                custom(request -> request.policyInputList(when("StringEquals", "aws:RequestedRegion", "eu-west-1"))
                        .actionNames("s3:GetObject")
                        .resourceArns(OBJECT));
        assertThat(result.missingContextValues()).containsExactly("aws:RequestedRegion");
        assertThat(result.resourceSpecificResults().getFirst().missingContextValues())
                .containsExactly("aws:RequestedRegion");
    }

    @Test
    void aBoundaryLimits() {
        EvaluationResult within = custom(request -> request.policyInputList(Documents.allow("*", "*"))
                .permissionsBoundaryPolicyInputList(READ)
                .actionNames("s3:GetObject")
                .resourceArns(OBJECT));
        assertThat(within.evalDecisionAsString()).isEqualTo("allowed");
        assertThat(within.permissionsBoundaryDecisionDetail().allowedByPermissionsBoundary())
                .isTrue();
        EvaluationResult beyond = custom(request -> request.policyInputList(Documents.allow("*", "*"))
                .permissionsBoundaryPolicyInputList(READ)
                .actionNames("s3:GetObject")
                .resourceArns(OBJECT, OTHER));
        assertThat(beyond.evalDecisionAsString()).isEqualTo("implicitDeny");
        assertThat(beyond.permissionsBoundaryDecisionDetail().allowedByPermissionsBoundary())
                .isFalse();
        assertThat(beyond.resourceSpecificResults())
                .extracting(each -> each.permissionsBoundaryDecisionDetail().allowedByPermissionsBoundary())
                .containsExactly(true, false);
        EvaluationResult denied = custom(request -> request.policyInputList(Documents.allow("*", "*"))
                .permissionsBoundaryPolicyInputList(Documents.deny("s3:*", "*"))
                .actionNames("s3:GetObject"));
        assertThat(denied.evalDecisionAsString()).isEqualTo("explicitDeny");
        Statement denial = denied.matchedStatements().getFirst();
        assertThat(denial.sourcePolicyId()).isEqualTo("PermissionsBoundaryPolicyInputList.1");
        assertThat(denial.sourcePolicyTypeAsString()).isEqualTo("Permissions Boundary Policy");
    }

    @Test
    void aResourcesPolicyGrantsToItsCaller() {
        String user = Iam.userArn(Iam.user());
        String policy = READ.replace("\"Action\"", "\"Principal\":{\"AWS\":\"" + user + "\"},\"Action\"");
        EvaluationResult granted = custom(request -> request.policyInputList(Documents.allow("iam:*", "*"))
                .resourcePolicy(policy)
                .callerArn(user)
                .actionNames("s3:GetObject")
                .resourceArns(OBJECT));
        assertThat(granted.evalDecisionAsString()).isEqualTo("allowed");
        Statement grant = granted.matchedStatements().getFirst();
        assertThat(grant.sourcePolicyId()).isEqualTo("ResourcePolicy");
        assertThat(grant.sourcePolicyTypeAsString()).isEqualTo("Resource Policy");
        String other = Iam.userArn(Iam.user());
        assertThat(custom(request -> request.policyInputList(Documents.allow("iam:*", "*"))
                                .resourcePolicy(policy)
                                .callerArn(other)
                                .actionNames("s3:GetObject")
                                .resourceArns(OBJECT))
                        .evalDecisionAsString())
                .isEqualTo("implicitDeny");
    }

    @Test
    void aUserHasItsOwnPoliciesAndThoseOfItsGroups() {
        String user = Iam.user();
        String group = Iam.group();
        String managed = Iam.policy(Documents.allow("s3:GetObject", OTHER));
        IAM.addUserToGroup(request -> request.groupName(group).userName(user));
        IAM.putGroupPolicy(request ->
                request.groupName(group).policyName("in-group").policyDocument(Documents.allow("s3:GetObject", "*")));
        IAM.putUserPolicy(request -> request.userName(user).policyName("own").policyDocument(READ));
        IAM.attachUserPolicy(request -> request.userName(user).policyArn(managed));
        IAM.attachGroupPolicy(
                request -> request.groupName(group).policyArn(Account.AWS_POLICIES + "AmazonS3ReadOnlyAccess"));
        EvaluationResult result = principal(request -> request.policySourceArn(Iam.userArn(user))
                .policyInputList(Documents.allow("s3:*", OBJECT))
                .actionNames("s3:GetObject")
                .resourceArns(OBJECT));
        assertThat(result.evalDecisionAsString()).isEqualTo("allowed");
        assertThat(ids(result.matchedStatements()))
                .containsExactlyInAnyOrder(
                        "user_" + user + "_own",
                        "group_" + group + "_in-group",
                        "AmazonS3ReadOnlyAccess",
                        "PolicyInputList.1");
        assertThat(result.matchedStatements())
                .extracting(Statement::sourcePolicyTypeAsString)
                .containsOnly("IAM Policy");
        assertThat(ids(principal(request -> request.policySourceArn(Iam.userArn(user))
                                .actionNames("s3:GetObject")
                                .resourceArns(OTHER))
                        .matchedStatements()))
                .contains(managed.substring(managed.lastIndexOf('/') + 1))
                .doesNotContain("user_" + user + "_own");

        IAM.putUserPermissionsBoundary(
                request -> request.userName(user).permissionsBoundary(Account.AWS_POLICIES + "IAMReadOnlyAccess"));
        EvaluationResult bounded = principal(request -> request.policySourceArn(Iam.userArn(user))
                .actionNames("s3:GetObject")
                .resourceArns(OBJECT));
        assertThat(bounded.evalDecisionAsString()).isEqualTo("implicitDeny");
        assertThat(bounded.permissionsBoundaryDecisionDetail().allowedByPermissionsBoundary())
                .isFalse();
        assertThat(principal(request -> request.policySourceArn(Iam.userArn(user))
                                .permissionsBoundaryPolicyInputList(READ)
                                .actionNames("s3:GetObject")
                                .resourceArns(OBJECT))
                        .evalDecisionAsString())
                .as("the boundary given takes the place of the user's")
                .isEqualTo("allowed");
    }

    @Test
    void rolesAndGroupsHavePoliciesToo() {
        String role = Iam.role();
        IAM.putRolePolicy(request -> request.roleName(role).policyName("own").policyDocument(READ));
        assertThat(ids(principal(request -> request.policySourceArn(Iam.roleArn(role))
                                .actionNames("s3:GetObject")
                                .resourceArns(OBJECT))
                        .matchedStatements()))
                .containsExactly("role_" + role + "_own");
        String group = Iam.group();
        IAM.putGroupPolicy(request -> request.groupName(group).policyName("own").policyDocument(READ));
        assertThat(ids(principal(request -> request.policySourceArn(Account.ARN + "group/" + group)
                                .actionNames("s3:GetObject")
                                .resourceArns(OBJECT))
                        .matchedStatements()))
                .containsExactly("group_" + group + "_own");
    }

    /// What the account knows of a caller need not be given.
    @Test
    void theCallerIsKnown() {
        String user = Iam.user();
        IAM.tagUser(request -> request.userName(user).tags(Iam.tag("team", "red")));
        IAM.putUserPolicy(request -> request.userName(user)
                .policyName("own")
                .policyDocument(Documents.policy(
                        Documents.statement(
                                "Allow", "s3:GetObject", "arn:aws:s3:::files/${aws:username}/${aws:PrincipalTag/team}"),
                        Documents.statement("Allow", "s3:PutObject", "arn:aws:s3:::files/${s3:prefix}"))));
        EvaluationResult result = principal(request -> request.policySourceArn(Iam.userArn(user))
                .actionNames("s3:GetObject")
                .resourceArns("arn:aws:s3:::files/" + user + "/red"));
        assertThat(result.evalDecisionAsString()).isEqualTo("allowed");
        assertThat(result.missingContextValues()).containsExactly("s3:prefix");
    }

    @Test
    void resultsComePageByPage() {
        String[] actions = {"a:one", "a:two", "a:three", "a:four", "a:five"};
        assertThat(IAM
                        .simulateCustomPolicyPaginator(request -> request.policyInputList(READ)
                                .actionNames(actions)
                                .maxItems(2))
                        .stream())
                .hasSize(3)
                .flatExtracting(page -> page.evaluationResults())
                .extracting(EvaluationResult::evalActionName)
                .containsExactly(actions);
        String user = Iam.userArn(Iam.user());
        assertThat(IAM
                        .simulatePrincipalPolicyPaginator(request -> request.policySourceArn(user)
                                .actionNames(actions)
                                .maxItems(3))
                        .stream())
                .hasSize(2)
                .flatExtracting(page -> page.evaluationResults())
                .extracting(EvaluationResult::evalActionName)
                .containsExactly(actions);
    }

    @Test
    void contextKeysOfPolicies() {
        String user = Iam.user();
        String group = Iam.group();
        IAM.addUserToGroup(request -> request.groupName(group).userName(user));
        String byTag = when("StringEquals", "aws:PrincipalTag/team", "red");
        String byAddress = when("IpAddress", "aws:SourceIp", "192.0.2.0/24");
        IAM.putGroupPolicy(
                request -> request.groupName(group).policyName("in-group").policyDocument(byTag));
        IAM.putUserPolicy(request -> request.userName(user).policyName("own").policyDocument(byAddress));
        assertThat(IAM.getContextKeysForPrincipalPolicy(request -> request.policySourceArn(Iam.userArn(user))
                                .policyInputList(
                                        when("Bool", "AWS:sourceip", "true"),
                                        Documents.allow("s3:*", "arn:aws:s3:::files/${aws:userid}")))
                        .contextKeyNames())
                .containsExactly("aws:SourceIp", "aws:PrincipalTag/team", "aws:userid");
        assertThat(IAM.getContextKeysForCustomPolicy(request -> request.policyInputList(READ, byTag, byAddress, byTag))
                        .contextKeyNames())
                .containsExactly("aws:PrincipalTag/team", "aws:SourceIp");
        assertThat(IAM.getContextKeysForCustomPolicy(request -> request.policyInputList(READ))
                        .contextKeyNames())
                .isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> refuses() {
        String role = Iam.roleArn(Iam.role());
        String policy = Iam.policy();
        String noJson = "Syntax errors in policy. (line 1, column 1: not a JSON value)";
        return Refusal.tests(
                Refusal.of(
                        "SimulatePrincipalPolicy of nobody",
                        "NoSuchEntity",
                        "The user with name nobody cannot be found.",
                        () -> principal(request ->
                                request.policySourceArn(Iam.userArn("nobody")).actionNames("a:b"))),
                Refusal.of(
                        "GetContextKeysForPrincipalPolicy of nobody",
                        "NoSuchEntity",
                        "The role with name nobody cannot be found.",
                        () -> IAM.getContextKeysForPrincipalPolicy(
                                request -> request.policySourceArn(Iam.roleArn("nobody")))),
                Refusal.of(
                        "SimulatePrincipalPolicy of a policy",
                        "InvalidInput",
                        "ARN " + policy + " is not valid.",
                        () -> principal(
                                request -> request.policySourceArn(policy).actionNames("a:b"))),
                Refusal.of(
                        "a caller that is no user",
                        "InvalidInput",
                        "ARN " + role + " is not valid.",
                        () -> custom(request ->
                                request.policyInputList(READ).callerArn(role).actionNames("a:b"))),
                Refusal.of(
                        "a resource's policy without caller",
                        "InvalidInput",
                        "CallerArn is required when a resource policy is given.",
                        () -> custom(request -> request.policyInputList(READ)
                                .resourcePolicy(Iam.TRUST)
                                .actionNames("a:b"))),
                Refusal.of(
                        "two boundaries",
                        "InvalidInput",
                        "Only one permissions boundary can be given.",
                        () -> custom(request -> request.policyInputList(READ)
                                .permissionsBoundaryPolicyInputList(READ, READ)
                                .actionNames("a:b"))),
                Refusal.of(
                        "no policy",
                        "InvalidInput",
                        noJson,
                        () -> custom(request -> request.policyInputList("no").actionNames("a:b"))),
                Refusal.of(
                        "no policy to take keys from",
                        "InvalidInput",
                        noJson,
                        () -> IAM.getContextKeysForCustomPolicy(request -> request.policyInputList("no"))),
                Refusal.of(
                        "a context entry without type",
                        "InvalidInput",
                        "A context entry needs name and type.",
                        () -> custom(request -> request.policyInputList(READ)
                                .actionNames("a:b")
                                .contextEntries(ContextEntry.builder()
                                        .contextKeyName("a:key")
                                        .build()))),
                Refusal.of(
                        "a marker that is none",
                        "ValidationError",
                        "Invalid Marker.",
                        () -> custom(request ->
                                request.policyInputList(READ).actionNames("a:b").marker("2"))),
                Refusal.invalid(
                        "no actions",
                        "null at 'actionNames'",
                        "not be null",
                        () -> custom(request -> request.policyInputList(READ))),
                Refusal.invalid(
                        "a type that is none",
                        "'text' at 'contextEntries.1.member.contextKeyType'",
                        "satisfy enum value set: [string, stringList, numeric, numericList, boolean, booleanList, ip,"
                                + " ipList, binary, binaryList, date, dateList]",
                        () -> custom(request -> request.policyInputList(READ)
                                .actionNames("a:b")
                                .contextEntries(ContextEntry.builder()
                                        .contextKeyName("a:key")
                                        .contextKeyType("text")
                                        .build()))));
    }
}
