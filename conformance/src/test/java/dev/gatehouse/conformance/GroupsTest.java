package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GroupType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserType;

/// Groups and who is in them.
class GroupsTest {
    private static final String NO_SUCH_POOL = "User pool " + Names.NO_POOL + " does not exist.";
    private static TestPool pool;

    @BeforeAll
    static void create() {
        pool = TestPool.create();
    }

    private static String group(TestPool pool) {
        String name = Names.unique("group");
        pool.admin().createGroup(request -> request.userPoolId(pool.id()).groupName(name));
        return name;
    }

    private static void join(TestPool pool, String user, String group) {
        pool.admin()
                .adminAddUserToGroup(
                        request -> request.userPoolId(pool.id()).username(user).groupName(group));
    }

    private static List<String> groupsOf(String user) {
        return pool
                .admin()
                .adminListGroupsForUser(request -> request.userPoolId(pool.id()).username(user))
                .groups()
                .stream()
                .map(GroupType::groupName)
                .toList();
    }

    @Test
    void lifeOfAGroup() {
        GroupType made = pool.admin()
                .createGroup(request -> request.userPoolId(pool.id())
                        .groupName("staff")
                        .description("everyone")
                        .precedence(5)
                        .roleArn("arn:aws:iam::000000000000:role/staff"))
                .group();
        assertThat(made.userPoolId()).isEqualTo(pool.id());
        assertThat(made.precedence()).isEqualTo(5);
        assertThat(get("staff")).isEqualTo(made);
        GroupType changed = pool.admin()
                .updateGroup(request ->
                        request.userPoolId(pool.id()).groupName("staff").precedence(7))
                .group();
        assertThat(changed.precedence()).isEqualTo(7);
        assertThat(get("staff").precedence()).isEqualTo(7);
        pool.admin().deleteGroup(request -> request.userPoolId(pool.id()).groupName("staff"));
        Refusal.refused("ResourceNotFoundException", "Group not found.", () -> get("staff"));
    }

    private static GroupType get(String name) {
        return pool.admin()
                .getGroup(request -> request.userPoolId(pool.id()).groupName(name))
                .group();
    }

    @Test
    void listPagesCoverEveryGroupOnce() {
        TestPool listed = TestPool.create();
        List<String> names = Stream.generate(() -> group(listed)).limit(5).toList();
        assertThat(
                        listed
                                .admin()
                                .listGroupsPaginator(request ->
                                        request.userPoolId(listed.id()).limit(2))
                                .groups()
                                .stream()
                                .map(GroupType::groupName))
                .containsExactlyInAnyOrderElementsOf(names);
    }

    @Test
    void membersJoinAndLeave() {
        String user = pool.user();
        String group = group(pool);
        join(pool, user, group);
        join(pool, user, group);
        assertThat(groupsOf(user)).containsExactly(group);
        assertThat(pool
                        .admin()
                        .listUsersInGroupPaginator(request ->
                                request.userPoolId(pool.id()).groupName(group).limit(1))
                        .users()
                        .stream()
                        .map(UserType::username))
                .containsExactly(user);
        pool.admin()
                .adminRemoveUserFromGroup(
                        request -> request.userPoolId(pool.id()).username(user).groupName(group));
        assertThat(groupsOf(user)).isEmpty();
    }

    @Test
    void deletedGroupsAndUsersLeaveNoMembershipBehind() {
        String user = pool.user();
        String kept = group(pool);
        String deleted = group(pool);
        join(pool, user, kept);
        join(pool, user, deleted);
        pool.admin().deleteGroup(request -> request.userPoolId(pool.id()).groupName(deleted));
        assertThat(groupsOf(user)).containsExactly(kept);
        pool.admin().adminDeleteUser(request -> request.userPoolId(pool.id()).username(user));
        assertThat(pool.admin()
                        .listUsersInGroup(
                                request -> request.userPoolId(pool.id()).groupName(kept))
                        .users())
                .isEmpty();
    }

    /// The best precedence is the lowest number; its role is the preferred one.
    @Test
    void tokensCarryGroupsAndRoles() {
        String user = pool.user(Names.unique("member"), Map.of());
        List<String> groups = List.of(Names.unique("second"), Names.unique("first"));
        for (int index = 0; index < 2; index++) {
            String name = groups.get(index);
            int precedence = 10 - index;
            pool.admin()
                    .createGroup(request -> request.userPoolId(pool.id())
                            .groupName(name)
                            .precedence(precedence)
                            .roleArn("arn:aws:iam::000000000000:role/" + name));
            join(pool, user, name);
        }
        var tokens = pool.client().signIn(user);
        Map<String, Object> id = Tokens.verified(pool, tokens.idToken());
        assertThat(id).containsEntry("cognito:groups", groups.reversed());
        assertThat((List<?>) id.get("cognito:roles")).hasSize(2);
        assertThat(id).containsEntry("cognito:preferred_role", "arn:aws:iam::000000000000:role/" + groups.getLast());
        assertThat(Tokens.verified(pool, tokens.accessToken())).containsEntry("cognito:groups", groups.reversed());
    }

    @TestFactory
    Stream<DynamicTest> refuses() {
        String user = pool.user();
        String group = group(pool);
        return Refusal.tests(
                Refusal.of(
                        "CreateGroup twice",
                        "GroupExistsException",
                        "A group with the name already exists.",
                        () -> pool.admin()
                                .createGroup(
                                        request -> request.userPoolId(pool.id()).groupName(group))),
                Refusal.of(
                        "CreateGroup in no pool",
                        "ResourceNotFoundException",
                        NO_SUCH_POOL,
                        () -> pool.admin()
                                .createGroup(request ->
                                        request.userPoolId(Names.NO_POOL).groupName("any"))),
                Refusal.of(
                        "UpdateGroup unknown",
                        "ResourceNotFoundException",
                        "Group not found.",
                        () -> pool.admin()
                                .updateGroup(
                                        request -> request.userPoolId(pool.id()).groupName("none"))),
                Refusal.of(
                        "DeleteGroup unknown",
                        "ResourceNotFoundException",
                        "Group not found.",
                        () -> pool.admin()
                                .deleteGroup(
                                        request -> request.userPoolId(pool.id()).groupName("none"))),
                Refusal.of(
                        "ListGroups in no pool",
                        "ResourceNotFoundException",
                        NO_SUCH_POOL,
                        () -> pool.admin().listGroups(request -> request.userPoolId(Names.NO_POOL))),
                Refusal.of(
                        "ListUsersInGroup unknown",
                        "ResourceNotFoundException",
                        "Group not found.",
                        () -> pool.admin()
                                .listUsersInGroup(
                                        request -> request.userPoolId(pool.id()).groupName("none"))),
                Refusal.of(
                        "AdminAddUserToGroup unknown group",
                        "ResourceNotFoundException",
                        "Group not found.",
                        () -> join(pool, user, "none")),
                Refusal.of(
                        "AdminAddUserToGroup unknown user",
                        "UserNotFoundException",
                        "User does not exist.",
                        () -> join(pool, "nobody", group)),
                Refusal.of(
                        "AdminRemoveUserFromGroup unknown user",
                        "UserNotFoundException",
                        "User does not exist.",
                        () -> pool.admin()
                                .adminRemoveUserFromGroup(request -> request.userPoolId(pool.id())
                                        .username("nobody")
                                        .groupName(group))),
                Refusal.of(
                        "AdminListGroupsForUser unknown user",
                        "UserNotFoundException",
                        "User does not exist.",
                        () -> groupsOf("nobody")));
    }
}
