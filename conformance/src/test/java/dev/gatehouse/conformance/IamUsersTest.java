package dev.gatehouse.conformance;

import static dev.gatehouse.conformance.Iam.boundary;
import static dev.gatehouse.conformance.Iam.ofNobody;
import static dev.gatehouse.conformance.Iam.tag;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachedPermissionsBoundary;
import software.amazon.awssdk.services.iam.model.Group;
import software.amazon.awssdk.services.iam.model.ListUsersResponse;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.User;

/// Users of the account, their boundaries and tags. Their keys are in `IamAccessKeysTest`.
class IamUsersTest {
    private static final IamClient IAM = Iam.ADMIN;
    private static final String BOUNDARY = Account.AWS_POLICIES + "ReadOnlyAccess";

    private final String name = Names.unique("User");

    private static User get(String name) {
        return IAM.getUser(request -> request.userName(name)).user();
    }

    private List<Tag> tags() {
        return IAM.listUserTags(request -> request.userName(name)).tags();
    }

    @Test
    void lifeOfAUser() {
        Instant before = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        User made = IAM.createUser(request -> request.userName(name)
                        .path("/teams/red/")
                        .permissionsBoundary(BOUNDARY)
                        .tags(tag("Team", "red"), tag("stage", "")))
                .user();
        assertThat(made.path()).isEqualTo("/teams/red/");
        assertThat(made.userName()).isEqualTo(name);
        assertThat(made.userId()).matches("AIDA[A-Z0-9]{17}");
        assertThat(made.arn()).isEqualTo(Iam.userArn("teams/red/" + name));
        assertThat(made.createDate()).isBetween(before, Instant.now());
        assertThat(made.permissionsBoundary()).isEqualTo(boundary(BOUNDARY));
        assertThat(made.tags()).containsExactly(tag("Team", "red"), tag("stage", ""));
        assertThat(made.passwordLastUsed()).isNull();
        assertThat(get(name)).isEqualTo(made);
        IAM.deleteUser(request -> request.userName(name));
        Refusal.refused("NoSuchEntity", "The user with name " + name + " cannot be found.", () -> get(name));
    }

    @Test
    void whatNobodySaidIsAsUsual() {
        User made = IAM.createUser(request -> request.userName(name)).user();
        assertThat(made.path()).isEqualTo("/");
        assertThat(made.arn()).isEqualTo(Iam.userArn(name));
        assertThat(made.permissionsBoundary()).isNull();
        assertThat(made.hasTags()).isFalse();
    }

    @Test
    void namesAreUniqueIgnoringCaseAndShownAsGiven() {
        IAM.createUser(request -> request.userName(name));
        String other = name.toUpperCase(Locale.ROOT);
        assertThat(get(other).userName()).isEqualTo(name);
        Refusal.refused(
                "EntityAlreadyExists",
                "User with name " + other + " already exists.",
                () -> IAM.createUser(request -> request.userName(other).path("/else/")));
    }

    @Test
    void aRenameKeepsEverythingElse() {
        String group = Iam.group();
        String id = IAM.createUser(request -> request.userName(name).tags(tag("a", "b")))
                .user()
                .userId();
        IAM.addUserToGroup(request -> request.groupName(group).userName(name));
        String key = IAM.createAccessKey(request -> request.userName(name))
                .accessKey()
                .accessKeyId();
        IAM.attachUserPolicy(request -> request.userName(name).policyArn(BOUNDARY));
        IAM.updateUser(request -> request.userName(name).newPath("/moved/"));
        assertThat(get(name).arn()).isEqualTo(Iam.userArn("moved/" + name));
        String renamed = name + "-renamed";
        IAM.updateUser(request -> request.userName(name).newUserName(renamed));
        User user = get(renamed);
        assertThat(user.userId()).isEqualTo(id);
        assertThat(user.arn()).isEqualTo(Iam.userArn("moved/" + renamed));
        assertThat(user.tags()).containsExactly(tag("a", "b"));
        assertThat(IAM.listGroupsForUser(request -> request.userName(renamed)).groups())
                .extracting(Group::groupName)
                .containsExactly(group);
        assertThat(IAM.listAccessKeys(request -> request.userName(renamed)).accessKeyMetadata())
                .singleElement()
                .satisfies(shown -> {
                    assertThat(shown.accessKeyId()).isEqualTo(key);
                    assertThat(shown.userName()).isEqualTo(renamed);
                });
        assertThat(IAM.listAttachedUserPolicies(request -> request.userName(renamed))
                        .attachedPolicies())
                .hasSize(1);
        String shouted = renamed.toUpperCase(Locale.ROOT);
        IAM.updateUser(request -> request.userName(renamed).newUserName(shouted));
        assertThat(get(renamed).userName()).isEqualTo(shouted);
        IAM.updateUser(request -> request.userName(renamed));
        assertThat(get(renamed).userName()).isEqualTo(shouted);
        String taken = Iam.user();
        Refusal.refused(
                "EntityAlreadyExists",
                "User with name " + taken + " already exists.",
                () -> IAM.updateUser(request -> request.userName(renamed).newUserName(taken)));
    }

    @Test
    void listsByPathPageByPage() {
        String path = "/" + name + "/";
        List<String> names = IntStream.range(0, 5).mapToObj(i -> name + "-" + i).toList();
        for (String one : names) {
            IAM.createUser(request -> request.userName(one)
                    .path(path + "deep/")
                    .permissionsBoundary(BOUNDARY)
                    .tags(tag("a", "b")));
        }
        ListUsersResponse first =
                IAM.listUsers(request -> request.pathPrefix(path).maxItems(2));
        assertThat(first.users()).extracting(User::userName).containsExactly(names.get(0), names.get(1));
        assertThat(first.isTruncated()).isTrue();
        assertThat(first.marker()).isNotBlank();
        User listed = first.users().getFirst();
        assertThat(listed)
                .as("lists have neither boundary nor tags")
                .isEqualTo(get(names.getFirst()).toBuilder()
                        .permissionsBoundary((AttachedPermissionsBoundary) null)
                        .tags((List<Tag>) null)
                        .build());
        assertThat(IAM.listUsersPaginator(request -> request.pathPrefix(path).maxItems(2)).users().stream())
                .extracting(User::userName)
                .containsExactlyElementsOf(names);
        ListUsersResponse all = IAM.listUsers(request -> request.pathPrefix(path + "de"));
        assertThat(all.users()).hasSize(5);
        assertThat(all.isTruncated()).isFalse();
        assertThat(all.marker()).isNull();
    }

    @Test
    void aBoundaryComesAndGoes() {
        IAM.createUser(request -> request.userName(name));
        IAM.putUserPermissionsBoundary(request -> request.userName(name).permissionsBoundary(BOUNDARY));
        assertThat(get(name).permissionsBoundary()).isEqualTo(boundary(BOUNDARY));
        String own = Iam.policy();
        IAM.putUserPermissionsBoundary(request -> request.userName(name).permissionsBoundary(own));
        assertThat(get(name).permissionsBoundary()).isEqualTo(boundary(own));
        IAM.deleteUserPermissionsBoundary(request -> request.userName(name));
        assertThat(get(name).permissionsBoundary()).isNull();
        Refusal.refused(
                "NoSuchEntity",
                "The user " + name + " has no permissions boundary.",
                () -> IAM.deleteUserPermissionsBoundary(request -> request.userName(name)));
    }

    @Test
    void tagsAreKeptByKeyIgnoringCase() {
        IAM.createUser(request -> request.userName(name));
        IAM.tagUser(request -> request.userName(name).tags(tag("Team", "red"), tag("stage", "test")));
        IAM.tagUser(request -> request.userName(name).tags(tag("TEAM", "blue"), tag("a", "")));
        assertThat(tags()).containsExactlyInAnyOrder(tag("TEAM", "blue"), tag("stage", "test"), tag("a", ""));
        assertThat(get(name).tags()).containsExactlyInAnyOrderElementsOf(tags());
        assertThat(IAM.listUserTagsPaginator(request -> request.userName(name).maxItems(2)).stream())
                .hasSize(2);
        IAM.untagUser(request -> request.userName(name).tagKeys("team", "Stage", "never there"));
        assertThat(tags()).containsExactly(tag("a", ""));
        Tag[] more = IntStream.range(0, 50).mapToObj(i -> tag("k" + i, "")).toArray(Tag[]::new);
        Refusal.refused(
                "LimitExceeded",
                "Cannot exceed quota for TagsPerResource: 50",
                () -> IAM.tagUser(request -> request.userName(name).tags(more)));
        assertThat(tags()).hasSize(1);
    }

    @Test
    void withoutANameItIsWhoeverAsks() {
        String user = Iam.user();
        Account own = Iam.as(user);
        IAM.putUserPolicy(request -> request.userName(user)
                .policyName("own")
                .policyDocument(Documents.policy(
                        Documents.statement("Allow", "iam:GetUser", Iam.userArn("${aws:username}")),
                        Documents.statement("Allow", "sts:AssumeRole", "*"))));
        assertThat(own.iam().getUser().user()).isEqualTo(get(user));

        User root = IAM.getUser().user();
        assertThat(root.arn()).isEqualTo(Account.ARN + "root");
        assertThat(root.userId()).isEqualTo(Account.ID);

        String role = Iam.role();
        IAM.attachRolePolicy(request -> request.roleName(role).policyArn(Account.AWS_POLICIES + "IAMFullAccess"));
        Account session = own.with(own.sts()
                .assumeRole(request -> request.roleArn(Iam.roleArn(role)).roleSessionName("app"))
                .credentials());
        Refusal.refused(
                "ValidationError",
                "Must specify userName when calling with non-User credentials",
                () -> session.iam().getUser());
        assertThat(session.iam()
                        .getUser(request -> request.userName(user))
                        .user()
                        .userName())
                .isEqualTo(user);
    }

    @Test
    void aUserInUseStays() {
        IAM.createUser(request -> request.userName(name).permissionsBoundary(BOUNDARY));
        String group = Iam.group();
        IAM.addUserToGroup(request -> request.groupName(group).userName(name));
        IAM.attachUserPolicy(request -> request.userName(name).policyArn(BOUNDARY));
        IAM.putUserPolicy(request -> request.userName(name).policyName("own").policyDocument(Documents.READ_POOLS));
        String key = IAM.createAccessKey(request -> request.userName(name))
                .accessKey()
                .accessKeyId();
        refusedToDelete("detach all policies");
        IAM.detachUserPolicy(request -> request.userName(name).policyArn(BOUNDARY));
        refusedToDelete("delete policies");
        IAM.deleteUserPolicy(request -> request.userName(name).policyName("own"));
        refusedToDelete("delete access keys");
        IAM.deleteAccessKey(request -> request.userName(name).accessKeyId(key));
        refusedToDelete("remove users from group");
        IAM.removeUserFromGroup(request -> request.groupName(group).userName(name));
        IAM.deleteUser(request -> request.userName(name));
    }

    private void refusedToDelete(String what) {
        Refusal.refused(
                "DeleteConflict",
                "Cannot delete entity, must " + what + " first.",
                () -> IAM.deleteUser(request -> request.userName(name)));
    }

    @TestFactory
    Stream<DynamicTest> refuses() {
        return Refusal.tests(
                ofNobody("GetUser", () -> get("nobody")),
                ofNobody(
                        "UpdateUser",
                        () -> IAM.updateUser(
                                request -> request.userName("nobody").newPath("/p/"))),
                ofNobody("DeleteUser", () -> IAM.deleteUser(request -> request.userName("nobody"))),
                ofNobody(
                        "PutUserPermissionsBoundary",
                        () -> IAM.putUserPermissionsBoundary(
                                request -> request.userName("nobody").permissionsBoundary(BOUNDARY))),
                ofNobody(
                        "DeleteUserPermissionsBoundary",
                        () -> IAM.deleteUserPermissionsBoundary(request -> request.userName("nobody"))),
                ofNobody(
                        "TagUser",
                        () -> IAM.tagUser(request -> request.userName("nobody").tags(tag("a", "b")))),
                ofNobody(
                        "UntagUser",
                        () -> IAM.untagUser(
                                request -> request.userName("nobody").tagKeys("a"))),
                ofNobody("ListUserTags", () -> IAM.listUserTags(request -> request.userName("nobody"))),
                ofNobody("ListGroupsForUser", () -> IAM.listGroupsForUser(request -> request.userName("nobody"))),
                Refusal.of(
                        "a boundary that is no policy",
                        "InvalidInput",
                        "Policy " + Account.ARN + "policy/none does not exist or cannot be a permissions boundary.",
                        () -> IAM.createUser(request ->
                                request.userName("unmade").permissionsBoundary(Account.ARN + "policy/none"))),
                Refusal.of(
                        "a tag key twice",
                        "InvalidInput",
                        "Duplicate tag keys found. Please note that Tag keys are case insensitive.",
                        () -> IAM.createUser(
                                request -> request.userName("unmade").tags(tag("a", "1"), tag("A", "2")))),
                Refusal.of(
                        "a marker that is none",
                        "ValidationError",
                        "Invalid Marker.",
                        () -> IAM.listUsers(request -> request.marker("no marker"))),
                Refusal.invalid("no name", "null at 'userName'", "not be null", () -> IAM.createUser(request -> {})),
                Refusal.invalid(
                        "a name with a blank",
                        "'a b' at 'userName'",
                        Iam.FORM_OF_NAMES,
                        () -> IAM.createUser(request -> request.userName("a b"))),
                Refusal.invalid(
                        "a long name",
                        "'" + "n".repeat(65) + "' at 'newUserName'",
                        "have length less than or equal to 64",
                        () -> IAM.updateUser(
                                request -> request.userName("nobody").newUserName("n".repeat(65)))),
                Refusal.invalid(
                        "a path without its first slash",
                        "'a/' at 'path'",
                        Iam.FORM_OF_PATHS,
                        () -> IAM.createUser(
                                request -> request.userName("unmade").path("a/"))),
                Refusal.invalid(
                        "a path prefix without its slash",
                        "'a' at 'pathPrefix'",
                        "satisfy regular expression pattern: \\u002F[\\u0021-\\u007F]*",
                        () -> IAM.listUsers(request -> request.pathPrefix("a"))));
    }

    /// The first start makes a user who may do everything.
    @Test
    void theAdministratorIsThere() {
        assertThat(get("admin").arn()).isEqualTo(Iam.userArn("admin"));
        assertThat(IAM.listAttachedUserPolicies(request -> request.userName("admin"))
                        .attachedPolicies())
                .extracting(policy -> policy.policyArn())
                .containsExactly(Account.AWS_POLICIES + "AdministratorAccess");
    }
}
