package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
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
import software.amazon.awssdk.services.iam.model.GetGroupResponse;
import software.amazon.awssdk.services.iam.model.Group;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.ListGroupsResponse;
import software.amazon.awssdk.services.iam.model.User;

/// Groups of the account's users, who is in them, and what members may.
class IamGroupsTest {
    private static final IamClient IAM = Iam.ADMIN;
    private static final Duration SOON = Duration.ofSeconds(20);

    private final String name = Names.unique("Group");

    private static GetGroupResponse get(String name) {
        return IAM.getGroup(request -> request.groupName(name));
    }

    private static void join(String user, String group) {
        IAM.addUserToGroup(request -> request.userName(user).groupName(group));
    }

    private static void leave(String user, String group) {
        IAM.removeUserFromGroup(request -> request.userName(user).groupName(group));
    }

    private static List<String> groupsOf(String user, int maxItems) {
        return IAM.listGroupsForUserPaginator(request -> request.userName(user).maxItems(maxItems)).groups().stream()
                .map(Group::groupName)
                .toList();
    }

    @Test
    void lifeOfAGroup() {
        Instant before = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Group made = IAM.createGroup(request -> request.groupName(name).path("/teams/"))
                .group();
        assertThat(made.path()).isEqualTo("/teams/");
        assertThat(made.groupName()).isEqualTo(name);
        assertThat(made.groupId()).matches("AGPA[A-Z0-9]{17}");
        assertThat(made.arn()).isEqualTo(Account.ARN + "group/teams/" + name);
        assertThat(made.createDate()).isBetween(before, Instant.now());
        GetGroupResponse got = get(name);
        assertThat(got.group()).isEqualTo(made);
        assertThat(got.users()).isEmpty();
        assertThat(got.isTruncated()).isFalse();
        IAM.deleteGroup(request -> request.groupName(name));
        Refusal.refused("NoSuchEntity", "The group with name " + name + " cannot be found.", () -> get(name));
    }

    @Test
    void namesAreUniqueIgnoringCaseAndShownAsGiven() {
        assertThat(IAM.createGroup(request -> request.groupName(name)).group().path())
                .isEqualTo("/");
        String other = name.toUpperCase(Locale.ROOT);
        assertThat(get(other).group().groupName()).isEqualTo(name);
        Refusal.refused(
                "EntityAlreadyExists",
                "Group with name " + other + " already exists.",
                () -> IAM.createGroup(request -> request.groupName(other)));
    }

    @Test
    void aRenameKeepsTheMembers() {
        String id = IAM.createGroup(request -> request.groupName(name)).group().groupId();
        String user = Iam.user();
        join(user, name);
        IAM.updateGroup(
                request -> request.groupName(name).newGroupName(name + "-new").newPath("/moved/"));
        Group renamed = get(name + "-new").group();
        assertThat(renamed.groupId()).isEqualTo(id);
        assertThat(renamed.arn()).isEqualTo(Account.ARN + "group/moved/" + name + "-new");
        assertThat(get(name + "-new").users()).extracting(User::userName).containsExactly(user);
        IAM.updateGroup(request -> request.groupName(name + "-new"));
        assertThat(get(name + "-new").group()).isEqualTo(renamed);
        String taken = Iam.group();
        Refusal.refused(
                "EntityAlreadyExists",
                "Group with name " + taken + " already exists.",
                () -> IAM.updateGroup(
                        request -> request.groupName(name + "-new").newGroupName(taken)));
    }

    @Test
    void listsByPathPageByPage() {
        String path = "/" + name + "/";
        List<Group> groups = IntStream.range(0, 5)
                .mapToObj(i -> IAM.createGroup(
                                request -> request.groupName(name + "-" + i).path(path))
                        .group())
                .toList();
        ListGroupsResponse first =
                IAM.listGroups(request -> request.pathPrefix(path).maxItems(2));
        assertThat(first.groups()).isEqualTo(groups.subList(0, 2));
        assertThat(first.isTruncated()).isTrue();
        assertThat(first.marker()).isNotBlank();
        assertThat(IAM.listGroupsPaginator(request -> request.pathPrefix(path).maxItems(2)).groups().stream())
                .containsExactlyElementsOf(groups);
        assertThat(IAM.listGroups(request -> request.pathPrefix("/" + name + "/else/"))
                        .groups())
                .isEmpty();
    }

    @Test
    void membersComeAndGo() {
        String group = Iam.group();
        List<String> users = Stream.generate(Iam::user).limit(3).toList();
        users.forEach(user -> join(user, group));
        join(users.getFirst(), group);
        GetGroupResponse first =
                IAM.getGroup(request -> request.groupName(group).maxItems(2));
        assertThat(first.users()).hasSize(2);
        assertThat(first.isTruncated()).isTrue();
        GetGroupResponse rest =
                IAM.getGroup(request -> request.groupName(group).maxItems(2).marker(first.marker()));
        assertThat(rest.isTruncated()).isFalse();
        assertThat(Stream.concat(first.users().stream(), rest.users().stream()))
                .extracting(User::userName)
                .containsExactlyInAnyOrderElementsOf(users);
        User member = rest.users().getFirst();
        assertThat(member)
                .isEqualTo(IAM.getUser(request -> request.userName(member.userName()))
                        .user());
        leave(users.getFirst(), group);
        assertThat(get(group).users()).extracting(User::userName).doesNotContain(users.getFirst());
        Refusal.refused(
                "NoSuchEntity",
                "User " + users.getFirst() + " is not in group " + group + ".",
                () -> leave(users.getFirst(), group));
    }

    @Test
    void aUserIsInAtMostTenGroups() {
        String user = Iam.user();
        List<String> groups = Stream.generate(Iam::group).limit(10).sorted().toList();
        groups.forEach(group -> join(user, group));
        String eleventh = Iam.group();
        Refusal.refused("LimitExceeded", "Cannot exceed quota for GroupsPerUser: 10", () -> join(user, eleventh));
        join(user, groups.getFirst());
        assertThat(groupsOf(user, 4)).containsExactlyElementsOf(groups);
        leave(user, groups.getFirst());
        join(user, eleventh);
    }

    @Test
    void aGroupInUseStays() {
        String group = Iam.group();
        String user = Iam.user();
        join(user, group);
        IAM.attachGroupPolicy(request -> request.groupName(group).policyArn(Account.AWS_POLICIES + "ReadOnlyAccess"));
        IAM.putGroupPolicy(request -> request.groupName(group).policyName("own").policyDocument(Documents.READ_POOLS));
        ThrowingCallable delete = () -> IAM.deleteGroup(request -> request.groupName(group));
        Refusal.refused("DeleteConflict", "Cannot delete entity, must detach all policies first.", delete);
        IAM.detachGroupPolicy(request -> request.groupName(group).policyArn(Account.AWS_POLICIES + "ReadOnlyAccess"));
        Refusal.refused("DeleteConflict", "Cannot delete entity, must delete policies first.", delete);
        IAM.deleteGroupPolicy(request -> request.groupName(group).policyName("own"));
        Refusal.refused("DeleteConflict", "Cannot delete entity, must remove users from group first.", delete);
        leave(user, group);
        IAM.deleteGroup(request -> request.groupName(group));
        assertThat(groupsOf(user, 10)).isEmpty();
    }

    @Test
    void membersMayWhatTheGroupMay() {
        String group = Iam.group();
        String user = Iam.user();
        IamClient iam = Iam.as(user).iam();
        IAM.putGroupPolicy(request ->
                request.groupName(group).policyName("look").policyDocument(Documents.allow("iam:GetGroup", "*")));
        assertThat(may(iam, group)).isFalse();
        join(user, group);
        Await.untilTrue("a new member may what the group may", SOON, () -> may(iam, group));
        leave(user, group);
        Await.untilTrue("who has left may not any more", SOON, () -> !may(iam, group));
    }

    private static boolean may(IamClient iam, String group) {
        try {
            return iam.getGroup(request -> request.groupName(group)).hasUsers();
        } catch (IamException refused) {
            assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
            return false;
        }
    }

    private static Refusal unknown(String operation, ThrowingCallable call) {
        return Refusal.of(operation + " of none", "NoSuchEntity", "The group with name none cannot be found.", call);
    }

    @TestFactory
    Stream<DynamicTest> refuses() {
        String group = Iam.group();
        String user = Iam.user();
        return Refusal.tests(
                unknown("GetGroup", () -> get("none")),
                unknown(
                        "UpdateGroup",
                        () -> IAM.updateGroup(
                                request -> request.groupName("none").newPath("/p/"))),
                unknown("DeleteGroup", () -> IAM.deleteGroup(request -> request.groupName("none"))),
                unknown("AddUserToGroup", () -> join(user, "none")),
                unknown("RemoveUserFromGroup", () -> leave(user, "none")),
                Refusal.of(
                        "AddUserToGroup of nobody",
                        "NoSuchEntity",
                        "The user with name nobody cannot be found.",
                        () -> join("nobody", group)),
                Refusal.of(
                        "RemoveUserFromGroup of nobody",
                        "NoSuchEntity",
                        "The user with name nobody cannot be found.",
                        () -> leave("nobody", group)),
                Refusal.of(
                        "RemoveUserFromGroup of one who is not in it",
                        "NoSuchEntity",
                        "User " + user + " is not in group " + group + ".",
                        () -> leave(user, group)),
                Refusal.of(
                        "a marker that is none",
                        "ValidationError",
                        "Invalid Marker.",
                        () -> IAM.listGroups(request -> request.marker("no marker"))),
                Refusal.of(
                        "a marker of members that is none",
                        "ValidationError",
                        "Invalid Marker.",
                        () -> IAM.getGroup(request -> request.groupName(group).marker("no marker"))),
                Refusal.invalid(
                        "a long name",
                        "'" + "n".repeat(129) + "' at 'groupName'",
                        "have length less than or equal to 128",
                        () -> IAM.createGroup(request -> request.groupName("n".repeat(129)))),
                Refusal.invalid(
                        "a name with a slash",
                        "'a/b' at 'groupName'",
                        Iam.FORM_OF_NAMES,
                        () -> IAM.createGroup(request -> request.groupName("a/b"))));
    }
}
