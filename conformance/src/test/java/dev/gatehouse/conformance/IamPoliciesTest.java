package dev.gatehouse.conformance;

import static dev.gatehouse.conformance.Iam.attached;
import static dev.gatehouse.conformance.Iam.tag;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.EntityType;
import software.amazon.awssdk.services.iam.model.ListEntitiesForPolicyRequest;
import software.amazon.awssdk.services.iam.model.ListPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListPolicyVersionsResponse;
import software.amazon.awssdk.services.iam.model.Policy;
import software.amazon.awssdk.services.iam.model.PolicyGroup;
import software.amazon.awssdk.services.iam.model.PolicyRole;
import software.amazon.awssdk.services.iam.model.PolicyScopeType;
import software.amazon.awssdk.services.iam.model.PolicyUsageType;
import software.amazon.awssdk.services.iam.model.PolicyUser;
import software.amazon.awssdk.services.iam.model.PolicyVersion;
import software.amazon.awssdk.services.iam.model.Tag;

/// Managed policies, the account's own and those of AWS: versions, tags, lists, attachments.
class IamPoliciesTest {
    private static final IamClient IAM = Iam.ADMIN;
    private static final String READ = Documents.READ_POOLS;
    private static final String READ_ONLY = Account.AWS_POLICIES + "ReadOnlyAccess";
    private static final String LAMBDA = Account.AWS_POLICIES + "service-role/AWSLambdaBasicExecutionRole";
    private static final String NO_POLICY = Account.ARN + "policy/none";

    private final String name = Names.unique("Policy");

    private static Policy get(String arn) {
        return IAM.getPolicy(request -> request.policyArn(arn)).policy();
    }

    private static PolicyVersion version(String arn, String id) {
        return IAM.getPolicyVersion(request -> request.policyArn(arn).versionId(id))
                .policyVersion();
    }

    private static ListPolicyVersionsResponse versions(String arn) {
        return IAM.listPolicyVersions(request -> request.policyArn(arn));
    }

    private static PolicyVersion addVersion(String arn, String document, boolean inForce) {
        return IAM.createPolicyVersion(request ->
                        request.policyArn(arn).policyDocument(document).setAsDefault(inForce))
                .policyVersion();
    }

    private static List<String> listed(Consumer<ListPoliciesRequest.Builder> filter) {
        return IAM.listPoliciesPaginator(filter).policies().stream()
                .map(Policy::policyName)
                .toList();
    }

    @Test
    void lifeOfAPolicy() {
        Instant before = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Policy made = IAM.createPolicy(request -> request.policyName(name)
                        .path("/teams/red/")
                        .policyDocument(READ)
                        .description("reads pools")
                        .tags(tag("Team", "red")))
                .policy();
        String arn = Account.ARN + "policy/teams/red/" + name;
        assertThat(made.policyName()).isEqualTo(name);
        assertThat(made.policyId()).matches("ANPA[A-Z0-9]{17}");
        assertThat(made.arn()).isEqualTo(arn);
        assertThat(made.path()).isEqualTo("/teams/red/");
        assertThat(made.defaultVersionId()).isEqualTo("v1");
        assertThat(made.attachmentCount()).isZero();
        assertThat(made.permissionsBoundaryUsageCount()).isZero();
        assertThat(made.isAttachable()).isTrue();
        assertThat(made.createDate()).isBetween(before, Instant.now()).isEqualTo(made.updateDate());
        assertThat(made.tags()).containsExactly(tag("Team", "red"));
        assertThat(get(arn))
                .isEqualTo(made.toBuilder().description("reads pools").build());
        PolicyVersion version = version(arn, "v1");
        assertThat(version.versionId()).isEqualTo("v1");
        assertThat(version.isDefaultVersion()).isTrue();
        assertThat(version.createDate()).isEqualTo(made.createDate());
        assertThat(version.document()).contains("%20", "%2B").doesNotContain("+", " ");
        assertThat(Documents.decoded(version.document())).isEqualTo(READ);
        IAM.deletePolicy(request -> request.policyArn(arn));
        Refusal.refused("NoSuchEntity", "Policy " + arn + " was not found.", () -> get(arn));
    }

    @Test
    void namesAreUniqueIgnoringCaseWhateverThePath() {
        IAM.createPolicy(request -> request.policyName(name).policyDocument(READ));
        String other = name.toUpperCase(Locale.ROOT);
        Refusal.refused(
                "EntityAlreadyExists",
                "A policy called " + other + " already exists. Duplicate names are not allowed.",
                () -> IAM.createPolicy(
                        request -> request.policyName(other).path("/else/").policyDocument(READ)));
    }

    @Test
    void oneVersionIsInForce() {
        String arn = Iam.policy(READ);
        String second = Documents.deny("*", "*");
        PolicyVersion made = addVersion(arn, second, false);
        assertThat(made.versionId()).isEqualTo("v2");
        assertThat(made.isDefaultVersion()).isFalse();
        assertThat(made.createDate()).isNotNull();
        assertThat(get(arn).defaultVersionId()).isEqualTo("v1");
        assertThat(addVersion(arn, READ, true).isDefaultVersion()).isTrue();
        assertThat(get(arn).defaultVersionId()).isEqualTo("v3");
        assertThat(version(arn, "v1").isDefaultVersion()).isFalse();
        assertThat(Documents.decoded(version(arn, "v2").document())).isEqualTo(second);
        ListPolicyVersionsResponse all = versions(arn);
        assertThat(all.isTruncated()).isFalse();
        assertThat(all.versions()).extracting(PolicyVersion::versionId).containsExactly("v3", "v2", "v1");
        assertThat(all.versions()).extracting(PolicyVersion::isDefaultVersion).containsExactly(true, false, false);
        assertThat(all.versions()).as("lists have no documents").allMatch(version -> version.document() == null);
        IAM.setDefaultPolicyVersion(request -> request.policyArn(arn).versionId("v2"));
        assertThat(get(arn).defaultVersionId()).isEqualTo("v2");
        Refusal.refused(
                "DeleteConflict",
                "Cannot delete the default version of a policy.",
                () -> IAM.deletePolicyVersion(request -> request.policyArn(arn).versionId("v2")));
        Refusal.refused(
                "DeleteConflict",
                "This policy has more than one version. Before you delete a policy, you must delete the policy's"
                        + " versions. The default version is deleted with the policy.",
                () -> IAM.deletePolicy(request -> request.policyArn(arn)));
        IAM.deletePolicyVersion(request -> request.policyArn(arn).versionId("v1"));
        IAM.deletePolicyVersion(request -> request.policyArn(arn).versionId("v3"));
        IAM.deletePolicy(request -> request.policyArn(arn));
    }

    @Test
    void atMostFiveVersionsAndNoNumberTwice() {
        String arn = Iam.policy(READ);
        for (int i = 2; i <= 5; i++) {
            addVersion(arn, READ, false);
        }
        Refusal.refused(
                "LimitExceeded",
                "A managed policy can have up to 5 versions. Before you create a new version, you must delete an"
                        + " existing version.",
                () -> addVersion(arn, READ, true));
        assertThat(get(arn).defaultVersionId()).isEqualTo("v1");
        assertThat(IAM
                        .listPolicyVersionsPaginator(
                                request -> request.policyArn(arn).maxItems(2))
                        .stream())
                .hasSize(3)
                .flatExtracting(ListPolicyVersionsResponse::versions)
                .extracting(PolicyVersion::versionId)
                .containsExactly("v5", "v4", "v3", "v2", "v1");
        IAM.deletePolicyVersion(request -> request.policyArn(arn).versionId("v5"));
        assertThat(addVersion(arn, READ, false).versionId()).isEqualTo("v6");
    }

    /// 6,144 characters; white space is free.
    @Test
    void policiesHaveASize() {
        String longest = Documents.ofSize(6144);
        String arn = Iam.policy(longest);
        assertThat(Documents.decoded(version(arn, "v1").document())).isEqualTo(longest);
        String tooLong = Documents.ofSize(6145);
        Refusal.refused("LimitExceeded", "Cannot exceed quota for PolicySize: 6144", () -> Iam.policy(tooLong));
        Refusal.refused(
                "LimitExceeded", "Cannot exceed quota for PolicySize: 6144", () -> addVersion(arn, tooLong, true));
        assertThat(versions(arn).versions()).hasSize(1);
    }

    @Test
    void tagsAreKeptByKeyIgnoringCase() {
        String arn = Iam.policy();
        IAM.tagPolicy(request -> request.policyArn(arn).tags(tag("Team", "red"), tag("stage", "test")));
        IAM.tagPolicy(request -> request.policyArn(arn).tags(tag("TEAM", "blue"), tag("a", "")));
        List<Tag> tags = IAM.listPolicyTags(request -> request.policyArn(arn)).tags();
        assertThat(tags).containsExactlyInAnyOrder(tag("TEAM", "blue"), tag("stage", "test"), tag("a", ""));
        assertThat(get(arn).tags()).containsExactlyInAnyOrderElementsOf(tags);
        assertThat(IAM.listPolicyTagsPaginator(request -> request.policyArn(arn).maxItems(1)).stream())
                .hasSize(3);
        IAM.untagPolicy(request -> request.policyArn(arn).tagKeys("team", "STAGE", "never there"));
        assertThat(get(arn).tags()).containsExactly(tag("a", ""));
        Tag[] more = IntStream.range(0, 50).mapToObj(i -> tag("k" + i, "")).toArray(Tag[]::new);
        Refusal.refused(
                "LimitExceeded",
                "Cannot exceed quota for TagsPerResource: 50",
                () -> IAM.tagPolicy(request -> request.policyArn(arn).tags(more)));
        assertThat(get(arn).tags()).hasSize(1);
    }

    @Test
    void listsByPathPageByPage() {
        String path = "/" + name + "/";
        List<String> names = IntStream.range(0, 5).mapToObj(i -> name + "-" + i).toList();
        for (String one : names) {
            IAM.createPolicy(request -> request.policyName(one)
                    .path(path)
                    .policyDocument(READ)
                    .description("d")
                    .tags(tag("a", "b")));
        }
        var first = IAM.listPolicies(request -> request.pathPrefix(path).maxItems(2));
        assertThat(first.policies()).extracting(Policy::policyName).containsExactly(names.get(0), names.get(1));
        assertThat(first.isTruncated()).isTrue();
        assertThat(first.marker()).isNotBlank();
        Policy listed = first.policies().getFirst();
        assertThat(listed.description()).as("not in lists").isNull();
        assertThat(listed.hasTags()).as("not in lists").isFalse();
        assertThat(listed)
                .isEqualTo(get(listed.arn()).toBuilder()
                        .description(null)
                        .tags((List<Tag>) null)
                        .build());
        assertThat(listed(request -> request.pathPrefix(path).maxItems(2))).isEqualTo(names);
        assertThat(listed(request -> request.pathPrefix("/" + name + "/else/"))).isEmpty();
    }

    @Test
    void listsByScopeAndUse() {
        String path = "/" + name + "/";
        String permits = name + "-permits";
        String bounds = name + "-bounds";
        for (String one : List.of(permits, bounds, name + "-idle")) {
            IAM.createPolicy(request -> request.policyName(one).path(path).policyDocument(READ));
        }
        String arn = Account.ARN + "policy" + path;
        String user = Iam.user();
        IAM.attachUserPolicy(request -> request.userName(user).policyArn(arn + permits));
        IAM.putUserPermissionsBoundary(request -> request.userName(user).permissionsBoundary(arn + bounds));
        assertThat(listed(request -> request.pathPrefix(path).scope(PolicyScopeType.LOCAL)))
                .containsExactly(bounds, name + "-idle", permits);
        assertThat(listed(request -> request.pathPrefix(path).scope(PolicyScopeType.ALL)))
                .hasSize(3);
        assertThat(listed(request -> request.pathPrefix(path).scope(PolicyScopeType.AWS)))
                .isEmpty();
        assertThat(listed(request -> request.pathPrefix(path).onlyAttached(true)))
                .containsExactly(bounds, permits);
        assertThat(listed(request -> request.pathPrefix(path)
                        .onlyAttached(true)
                        .policyUsageFilter(PolicyUsageType.PERMISSIONS_POLICY)))
                .containsExactly(permits);
        assertThat(listed(request -> request.pathPrefix(path).policyUsageFilter(PolicyUsageType.PERMISSIONS_BOUNDARY)))
                .containsExactly(bounds);
        assertThat(get(arn + permits).attachmentCount()).isEqualTo(1);
        assertThat(get(arn + permits).permissionsBoundaryUsageCount()).isZero();
        assertThat(get(arn + bounds).attachmentCount()).isZero();
        assertThat(get(arn + bounds).permissionsBoundaryUsageCount()).isEqualTo(1);
        Refusal.refused(
                "DeleteConflict",
                "Cannot delete a policy attached to entities.",
                () -> IAM.deletePolicy(request -> request.policyArn(arn + permits)));
        Refusal.refused(
                "DeleteConflict",
                "Cannot delete a policy attached to entities.",
                () -> IAM.deletePolicy(request -> request.policyArn(arn + bounds)));
    }

    @Test
    void policiesOfAws() {
        Policy policy = get(LAMBDA);
        assertThat(policy.policyName()).isEqualTo("AWSLambdaBasicExecutionRole");
        assertThat(policy.path()).isEqualTo("/service-role/");
        assertThat(policy.arn()).isEqualTo(LAMBDA);
        assertThat(policy.policyId()).matches("ANPA[A-Z0-9]{17}");
        assertThat(policy.isAttachable()).isTrue();
        PolicyVersion version = version(LAMBDA, policy.defaultVersionId());
        assertThat(version.isDefaultVersion()).isTrue();
        assertThat(Documents.decoded(version.document())).contains("logs:PutLogEvents");
        assertThat(versions(LAMBDA).versions())
                .extracting(PolicyVersion::versionId)
                .containsExactly(policy.defaultVersionId());
        assertThat(IAM.listPolicyTags(request -> request.policyArn(LAMBDA)).tags())
                .isEmpty();
        assertThat(listed(request -> request.scope(PolicyScopeType.AWS).maxItems(5)))
                .contains(
                        "AdministratorAccess",
                        "AmazonCognitoDeveloperAuthenticatedIdentities",
                        "AmazonCognitoPowerUser",
                        "AmazonCognitoReadOnly",
                        "AmazonCognitoUnauthenticatedIdentities",
                        "AmazonCognitoUnAuthedIdentitiesSessionPolicy",
                        "AmazonDynamoDBFullAccess",
                        "AmazonDynamoDBReadOnlyAccess",
                        "AmazonS3FullAccess",
                        "AmazonS3ReadOnlyAccess",
                        "IAMFullAccess",
                        "IAMReadOnlyAccess",
                        "PowerUserAccess",
                        "ReadOnlyAccess",
                        "AWSLambdaBasicExecutionRole",
                        "AmazonAPIGatewayPushToCloudWatchLogs",
                        "AmazonSNSRole");
        assertThat(listed(request -> request.scope(PolicyScopeType.AWS).pathPrefix("/service-role/")))
                .contains("AWSLambdaBasicExecutionRole")
                .doesNotContain("AdministratorAccess");
    }

    @TestFactory
    Stream<DynamicTest> nobodyChangesPoliciesOfAws() {
        return Refusal.tests(
                ofAws("CreatePolicyVersion", () -> addVersion(READ_ONLY, READ, true)),
                ofAws(
                        "DeletePolicyVersion",
                        () -> IAM.deletePolicyVersion(
                                request -> request.policyArn(READ_ONLY).versionId("v1"))),
                ofAws(
                        "SetDefaultPolicyVersion",
                        () -> IAM.setDefaultPolicyVersion(
                                request -> request.policyArn(READ_ONLY).versionId("v1"))),
                ofAws("DeletePolicy", () -> IAM.deletePolicy(request -> request.policyArn(READ_ONLY))),
                ofAws(
                        "TagPolicy",
                        () -> IAM.tagPolicy(
                                request -> request.policyArn(READ_ONLY).tags(tag("a", "b")))),
                ofAws(
                        "UntagPolicy",
                        () -> IAM.untagPolicy(
                                request -> request.policyArn(READ_ONLY).tagKeys("a"))));
    }

    private static Refusal ofAws(String operation, ThrowingCallable call) {
        return Refusal.of(
                operation,
                "InvalidInput",
                "Policy " + READ_ONLY + " is an AWS managed policy and cannot be changed.",
                call);
    }

    @TestFactory
    Stream<DynamicTest> attachments() {
        return Stream.of(Holder.values())
                .map(holder -> DynamicTest.dynamicTest(holder.word, () -> attachments(holder, holder.make())));
    }

    private static void attachments(Holder holder, String name) {
        List<String> arns = Stream.generate(Iam::policy).limit(9).sorted().toList();
        holder.attach(name, LAMBDA);
        arns.forEach(arn -> holder.attach(name, arn));
        holder.attach(name, LAMBDA);
        assertThat(holder.attached(name, "/", 4))
                .hasSize(3)
                .flatMap(page -> page)
                .containsExactlyInAnyOrderElementsOf(Stream.concat(arns.stream(), Stream.of(LAMBDA))
                        .map(Iam::attached)
                        .toList());
        assertThat(holder.attached(name, "/service-role/", 4)).singleElement().isEqualTo(List.of(attached(LAMBDA)));
        Refusal.refused(
                "LimitExceeded",
                "Cannot exceed quota for PoliciesPer" + holder.title() + ": 10",
                () -> holder.attach(name, READ_ONLY));
        holder.detach(name, LAMBDA);
        Refusal.refused("NoSuchEntity", "Policy " + LAMBDA + " was not found.", () -> holder.detach(name, LAMBDA));
        holder.attach(name, READ_ONLY);
        for (String missing : List.of(NO_POLICY, Account.AWS_POLICIES + "NoSuchPolicy", arns.getFirst() + "x")) {
            Refusal.refused(
                    "NoSuchEntity",
                    "Policy " + missing + " does not exist or is not attachable.",
                    () -> holder.attach(name, missing));
        }
        String nobody = holder.missing("nobody");
        Refusal.refused("NoSuchEntity", nobody, () -> holder.attach("nobody", LAMBDA));
        Refusal.refused("NoSuchEntity", nobody, () -> holder.detach("nobody", LAMBDA));
        Refusal.refused(
                "NoSuchEntity", nobody, () -> holder.attached("nobody", "/", 4).toList());
    }

    @Test
    void whomAPolicyIsAttachedToOrBounds() {
        String arn = Iam.policy();
        String path = "/" + name + "/";
        String user = IAM.createUser(request -> request.userName(name).path(path))
                .user()
                .userId();
        String bounded = IAM.createUser(
                        request -> request.userName(name + "-bounded").permissionsBoundary(arn))
                .user()
                .userId();
        String group = IAM.createGroup(request -> request.groupName(name).path(path))
                .group()
                .groupId();
        String role = IAM.createRole(request -> request.roleName(name)
                        .assumeRolePolicyDocument(Iam.TRUST)
                        .permissionsBoundary(arn))
                .role()
                .roleId();
        IAM.attachUserPolicy(request -> request.userName(name).policyArn(arn));
        IAM.attachGroupPolicy(request -> request.groupName(name).policyArn(arn));
        IAM.attachRolePolicy(request -> request.roleName(name).policyArn(arn));
        var all = IAM.listEntitiesForPolicy(request -> request.policyArn(arn));
        assertThat(all.policyUsers()).containsExactlyInAnyOrder(user(name, user), user(name + "-bounded", bounded));
        assertThat(all.policyGroups())
                .containsExactly(
                        PolicyGroup.builder().groupName(name).groupId(group).build());
        assertThat(all.policyRoles())
                .containsExactly(
                        PolicyRole.builder().roleName(name).roleId(role).build());
        assertThat(all.isTruncated()).isFalse();
        assertThat(entities(request -> request.policyArn(arn).entityFilter(EntityType.USER)))
                .containsExactlyInAnyOrder(name, name + "-bounded");
        assertThat(entities(request -> request.policyArn(arn).entityFilter(EntityType.GROUP)))
                .containsExactly(name);
        assertThat(entities(request -> request.policyArn(arn).entityFilter(EntityType.ROLE)))
                .containsExactly(name);
        assertThat(entities(request -> request.policyArn(arn).entityFilter(EntityType.LOCAL_MANAGED_POLICY)))
                .isEmpty();
        assertThat(entities(request -> request.policyArn(arn).policyUsageFilter(PolicyUsageType.PERMISSIONS_BOUNDARY)))
                .containsExactlyInAnyOrder(name + "-bounded", name);
        assertThat(entities(request -> request.policyArn(arn).policyUsageFilter(PolicyUsageType.PERMISSIONS_POLICY)))
                .containsExactlyInAnyOrder(name, name, name);
        assertThat(entities(request -> request.policyArn(arn).pathPrefix(path))).containsExactlyInAnyOrder(name, name);
        assertThat(IAM
                        .listEntitiesForPolicyPaginator(
                                request -> request.policyArn(arn).maxItems(3))
                        .stream())
                .hasSize(2);
        assertThat(get(arn).attachmentCount()).isEqualTo(3);
        assertThat(get(arn).permissionsBoundaryUsageCount()).isEqualTo(2);
    }

    private static PolicyUser user(String name, String id) {
        return PolicyUser.builder().userName(name).userId(id).build();
    }

    private static List<String> entities(Consumer<ListEntitiesForPolicyRequest.Builder> filter) {
        var found = IAM.listEntitiesForPolicy(filter);
        return Stream.of(
                        found.policyUsers().stream().map(PolicyUser::userName),
                        found.policyGroups().stream().map(PolicyGroup::groupName),
                        found.policyRoles().stream().map(PolicyRole::roleName))
                .flatMap(names -> names)
                .toList();
    }

    private static Refusal unknown(String operation, ThrowingCallable call) {
        return Refusal.of(operation + " of none", "NoSuchEntity", "Policy " + NO_POLICY + " was not found.", call);
    }

    @TestFactory
    Stream<DynamicTest> refusesWhatIsNotThere() {
        String arn = Iam.policy();
        String noVersion = "Policy " + arn + " version v9 does not exist or is not attachable.";
        return Refusal.tests(
                unknown("GetPolicy", () -> get(NO_POLICY)),
                unknown("DeletePolicy", () -> IAM.deletePolicy(request -> request.policyArn(NO_POLICY))),
                unknown("CreatePolicyVersion", () -> addVersion(NO_POLICY, READ, true)),
                unknown("GetPolicyVersion", () -> version(NO_POLICY, "v1")),
                unknown("ListPolicyVersions", () -> versions(NO_POLICY)),
                unknown(
                        "DeletePolicyVersion",
                        () -> IAM.deletePolicyVersion(
                                request -> request.policyArn(NO_POLICY).versionId("v1"))),
                unknown(
                        "SetDefaultPolicyVersion",
                        () -> IAM.setDefaultPolicyVersion(
                                request -> request.policyArn(NO_POLICY).versionId("v1"))),
                unknown(
                        "ListEntitiesForPolicy",
                        () -> IAM.listEntitiesForPolicy(request -> request.policyArn(NO_POLICY))),
                unknown(
                        "TagPolicy",
                        () -> IAM.tagPolicy(
                                request -> request.policyArn(NO_POLICY).tags(tag("a", "b")))),
                unknown(
                        "UntagPolicy",
                        () -> IAM.untagPolicy(
                                request -> request.policyArn(NO_POLICY).tagKeys("a"))),
                unknown("ListPolicyTags", () -> IAM.listPolicyTags(request -> request.policyArn(NO_POLICY))),
                Refusal.of("GetPolicyVersion of no version", "NoSuchEntity", noVersion, () -> version(arn, "v9")),
                Refusal.of(
                        "DeletePolicyVersion of no version",
                        "NoSuchEntity",
                        noVersion,
                        () -> IAM.deletePolicyVersion(
                                request -> request.policyArn(arn).versionId("v9"))),
                Refusal.of(
                        "SetDefaultPolicyVersion of no version",
                        "NoSuchEntity",
                        noVersion,
                        () -> IAM.setDefaultPolicyVersion(
                                request -> request.policyArn(arn).versionId("v9"))),
                Refusal.invalid(
                        "a version that is no number",
                        "'latest' at 'versionId'",
                        "satisfy regular expression pattern: v[1-9][0-9]*(\\.[A-Za-z0-9-]*)?",
                        () -> version(arn, "latest")),
                Refusal.invalid(
                        "an ARN that is none",
                        "'p' at 'policyArn'",
                        "have length greater than or equal to 20",
                        () -> get("p")),
                Refusal.invalid(
                        "a scope that is none",
                        "'Mine' at 'scope'",
                        "satisfy enum value set: [All, AWS, Local]",
                        () -> IAM.listPolicies(request -> request.scope("Mine"))),
                Refusal.of(
                        "a marker that is none",
                        "ValidationError",
                        "Invalid Marker.",
                        () -> IAM.listPolicies(request -> request.marker("4294967295"))),
                Refusal.of(
                        "a marker of versions that is none",
                        "ValidationError",
                        "Invalid Marker.",
                        () -> IAM.listPolicyVersions(
                                request -> request.policyArn(arn).marker("-1"))));
    }

    @TestFactory
    Stream<DynamicTest> refusesWhatIsNoPolicy() {
        return Refusal.tests(
                malformed("no JSON", "Syntax errors in policy. (line 1, column 1: not a JSON value)", "no"),
                malformed("no statement", "Syntax errors in policy. No statement.", "{\"Version\":\"2012-10-17\"}"),
                malformed(
                        "an unknown version",
                        "Syntax errors in policy. Versions are 2012-10-17 and 2008-10-17. (Version)",
                        Documents.allow("s3:*", "*").replace("2012", "2013")),
                malformed(
                        "no action",
                        "Policy statement must contain actions. (Statement[0])",
                        "{\"Statement\":[{\"Effect\":\"Allow\",\"Resource\":\"*\"}]}"),
                malformed(
                        "no resource",
                        "Policy statement must contain resources. (Statement[0])",
                        "{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\"}]}"),
                malformed(
                        "no effect",
                        "Syntax errors in policy. Effect is missing. (Statement[0])",
                        "{\"Statement\":[{\"Action\":\"*\",\"Resource\":\"*\"}]}"),
                malformed(
                        "action and its opposite",
                        "Syntax errors in policy. Action and NotAction exclude each other. (Statement[0])",
                        Documents.allow("s3:*", "*").replace("\"Action\"", "\"NotAction\":\"a:b\",\"Action\"")),
                malformed(
                        "an action without service",
                        "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc. (Statement[0].Action)",
                        Documents.allow("Get", "*")),
                malformed(
                        "a resource that is no ARN",
                        "Resource bucket must be in ARN format or \"*\". (Statement[0].Resource)",
                        Documents.allow("s3:*", "bucket")),
                malformed(
                        "a principal",
                        "Policy document should not specify a principal. (Statement[0])",
                        Documents.allow("s3:*", "*").replace("\"Action\"", "\"Principal\":\"*\",\"Action\"")),
                malformed(
                        "an unknown operator",
                        "Syntax errors in policy. Unknown condition operator. (Statement[0].Condition.StringIs)",
                        Documents.allow("s3:*", "*")
                                .replace("}]}", ",\"Condition\":{\"StringIs\":{\"a:b\":\"c\"}}}]}")),
                malformed(
                        "an unknown member",
                        "Syntax errors in policy. Unknown element Actoin. (Statement[0])",
                        Documents.allow("s3:*", "*").replace("\"Action\"", "\"Actoin\":\"s3:*\",\"Action\"")),
                malformed(
                        "a statement id twice",
                        "Statement IDs (SID) in a single policy must be unique. (Statement[1].Sid)",
                        Documents.policy(
                                        Documents.statement("Allow", "a:b", "*"),
                                        Documents.statement("Allow", "a:c", "*"))
                                .replace("\"Effect\"", "\"Sid\":\"one\",\"Effect\"")),
                Refusal.of(
                        "CreatePolicyVersion",
                        "MalformedPolicyDocument",
                        "Syntax errors in policy. (line 1, column 1: not a JSON value)",
                        () -> addVersion(Iam.policy(), "no", true)),
                Refusal.invalid(
                        "characters no policy has",
                        "'{\"Statement\":\"€\"}' at 'policyDocument'",
                        "satisfy regular expression pattern: [\\u0009\\u000A\\u000D\\u0020-\\u00FF]+",
                        () -> Iam.policy("{\"Statement\":\"€\"}")));
    }

    private static Refusal malformed(String name, String text, String document) {
        return Refusal.of(name, "MalformedPolicyDocument", text, () -> Iam.policy(document));
    }
}
