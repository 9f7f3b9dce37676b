package dev.gatehouse.server;

import static dev.gatehouse.server.AccountWorld.ACCOUNT;
import static dev.gatehouse.server.AccountWorld.ROOT;
import static dev.gatehouse.server.AccountWorld.allow;
import static dev.gatehouse.server.AccountWorld.document;
import static dev.gatehouse.server.AccountWorld.roleArn;
import static dev.gatehouse.server.AccountWorld.trusts;
import static dev.gatehouse.server.AccountWorld.userArn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.model.iam.Iam;
import dev.gatehouse.model.json.ShapeJson;
import dev.gatehouse.model.service.Operation;
import dev.gatehouse.model.service.Shape;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// IAM's operations and their refusals. Requests are JSON with single quotes; `$NAME` stands for a document.
final class IamTest {
    private static final String POLICY = document(allow("s3:GetObject", "arn:aws:s3:::b/a + b/*"));
    private static final String LONG = document(allow("s3:GetObject", "arn:aws:s3:::" + "b".repeat(2000)));
    private static final String LONGER = document(allow("s3:GetObject", "arn:aws:s3:::" + "b".repeat(1500)));

    @TempDir
    private Path folder;

    private AccountWorld world;

    @BeforeEach
    void open() throws IOException {
        world = new AccountWorld(folder);
    }

    @AfterEach
    void close() {
        world.close();
    }

    /// The account that the table of refusals is asked of.
    private void furnish() {
        world.user("ann");
        world.key("ann");
        world.user("bob");
        world.role("app", trusts(userArn("ann")));
        world.role("held", trusts(ACCOUNT));
        call(Iam.CREATE_POLICY, "{'PolicyName':'p','PolicyDocument':'$POLICY'}");
        call(Iam.CREATE_POLICY, "{'PolicyName':'edge','PolicyDocument':'$POLICY'}");
        call(Iam.ATTACH_ROLE_POLICY, "{'RoleName':'held','PolicyArn':'" + policy("p") + "'}");
        call(Iam.CREATE_GROUP, "{'GroupName':'ops'}");
        call(Iam.ADD_USER_TO_GROUP, "{'GroupName':'ops','UserName':'bob'}");
        call(Iam.CREATE_OPEN_ID_CONNECT_PROVIDER, "{'Url':'https://id.example.com/x','ClientIDList':['web']}");
        world.rolePolicy("app", "inline", allow("s3:*", "*"));
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                row(Iam.GET_ROLE, "{'RoleName':'x'}", "NoSuchEntity: The role with name x cannot be found."),
                row(Iam.GET_USER, "{'UserName':'x'}", "NoSuchEntity: The user with name x cannot be found."),
                row(Iam.GET_GROUP, "{'GroupName':'x'}", "NoSuchEntity: The group with name x cannot be found."),
                row(
                        Iam.CREATE_ROLE,
                        "{'RoleName':'APP','AssumeRolePolicyDocument':'$TRUST'}",
                        "EntityAlreadyExists: Role with name APP already exists."),
                row(Iam.CREATE_USER, "{'UserName':'ANN'}", "EntityAlreadyExists: User with name ANN already exists."),
                row(
                        Iam.UPDATE_USER,
                        "{'UserName':'ann','NewUserName':'Bob'}",
                        "EntityAlreadyExists: User with name Bob already exists."),
                row(
                        Iam.CREATE_POLICY,
                        "{'PolicyName':'P','PolicyDocument':'$POLICY'}",
                        "EntityAlreadyExists: A policy called P already exists. Duplicate names are not allowed."),
                row(
                        Iam.CREATE_ROLE,
                        "{'RoleName':'r','AssumeRolePolicyDocument':'$UNKNOWN'}",
                        "MalformedPolicyDocument: Invalid principal in policy: \"AWS\":\"" + userArn("nobody") + "\""),
                row(
                        Iam.CREATE_ROLE,
                        "{'RoleName':'r','AssumeRolePolicyDocument':'$ANYPOOL'}",
                        "MalformedPolicyDocument: A statement that trusts cognito-identity.amazonaws.com must have"),
                row(
                        Iam.UPDATE_ASSUME_ROLE_POLICY,
                        "{'RoleName':'app','PolicyDocument':'$ANYPOOL'}",
                        "MalformedPolicyDocument: A statement that trusts cognito-identity.amazonaws.com must have"),
                row(
                        Iam.CREATE_ROLE,
                        "{'RoleName':'r','AssumeRolePolicyDocument':'$POLICY'}",
                        "MalformedPolicyDocument: "),
                row(
                        Iam.CREATE_ROLE,
                        "{'RoleName':'r','AssumeRolePolicyDocument':'$TRUST','PermissionsBoundary':'" + policy("none")
                                + "'}",
                        "InvalidInput: Policy " + policy("none")),
                row(
                        Iam.PUT_ROLE_POLICY,
                        "{'RoleName':'app','PolicyName':'x','PolicyDocument':'{'}",
                        "MalformedPolicyDocument: "),
                row(
                        Iam.PUT_USER_POLICY,
                        "{'UserName':'ann','PolicyName':'x','PolicyDocument':'$LONG'}",
                        "LimitExceeded: Maximum policy size of 2048 bytes exceeded for user ann"),
                row(
                        Iam.GET_ROLE_POLICY,
                        "{'RoleName':'app','PolicyName':'x'}",
                        "NoSuchEntity: The role policy with name x cannot be found."),
                row(
                        Iam.DELETE_USER_POLICY,
                        "{'UserName':'ann','PolicyName':'x'}",
                        "NoSuchEntity: The user policy with name x cannot be found."),
                row(
                        Iam.ATTACH_ROLE_POLICY,
                        "{'RoleName':'app','PolicyArn':'" + policy("none") + "'}",
                        "NoSuchEntity: Policy " + policy("none") + " does not exist or is not attachable."),
                row(
                        Iam.DETACH_ROLE_POLICY,
                        "{'RoleName':'app','PolicyArn':'" + policy("p") + "'}",
                        "NoSuchEntity: Policy " + policy("p") + " was not found."),
                row(
                        Iam.DELETE_ROLE,
                        "{'RoleName':'held'}",
                        "DeleteConflict: Cannot delete entity, must detach all policies first."),
                row(
                        Iam.DELETE_ROLE,
                        "{'RoleName':'app'}",
                        "DeleteConflict: Cannot delete entity, must delete policies first."),
                row(
                        Iam.DELETE_USER,
                        "{'UserName':'ann'}",
                        "DeleteConflict: Cannot delete entity, must delete access keys first."),
                row(
                        Iam.DELETE_GROUP,
                        "{'GroupName':'ops'}",
                        "DeleteConflict: Cannot delete entity, must remove users from group first."),
                row(
                        Iam.DELETE_POLICY,
                        "{'PolicyArn':'" + policy("p") + "'}",
                        "DeleteConflict: Cannot delete a policy attached to entities."),
                row(
                        Iam.CREATE_POLICY_VERSION,
                        "{'PolicyArn':'arn:aws:iam::aws:policy/IAMFullAccess','PolicyDocument':'$POLICY'}",
                        "InvalidInput: Policy arn:aws:iam::aws:policy/IAMFullAccess is an AWS managed policy"),
                row(
                        Iam.GET_POLICY_VERSION,
                        "{'PolicyArn':'" + policy("p") + "','VersionId':'v9'}",
                        "NoSuchEntity: Policy " + policy("p") + " version v9 does not exist or is not attachable."),
                row(
                        Iam.DELETE_POLICY_VERSION,
                        "{'PolicyArn':'" + policy("p") + "','VersionId':'v1'}",
                        "DeleteConflict: Cannot delete the default version of a policy."),
                row(
                        Iam.CREATE_ACCESS_KEY,
                        "{'UserName':'ann'}",
                        "LimitExceeded: Cannot exceed quota for AccessKeysPerUser: 2"),
                row(
                        Iam.DELETE_ACCESS_KEY,
                        "{'UserName':'ann','AccessKeyId':'AKIANOSUCHKEYNOSUCHK'}",
                        "NoSuchEntity: The Access Key with id AKIANOSUCHKEYNOSUCHK cannot be found."),
                row(
                        Iam.GET_ACCESS_KEY_LAST_USED,
                        "{'AccessKeyId':'AKIANOSUCHKEYNOSUCHK'}",
                        "NoSuchEntity: The Access Key with id AKIANOSUCHKEYNOSUCHK cannot be found."),
                row(
                        Iam.REMOVE_USER_FROM_GROUP,
                        "{'GroupName':'ops','UserName':'ann'}",
                        "NoSuchEntity: User ann is not in group ops."),
                row(
                        Iam.TAG_ROLE,
                        "{'RoleName':'app','Tags':[{'Key':'a','Value':'1'},{'Key':'A','Value':'2'}]}",
                        "InvalidInput: Duplicate tag keys found. Please note that Tag keys are case insensitive."),
                row(
                        Iam.TAG_ROLE,
                        "{'RoleName':'app','Tags':$FIFTYONE}",
                        "LimitExceeded: Cannot exceed quota for TagsPerResource: 50"),
                row(
                        Iam.CREATE_OPEN_ID_CONNECT_PROVIDER,
                        "{'Url':'https://id.example.com/x'}",
                        "EntityAlreadyExists: Provider with url https://id.example.com/x already exists."),
                row(Iam.CREATE_OPEN_ID_CONNECT_PROVIDER, "{'Url':'http://id.example.com'}", "InvalidInput: "),
                row(Iam.CREATE_OPEN_ID_CONNECT_PROVIDER, "{'Url':'https://id.example.com:444'}", "InvalidInput: "),
                row(
                        Iam.CREATE_SAML_PROVIDER,
                        "{'Name':'s','SAMLMetadataDocument':'<a/>'}",
                        "InvalidInput: Could not parse metadata"),
                row(Iam.GET_LOGIN_PROFILE, "{'UserName':'ann'}", "NoSuchEntity: Login Profile for User ann"),
                row(Iam.LIST_ROLES, "{'Marker':'%%%'}", "ValidationError: Invalid Marker."),
                row(Iam.LIST_POLICIES, "{'Marker':'-1'}", "ValidationError: Invalid Marker."),
                row(Iam.LIST_POLICIES, "{'Marker':'4294967295'}", "ValidationError: Invalid Marker."),
                row(
                        Iam.SIMULATE_PRINCIPAL_POLICY,
                        "{'PolicySourceArn':'" + userArn("x") + "','ActionNames':['a:b']}",
                        "NoSuchEntity: The user with name x cannot be found."),
                row(Iam.SIMULATE_CUSTOM_POLICY, "{'PolicyInputList':['{'],'ActionNames':['a:b']}", "InvalidInput: "),
                row(
                        Iam.SIMULATE_CUSTOM_POLICY,
                        "{'PolicyInputList':['$POLICY'],'ActionNames':['a:b'],'ResourcePolicy':'$POLICY'}",
                        "InvalidInput: CallerArn is required when a resource policy is given."));
    }

    private static Arguments row(Operation<?, ?> operation, String request, String refusal) {
        return Arguments.of(operation, request, refusal);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource
    void refusals(Operation<?, ?> operation, String request, String refusal) {
        furnish();
        assertThat(refused(operation, request)).startsWith(refusal);
        assertThat(refusal.substring(0, refusal.indexOf(':')))
                .as("what the model declares, or every Query service has")
                .matches(code -> operation.errors().contains(code) || code.equals("ValidationError"));
    }

    private <I extends Shape, O extends Shape> String refused(Operation<I, O> operation, String request) {
        return world.refusal(ROOT, operation, ShapeJson.read(operation.input(), bytes(request)));
    }

    private <I extends Shape, O extends Shape> O call(Operation<I, O> operation, String request) {
        return world.call(ROOT, operation, ShapeJson.read(operation.input(), bytes(request)));
    }

    private static byte[] bytes(String request) {
        String fiftyOne = "["
                + String.join(
                        ",",
                        IntStream.range(0, 51)
                                .mapToObj(i -> "{'Key':'k" + i + "','Value':''}")
                                .toList())
                + "]";
        return request.replace("$FIFTYONE", fiftyOne)
                .replace('\'', '"')
                .replace("$POLICY", inJson(POLICY))
                .replace("$LONGER", inJson(LONGER))
                .replace("$LONG", inJson(LONG))
                .replace("$TRUST", inJson(document(trusts(ACCOUNT))))
                .replace("$UNKNOWN", inJson(document(trusts(userArn("nobody")))))
                .replace("$ANYPOOL", inJson(document(anyPool())))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String inJson(String text) {
        return text.replace("\"", "\\\"");
    }

    private static String anyPool() {
        return "{'Effect':'Allow','Principal':{'Federated':'cognito-identity.amazonaws.com'},"
                + "'Action':'sts:AssumeRoleWithWebIdentity','Condition':{'ForAnyValue:StringLike':"
                + "{'cognito-identity.amazonaws.com:amr':'authenticated'}}}";
    }

    private static String policy(String name) {
        return "arn:aws:iam::" + ACCOUNT + ":policy/" + name;
    }

    @Test
    void aRoleWithEverything() {
        var made = call(
                        Iam.CREATE_ROLE,
                        "{'RoleName':'App','Path':'/teams/','Description':'d','MaxSessionDuration':7200,"
                                + "'AssumeRolePolicyDocument':'$TRUST','Tags':[{'Key':'team','Value':'red'}],"
                                + "'PermissionsBoundary':'arn:aws:iam::aws:policy/IAMReadOnlyAccess'}")
                .role();
        assertThat(made.arn()).isEqualTo(roleArn("teams/App"));
        assertThat(made.roleId()).matches("AROA[A-Z0-9]{17}");
        assertThat(made.maxSessionDuration()).isEqualTo(7200);
        assertThat(made.permissionsBoundary().permissionsBoundaryArn()).endsWith("/IAMReadOnlyAccess");
        assertThat(made.tags()).hasSize(1);
        assertThat(call(Iam.GET_ROLE, "{'RoleName':'app'}").role().roleName()).isEqualTo("App");
        call(Iam.UPDATE_ROLE, "{'RoleName':'App','Description':'other'}");
        assertThat(call(Iam.GET_ROLE, "{'RoleName':'App'}").role().maxSessionDuration())
                .isEqualTo(7200);
        call(Iam.DELETE_ROLE_PERMISSIONS_BOUNDARY, "{'RoleName':'App'}");
        assertThat(call(Iam.LIST_INSTANCE_PROFILES_FOR_ROLE, "{'RoleName':'App'}")
                        .instanceProfiles())
                .isEmpty();
        call(Iam.DELETE_ROLE, "{'RoleName':'App'}");
    }

    /// RFC 3986: one decoding turns `+` into a blank, the other does not; neither may change the document.
    @Test
    void documentsAreShownPercentEncoded() {
        world.role("app", trusts(ACCOUNT));
        call(Iam.PUT_ROLE_POLICY, "{'RoleName':'app','PolicyName':'x','PolicyDocument':'$POLICY'}");
        String shown =
                call(Iam.GET_ROLE_POLICY, "{'RoleName':'app','PolicyName':'x'}").policyDocument();
        assertThat(shown).contains("%20", "%2B").doesNotContain("+", " ", "\"");
        assertThat(URLDecoder.decode(shown, StandardCharsets.UTF_8)).isEqualTo(POLICY);
    }

    @Test
    void inlinePoliciesCountTogether() {
        world.user("ann");
        call(Iam.PUT_USER_POLICY, "{'UserName':'ann','PolicyName':'a','PolicyDocument':'$LONGER'}");
        call(Iam.PUT_USER_POLICY, "{'UserName':'ann','PolicyName':'a','PolicyDocument':'$LONGER'}");
        assertThat(refused(Iam.PUT_USER_POLICY, "{'UserName':'ann','PolicyName':'b','PolicyDocument':'$LONGER'}"))
                .startsWith("LimitExceeded: Maximum policy size of 2048 bytes");
    }

    @Test
    void fiveVersionsAndTenAttachments() {
        world.user("ann");
        for (int i = 0; i < 11; i++) {
            call(Iam.CREATE_POLICY, "{'PolicyName':'p" + i + "','PolicyDocument':'$POLICY'}");
        }
        for (int i = 0; i < 10; i++) {
            world.attach("ann", policy("p" + i));
        }
        world.attach("ann", policy("p3"));
        assertThat(refused(Iam.ATTACH_USER_POLICY, "{'UserName':'ann','PolicyArn':'" + policy("p10") + "'}"))
                .isEqualTo("LimitExceeded: Cannot exceed quota for PoliciesPerUser: 10");

        String version = "{'PolicyArn':'" + policy("p10") + "','PolicyDocument':'$POLICY'}";
        for (int i = 2; i <= 5; i++) {
            assertThat(call(Iam.CREATE_POLICY_VERSION, version).policyVersion().versionId())
                    .isEqualTo("v" + i);
        }
        assertThat(refused(Iam.CREATE_POLICY_VERSION, version)).startsWith("LimitExceeded: A managed policy can");
        assertThat(refused(Iam.DELETE_POLICY, "{'PolicyArn':'" + policy("p10") + "'}"))
                .startsWith("DeleteConflict: This policy has more than one version.");
        call(Iam.DELETE_POLICY_VERSION, "{'PolicyArn':'" + policy("p10") + "','VersionId':'v5'}");
        assertThat(call(Iam.CREATE_POLICY_VERSION, version).policyVersion().versionId())
                .as("numbers are never given twice")
                .isEqualTo("v6");
    }

    @Test
    void listsGoPageByPage() {
        for (String name : new String[] {"c", "a", "B"}) {
            world.user(name);
        }
        var first = call(Iam.LIST_USERS, "{'MaxItems':2}");
        assertThat(first.users()).extracting(user -> user.userName()).containsExactly("a", "B");
        assertThat(first.isTruncated()).isTrue();
        var second = call(Iam.LIST_USERS, "{'MaxItems':2,'Marker':'" + first.marker() + "'}");
        assertThat(second.users()).extracting(user -> user.userName()).containsExactly("c");
        assertThat(second.isTruncated()).isFalse();
        assertThat(second.marker()).isNull();
    }

    @Test
    void aRenameShowsWhereverTheArnDoes() {
        world.user("ann");
        world.role("app", trusts(userArn("ann")));
        call(Iam.UPDATE_USER, "{'UserName':'ann','NewUserName':'anna','NewPath':'/p/'}");
        assertThat(URLDecoder.decode(
                        call(Iam.GET_ROLE, "{'RoleName':'app'}").role().assumeRolePolicyDocument(),
                        StandardCharsets.UTF_8))
                .contains(userArn("p/anna"));
        call(Iam.CREATE_GROUP, "{'GroupName':'ops'}");
        call(Iam.ADD_USER_TO_GROUP, "{'GroupName':'ops','UserName':'anna'}");
        call(Iam.UPDATE_GROUP, "{'GroupName':'ops','NewGroupName':'operators'}");
        assertThat(call(Iam.LIST_GROUPS_FOR_USER, "{'UserName':'anna'}").groups())
                .extracting(group -> group.arn())
                .containsExactly("arn:aws:iam::" + ACCOUNT + ":group/operators");
    }

    @Test
    void policiesOfAwsAndOnesOwn() {
        furnish();
        assertThat(call(Iam.LIST_POLICIES, "{'Scope':'Local'}").policies())
                .extracting(policy -> policy.policyName())
                .containsExactly("edge", "p");
        assertThat(call(Iam.LIST_POLICIES, "{'OnlyAttached':true}").policies())
                .extracting(policy -> policy.policyName())
                .containsExactly("p");
        assertThat(call(Iam.LIST_POLICIES, "{'Scope':'AWS','PathPrefix':'/service-role/'}")
                        .policies())
                .extracting(policy -> policy.policyName())
                .contains("AWSLambdaBasicExecutionRole")
                .doesNotContain("AdministratorAccess");
        assertThat(call(Iam.LIST_ENTITIES_FOR_POLICY, "{'PolicyArn':'" + policy("p") + "'}")
                        .policyRoles())
                .extracting(role -> role.roleName())
                .containsExactly("held");
    }

    @Test
    void whatTheAccountHolds() {
        furnish();
        var all = call(Iam.GET_ACCOUNT_AUTHORIZATION_DETAILS, "{}");
        assertThat(all.userDetailList()).extracting(user -> user.userName()).containsExactly("ann", "bob");
        assertThat(all.userDetailList().getLast().groupList()).containsExactly("ops");
        assertThat(all.roleDetailList().getFirst().rolePolicyList())
                .extracting(policy -> policy.policyName())
                .containsExactly("inline");
        assertThat(all.policies()).extracting(policy -> policy.policyName()).containsExactly("edge", "p");
        assertThat(all.policies().getLast().attachmentCount()).isEqualTo(1);
        var roles = call(Iam.GET_ACCOUNT_AUTHORIZATION_DETAILS, "{'Filter':['Role'],'MaxItems':1}");
        assertThat(roles.roleDetailList()).hasSize(1);
        assertThat(roles.userDetailList()).isEmpty();
        assertThat(roles.isTruncated()).isTrue();
    }

    @Test
    void simulationsNameTheStatementsThatDecide() {
        var results = call(
                        Iam.SIMULATE_CUSTOM_POLICY,
                        "{'PolicyInputList':['$POLICY'],'ActionNames':['s3:GetObject','s3:PutObject'],"
                                + "'ResourceArns':['arn:aws:s3:::b/a + b/x']}")
                .evaluationResults();
        assertThat(results)
                .extracting(result -> result.evalDecision().value())
                .containsExactly("allowed", "implicitDeny");
        var statement = results.getFirst().matchedStatements().getFirst();
        assertThat(statement.sourcePolicyId()).isEqualTo("PolicyInputList.1");
        assertThat(statement.startPosition().line()).isEqualTo(1);
        assertThat(POLICY.charAt(statement.startPosition().column() - 1)).isEqualTo('{');
        assertThat(POLICY.charAt(statement.endPosition().column() - 2)).isEqualTo('}');
        assertThat(results.getLast().matchedStatements()).isEmpty();
    }

    @Test
    void aPrincipalsPoliciesAreThoseOfItsGroupsToo() {
        world.user("ann");
        call(Iam.CREATE_GROUP, "{'GroupName':'ops'}");
        call(Iam.ADD_USER_TO_GROUP, "{'GroupName':'ops','UserName':'ann'}");
        call(Iam.PUT_GROUP_POLICY, "{'GroupName':'ops','PolicyName':'read','PolicyDocument':'$POLICY'}");
        world.userPolicy(
                "ann",
                "own",
                "{'Effect':'Deny','Action':'s3:*','Resource':'*','Condition':{'Bool':{'aws:SecureTransport':'false'}}}");
        String request = "{'PolicySourceArn':'" + userArn("ann") + "','ActionNames':['s3:GetObject'],"
                + "'ResourceArns':['arn:aws:s3:::b/a + b/x']%s}";
        var open = call(Iam.SIMULATE_PRINCIPAL_POLICY, request.formatted(""))
                .evaluationResults()
                .getFirst();
        assertThat(open.evalDecision().value()).isEqualTo("allowed");
        assertThat(open.matchedStatements().getFirst().sourcePolicyType().value())
                .isEqualTo("IAM Policy");
        assertThat(open.matchedStatements().getFirst().sourcePolicyId()).isEqualTo("group_ops_read");
        assertThat(open.missingContextValues()).containsExactly("aws:SecureTransport");

        String plain = ",'ContextEntries':[{'ContextKeyName':'aws:SecureTransport','ContextKeyType':'boolean',"
                + "'ContextKeyValues':['false']}]";
        var denied = call(Iam.SIMULATE_PRINCIPAL_POLICY, request.formatted(plain))
                .evaluationResults()
                .getFirst();
        assertThat(denied.evalDecision().value()).isEqualTo("explicitDeny");
        assertThat(denied.matchedStatements())
                .extracting(statement -> statement.sourcePolicyId())
                .containsExactly("user_ann_own");
        assertThat(denied.missingContextValues()).isEmpty();
        assertThat(call(Iam.GET_CONTEXT_KEYS_FOR_PRINCIPAL_POLICY, "{'PolicySourceArn':'" + userArn("ann") + "'}")
                        .contextKeyNames())
                .containsExactly("aws:SecureTransport");
    }
}
