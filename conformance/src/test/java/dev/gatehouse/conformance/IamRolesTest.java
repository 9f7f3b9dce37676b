package dev.gatehouse.conformance;

import static dev.gatehouse.conformance.Iam.TRUST;
import static dev.gatehouse.conformance.Iam.boundary;
import static dev.gatehouse.conformance.Iam.tag;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.ListRolesResponse;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.RoleLastUsed;
import software.amazon.awssdk.services.iam.model.Tag;

/// Roles, whom they trust, their boundaries and tags. What hangs on them besides is in `IamPoliciesTest` and
/// `IamInlinePoliciesTest`.
class IamRolesTest {
    private static final IamClient IAM = Iam.ADMIN;
    private static final String BOUNDARY = Account.AWS_POLICIES + "ReadOnlyAccess";

    private final String name = Names.unique("Role");

    private static Role create(String name, String trust) {
        return IAM.createRole(request -> request.roleName(name).assumeRolePolicyDocument(trust))
                .role();
    }

    private static Role get(String name) {
        return IAM.getRole(request -> request.roleName(name)).role();
    }

    private static String trust(String name) {
        return Documents.decoded(get(name).assumeRolePolicyDocument());
    }

    private List<Tag> tags() {
        return IAM.listRoleTags(request -> request.roleName(name)).tags();
    }

    @Test
    void lifeOfARole() {
        Instant before = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Role made = IAM.createRole(request -> request.roleName(name)
                        .path("/teams/red/")
                        .assumeRolePolicyDocument(TRUST)
                        .description("what an app may do")
                        .maxSessionDuration(7200)
                        .permissionsBoundary(BOUNDARY)
                        .tags(tag("Team", "red"), tag("stage", "")))
                .role();
        assertThat(made.path()).isEqualTo("/teams/red/");
        assertThat(made.roleName()).isEqualTo(name);
        assertThat(made.roleId()).matches("AROA[A-Z0-9]{17}");
        assertThat(made.arn()).isEqualTo(Account.ARN + "role/teams/red/" + name);
        assertThat(made.createDate()).isBetween(before, Instant.now());
        assertThat(Documents.decoded(made.assumeRolePolicyDocument())).isEqualTo(TRUST);
        assertThat(made.description()).isEqualTo("what an app may do");
        assertThat(made.maxSessionDuration()).isEqualTo(7200);
        assertThat(made.permissionsBoundary()).isEqualTo(boundary(BOUNDARY));
        assertThat(made.tags()).containsExactly(tag("Team", "red"), tag("stage", ""));
        assertThat(get(name))
                .isEqualTo(made.toBuilder()
                        .roleLastUsed(RoleLastUsed.builder().build())
                        .build());
        IAM.deleteRole(request -> request.roleName(name));
        Refusal.refused("NoSuchEntity", "The role with name " + name + " cannot be found.", () -> get(name));
    }

    @Test
    void whatNobodySaidIsAsUsual() {
        Role made = create(name, TRUST);
        assertThat(made.path()).isEqualTo("/");
        assertThat(made.arn()).isEqualTo(Account.ARN + "role/" + name);
        assertThat(made.maxSessionDuration()).isEqualTo(3600);
        assertThat(made.description()).isNull();
        assertThat(made.permissionsBoundary()).isNull();
        assertThat(made.hasTags()).isFalse();
    }

    @Test
    void namesAreUniqueIgnoringCaseAndShownAsGiven() {
        create(name, TRUST);
        String other = name.toUpperCase(Locale.ROOT);
        assertThat(get(other).roleName()).isEqualTo(name);
        Refusal.refused(
                "EntityAlreadyExists",
                "Role with name " + other + " already exists.",
                () -> IAM.createRole(
                        request -> request.roleName(other).path("/else/").assumeRolePolicyDocument(TRUST)));
    }

    @Test
    void documentsAreShownPercentEncodedAndOtherwiseAsTheyWere() {
        String document = TRUST.replace(
                "}]}", ",\n \"Condition\": {\"StringEquals\": {\"sts:ExternalId\": \"a+b c/d%20~é\"}}}]}");
        Role made = create(name, document);
        ListRolesResponse listed = IAM.listRoles(request -> request.maxItems(1000));
        Role inList = listed.roles().stream()
                .filter(role -> role.roleName().equals(name))
                .findFirst()
                .orElseThrow();
        for (Role role : List.of(made, get(name), inList)) {
            assertThat(role.assumeRolePolicyDocument())
                    .matches("[A-Za-z0-9._~%-]+")
                    .contains("a%2Bb%20c%2Fd%2520~%C3%A9");
            assertThat(Documents.decoded(role.assumeRolePolicyDocument())).isEqualTo(document);
        }
    }

    @Test
    void updatesChangeOnlyWhatTheyName() {
        create(name, TRUST);
        IAM.updateRole(request -> request.roleName(name).description("first").maxSessionDuration(43_200));
        IAM.updateRole(request -> request.roleName(name).description("second"));
        assertThat(get(name).description()).isEqualTo("second");
        assertThat(get(name).maxSessionDuration()).isEqualTo(43_200);
        Role described = IAM.updateRoleDescription(
                        request -> request.roleName(name).description("third"))
                .role();
        assertThat(described.description()).isEqualTo("third");
        assertThat(described.maxSessionDuration()).isEqualTo(43_200);
        String changed = Documents.trusting("*");
        IAM.updateAssumeRolePolicy(request -> request.roleName(name).policyDocument(changed));
        assertThat(trust(name)).isEqualTo(changed);
        assertThat(get(name).description()).isEqualTo("third");
    }

    @Test
    void listsByPathPageByPage() {
        String path = "/" + name + "/";
        List<String> names = IntStream.range(0, 5).mapToObj(i -> name + "-" + i).toList();
        for (String one : names) {
            IAM.createRole(request -> request.roleName(one)
                    .path(path + "deep/")
                    .assumeRolePolicyDocument(TRUST)
                    .description("listed")
                    .permissionsBoundary(BOUNDARY)
                    .tags(tag("a", "b")));
        }
        create(name + "-elsewhere", TRUST);
        ListRolesResponse first =
                IAM.listRoles(request -> request.pathPrefix(path).maxItems(2));
        assertThat(first.isTruncated()).isTrue();
        assertThat(first.marker()).isNotBlank();
        assertThat(first.roles()).extracting(Role::roleName).containsExactly(names.get(0), names.get(1));
        Role listed = first.roles().getFirst();
        assertThat(listed.description()).isEqualTo("listed");
        assertThat(listed.permissionsBoundary()).as("not in lists").isNull();
        assertThat(listed.hasTags()).as("not in lists").isFalse();
        assertThat(listed.roleLastUsed()).as("not in lists").isNull();
        assertThat(IAM.listRolesPaginator(request -> request.pathPrefix(path).maxItems(2)).roles().stream())
                .extracting(Role::roleName)
                .containsExactlyElementsOf(names);
        ListRolesResponse all = IAM.listRoles(request -> request.pathPrefix(path + "de"));
        assertThat(all.roles()).hasSize(5);
        assertThat(all.isTruncated()).isFalse();
        assertThat(all.marker()).isNull();
        assertThat(IAM.listRoles(request -> request.pathPrefix(path + "other/")).roles())
                .isEmpty();
    }

    @Test
    void aBoundaryComesAndGoes() {
        create(name, TRUST);
        IAM.putRolePermissionsBoundary(request -> request.roleName(name).permissionsBoundary(BOUNDARY));
        assertThat(get(name).permissionsBoundary()).isEqualTo(boundary(BOUNDARY));
        String other = Account.AWS_POLICIES + "service-role/AWSLambdaBasicExecutionRole";
        IAM.putRolePermissionsBoundary(request -> request.roleName(name).permissionsBoundary(other));
        assertThat(get(name).permissionsBoundary()).isEqualTo(boundary(other));
        IAM.deleteRolePermissionsBoundary(request -> request.roleName(name));
        assertThat(get(name).permissionsBoundary()).isNull();
        Refusal.refused(
                "NoSuchEntity",
                "The role " + name + " has no permissions boundary.",
                () -> IAM.deleteRolePermissionsBoundary(request -> request.roleName(name)));
        IAM.putRolePermissionsBoundary(request -> request.roleName(name).permissionsBoundary(BOUNDARY));
        IAM.deleteRole(request -> request.roleName(name));
    }

    @Test
    void tagsAreKeptByKeyIgnoringCase() {
        create(name, TRUST);
        IAM.tagRole(request -> request.roleName(name).tags(tag("Team", "red"), tag("stage", "test")));
        IAM.tagRole(request -> request.roleName(name).tags(tag("TEAM", "blue"), tag("Größe", "é+=:/@")));
        assertThat(tags()).containsExactlyInAnyOrder(tag("TEAM", "blue"), tag("stage", "test"), tag("Größe", "é+=:/@"));
        assertThat(get(name).tags()).containsExactlyInAnyOrderElementsOf(tags());
        IAM.untagRole(request -> request.roleName(name).tagKeys("Stage", "never there"));
        assertThat(tags()).extracting(Tag::key).containsExactlyInAnyOrder("TEAM", "Größe");
    }

    @Test
    void tagsAreListedPageByPageAndAtMostFifty() {
        create(name, TRUST);
        Tag[] fifty = IntStream.range(0, 50).mapToObj(i -> tag("k" + i, "")).toArray(Tag[]::new);
        IAM.tagRole(request -> request.roleName(name).tags(fifty));
        assertThat(IAM.listRoleTagsPaginator(request -> request.roleName(name).maxItems(20)).stream())
                .hasSize(3)
                .flatExtracting(page -> page.tags())
                .containsExactlyInAnyOrder(fifty);
        Refusal.refused(
                "LimitExceeded",
                "Cannot exceed quota for TagsPerResource: 50",
                () -> IAM.tagRole(request -> request.roleName(name).tags(tag("one more", ""))));
        assertThat(tags()).hasSize(50);
        IAM.tagRole(request -> request.roleName(name).tags(tag("K7", "again")));
        assertThat(tags()).hasSize(50).contains(tag("K7", "again"));
    }

    @Test
    void aRoleInUseStays() {
        create(name, TRUST);
        IAM.attachRolePolicy(request -> request.roleName(name).policyArn(BOUNDARY));
        IAM.putRolePolicy(request -> request.roleName(name).policyName("own").policyDocument(Documents.READ_POOLS));
        ThrowingCallable delete = () -> IAM.deleteRole(request -> request.roleName(name));
        Refusal.refused("DeleteConflict", "Cannot delete entity, must detach all policies first.", delete);
        IAM.detachRolePolicy(request -> request.roleName(name).policyArn(BOUNDARY));
        Refusal.refused("DeleteConflict", "Cannot delete entity, must delete policies first.", delete);
        IAM.deleteRolePolicy(request -> request.roleName(name).policyName("own"));
        IAM.deleteRole(request -> request.roleName(name));
    }

    /// What destroying a role asks for; there are none.
    @Test
    void noRoleHasInstanceProfiles() {
        create(name, TRUST);
        var listed = IAM.listInstanceProfilesForRole(request -> request.roleName(name));
        assertThat(listed.instanceProfiles()).isEmpty();
        assertThat(listed.isTruncated()).isFalse();
    }

    @Test
    void principalsOfEveryForm() {
        IAM.createUser(request -> request.userName(name).path("/p/"));
        create(name, TRUST);
        for (String principal : List.of(
                "\"AWS\":\"" + Account.ID + "\"",
                "\"AWS\":\"" + Account.ARN + "root\"",
                "\"AWS\":\"*\"",
                "\"AWS\":[\"" + Account.ARN + "user/p/" + name + "\",\"" + Account.ARN + "role/" + name + "\"]",
                "\"AWS\":\"arn:aws:sts::" + Account.ID + ":assumed-role/" + name + "/session\"",
                "\"AWS\":\"arn:aws:iam::123456789012:role/of-another-account\"",
                "\"Service\":[\"lambda.amazonaws.com\",\"ec2.amazonaws.com\"]",
                "\"Federated\":\"accounts.google.com\"",
                "\"CanonicalUser\":\"79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be\"")) {
            String document = Documents.trusting(principal, "sts:AssumeRole");
            IAM.updateAssumeRolePolicy(request -> request.roleName(name).policyDocument(document));
            assertThat(trust(name)).isEqualTo(document);
        }
    }

    /// IAM User Guide, "AWS JSON policy elements: Principal": a name is trusted as long as whoever had it exists.
    @Test
    void whoIsMadeAgainUnderAnOldNameIsNotTrusted() {
        String user = IAM.createUser(request -> request.userName(name)).user().userId();
        String arn =
                create(name, Documents.trusting(Account.ARN + "user/" + name)).arn();
        Account key = Account.root()
                .with(IAM.createAccessKey(request -> request.userName(name)).accessKey());
        assertThat(key.sts()
                        .assumeRole(request -> request.roleArn(arn).roleSessionName("app"))
                        .assumedRoleUser()
                        .arn())
                .isEqualTo("arn:aws:sts::" + Account.ID + ":assumed-role/" + name + "/app");
        IAM.updateUser(
                request -> request.userName(name).newUserName(name + "-new").newPath("/moved/"));
        assertThat(trust(name)).contains("\"" + Account.ARN + "user/moved/" + name + "-new\"");

        String id = IAM.listAccessKeys(request -> request.userName(name + "-new"))
                .accessKeyMetadata()
                .getFirst()
                .accessKeyId();
        IAM.deleteAccessKey(request -> request.userName(name + "-new").accessKeyId(id));
        IAM.deleteUser(request -> request.userName(name + "-new"));
        assertThat(trust(name)).isEqualTo(Documents.trusting(user));

        IAM.createUser(request -> request.userName(name + "-new").path("/moved/"));
        assertThat(trust(name)).isEqualTo(Documents.trusting(user));
        Account again = Account.root()
                .with(IAM.createAccessKey(request -> request.userName(name + "-new"))
                        .accessKey());
        Refusal.refused(
                "AccessDenied",
                "User: " + Account.ARN + "user/moved/" + name
                        + "-new is not authorized to perform: sts:AssumeRole on resource: " + arn,
                () -> again.sts().assumeRole(request -> request.roleArn(arn).roleSessionName("app")));
        Refusal.refused(
                "MalformedPolicyDocument",
                "Invalid principal in policy: \"AWS\":\"" + user + "\"",
                () -> IAM.updateAssumeRolePolicy(
                        request -> request.roleName(name).policyDocument(Documents.trusting(user))));
    }

    @Test
    void aRoleMadeAgainUnderAnOldNameIsNotTrusted() {
        String trusted = name + "-trusted";
        String id = create(trusted, TRUST).roleId();
        create(name, Documents.trusting(Account.ARN + "role/" + trusted));
        create(name + "-2", Documents.trusting("arn:aws:sts::" + Account.ID + ":assumed-role/" + trusted + "/session"));
        IAM.deleteRole(request -> request.roleName(trusted));
        assertThat(create(trusted, TRUST).roleId()).isNotEqualTo(id);
        assertThat(trust(name)).isEqualTo(Documents.trusting(id));
        assertThat(trust(name + "-2")).isEqualTo(Documents.trusting(id + ":session"));
    }

    @Test
    void noSessionIsLongerThanTheRoleSays() {
        Role role = IAM.createRole(request ->
                        request.roleName(name).assumeRolePolicyDocument(TRUST).maxSessionDuration(7200))
                .role();
        String user = name + "-user";
        IAM.createUser(request -> request.userName(user));
        IAM.putUserPolicy(request -> request.userName(user)
                .policyName("become")
                .policyDocument(Documents.allow("sts:AssumeRole", role.arn())));
        Account key = Account.root()
                .with(IAM.createAccessKey(request -> request.userName(user)).accessKey());
        Instant until = key.sts()
                .assumeRole(request ->
                        request.roleArn(role.arn()).roleSessionName("app").durationSeconds(7200))
                .credentials()
                .expiration();
        assertThat(until).isAfter(Instant.now().plus(1, ChronoUnit.HOURS));
        Refusal.refused(
                "ValidationError",
                "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
                () -> key.sts()
                        .assumeRole(request -> request.roleArn(role.arn())
                                .roleSessionName("app")
                                .durationSeconds(7201)));
    }

    /// 2,048 characters; white space is free.
    @Test
    void trustPoliciesHaveASize() {
        String shortest = TRUST.replace("}]}", ",\"Condition\":{\"StringEquals\":{\"sts:ExternalId\":\"\"}}}]}");
        String longest = shortest.replace("\"\"", "\"" + "x".repeat(2048 - shortest.length()) + "\"")
                .replace(",", ", \n\t");
        create(name, longest);
        assertThat(trust(name)).isEqualTo(longest);
        String tooLong = longest.replaceFirst("x", "xx");
        Refusal.refused(
                "LimitExceeded", "Cannot exceed quota for ACLSizePerRole: 2048", () -> create(name + "-2", tooLong));
        Refusal.refused(
                "LimitExceeded",
                "Cannot exceed quota for ACLSizePerRole: 2048",
                () -> IAM.updateAssumeRolePolicy(
                        request -> request.roleName(name).policyDocument(tooLong)));
        assertThat(trust(name)).isEqualTo(longest);
    }

    private static Refusal unknown(String operation, ThrowingCallable call) {
        return Refusal.of(operation + " of nobody", "NoSuchEntity", "The role with name nobody cannot be found.", call);
    }

    @TestFactory
    Stream<DynamicTest> refusesWhatIsNotThere() {
        return Refusal.tests(
                unknown("GetRole", () -> get("nobody")),
                unknown("UpdateRole", () -> IAM.updateRole(request -> request.roleName("nobody"))),
                unknown(
                        "UpdateRoleDescription",
                        () -> IAM.updateRoleDescription(
                                request -> request.roleName("nobody").description("d"))),
                unknown(
                        "UpdateAssumeRolePolicy",
                        () -> IAM.updateAssumeRolePolicy(
                                request -> request.roleName("nobody").policyDocument(TRUST))),
                unknown("DeleteRole", () -> IAM.deleteRole(request -> request.roleName("nobody"))),
                unknown(
                        "PutRolePermissionsBoundary",
                        () -> IAM.putRolePermissionsBoundary(
                                request -> request.roleName("nobody").permissionsBoundary(BOUNDARY))),
                unknown(
                        "DeleteRolePermissionsBoundary",
                        () -> IAM.deleteRolePermissionsBoundary(request -> request.roleName("nobody"))),
                unknown(
                        "TagRole",
                        () -> IAM.tagRole(request -> request.roleName("nobody").tags(tag("a", "b")))),
                unknown(
                        "UntagRole",
                        () -> IAM.untagRole(
                                request -> request.roleName("nobody").tagKeys("a"))),
                unknown("ListRoleTags", () -> IAM.listRoleTags(request -> request.roleName("nobody"))),
                unknown(
                        "ListInstanceProfilesForRole",
                        () -> IAM.listInstanceProfilesForRole(request -> request.roleName("nobody"))),
                Refusal.of(
                        "a boundary that is no policy",
                        "InvalidInput",
                        "Policy " + Account.ARN + "policy/none does not exist or cannot be a permissions boundary.",
                        () -> IAM.createRole(request -> request.roleName("unmade")
                                .assumeRolePolicyDocument(TRUST)
                                .permissionsBoundary(Account.ARN + "policy/none"))),
                Refusal.of(
                        "a marker that is none",
                        "ValidationError",
                        "Invalid Marker.",
                        () -> IAM.listRoles(request -> request.marker("no marker"))),
                Refusal.of(
                        "a marker of tags that is none",
                        "ValidationError",
                        "Invalid Marker.",
                        () -> IAM.listRoleTags(request ->
                                request.roleName(create(name, TRUST).roleName()).marker("7"))));
    }

    @TestFactory
    Stream<DynamicTest> refusesWhatIsNoTrustPolicy() {
        return Refusal.tests(
                malformed("no JSON", "This policy contains invalid Json (line 1, column 2: ends too early)", "{"),
                malformed(
                        "an unknown user",
                        "Invalid principal in policy: \"AWS\":\"" + Account.ARN + "user/nobody\"",
                        Documents.trusting(Account.ARN + "user/nobody")),
                malformed(
                        "an unknown role",
                        "Invalid principal in policy: \"AWS\":\"" + Account.ARN + "role/nobody\"",
                        Documents.trusting(Account.ARN + "role/nobody")),
                malformed(
                        "any identity pool",
                        "A statement that trusts cognito-identity.amazonaws.com must have a condition on"
                                + " cognito-identity.amazonaws.com:aud.",
                        Documents.trusting(
                                "\"Federated\":\"cognito-identity.amazonaws.com\"", "sts:AssumeRoleWithWebIdentity")),
                malformed(
                        "a resource",
                        "Has prohibited field Resource (Statement[0])",
                        Documents.trusting(Account.ID).replace("\"Action\"", "\"Resource\":\"*\",\"Action\"")),
                malformed(
                        "no principal",
                        "Missing required field Principal (Statement[0])",
                        Documents.allow("sts:AssumeRole", "*")),
                malformed(
                        "another action",
                        "AssumeRole policy may only specify STS AssumeRole actions. (Statement[0])",
                        Documents.trusting("\"AWS\":\"*\"", "s3:GetObject")));
    }

    private static Refusal malformed(String name, String text, String document) {
        return Refusal.of(name, "MalformedPolicyDocument", text, () -> create("unmade", document));
    }

    @TestFactory
    Stream<DynamicTest> refusesWhatTheModelDoes() {
        return Refusal.tests(
                Refusal.invalid(
                        "no name",
                        "null at 'roleName'",
                        "not be null",
                        () -> IAM.createRole(request -> request.assumeRolePolicyDocument(TRUST))),
                Refusal.invalid(
                        "a name with a blank", "'a b' at 'roleName'", Iam.FORM_OF_NAMES, () -> create("a b", TRUST)),
                Refusal.invalid(
                        "a long name",
                        "'" + "n".repeat(65) + "' at 'roleName'",
                        "have length less than or equal to 64",
                        () -> create("n".repeat(65), TRUST)),
                Refusal.invalid(
                        "a path without its last slash",
                        "'/a' at 'path'",
                        Iam.FORM_OF_PATHS,
                        () -> IAM.createRole(
                                request -> request.roleName("unmade").path("/a").assumeRolePolicyDocument(TRUST))),
                Refusal.invalid(
                        "a short longest session",
                        "'3599' at 'maxSessionDuration'",
                        "have value greater than or equal to 3600",
                        () -> IAM.createRole(request -> request.roleName("unmade")
                                .assumeRolePolicyDocument(TRUST)
                                .maxSessionDuration(3599))),
                Refusal.invalid(
                        "a long longest session",
                        "'43201' at 'maxSessionDuration'",
                        "have value less than or equal to 43200",
                        () -> IAM.updateRole(
                                request -> request.roleName("nobody").maxSessionDuration(43_201))),
                Refusal.invalid(
                        "an empty page",
                        "'0' at 'maxItems'",
                        "have value greater than or equal to 1",
                        () -> IAM.listRoles(request -> request.maxItems(0))),
                Refusal.invalid(
                        "too large a page",
                        "'1001' at 'maxItems'",
                        "have value less than or equal to 1000",
                        () -> IAM.listRoles(request -> request.maxItems(1001))),
                Refusal.of(
                        "a tag key twice",
                        "InvalidInput",
                        "Duplicate tag keys found. Please note that Tag keys are case insensitive.",
                        () -> IAM.createRole(request -> request.roleName("unmade")
                                .assumeRolePolicyDocument(TRUST)
                                .tags(tag("a", "1"), tag("A", "2")))),
                Refusal.of(
                        "a tag of AWS",
                        "InvalidInput",
                        "Tag keys that begin with aws: are reserved.",
                        () -> IAM.createRole(request -> request.roleName("unmade")
                                .assumeRolePolicyDocument(TRUST)
                                .tags(tag("AWS:x", "1")))));
    }
}
