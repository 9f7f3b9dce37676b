package dev.gatehouse.server.users;

import dev.gatehouse.model.cognitoidp.AdminAddUserToGroupRequest;
import dev.gatehouse.model.cognitoidp.AdminAddUserToGroupResponse;
import dev.gatehouse.model.cognitoidp.AdminListGroupsForUserRequest;
import dev.gatehouse.model.cognitoidp.AdminListGroupsForUserResponse;
import dev.gatehouse.model.cognitoidp.AdminRemoveUserFromGroupRequest;
import dev.gatehouse.model.cognitoidp.AdminRemoveUserFromGroupResponse;
import dev.gatehouse.model.cognitoidp.GroupType;
import dev.gatehouse.model.cognitoidp.ListUsersInGroupRequest;
import dev.gatehouse.model.cognitoidp.ListUsersInGroupResponse;
import dev.gatehouse.model.service.Call;
import dev.gatehouse.server.pools.Pool;
import dev.gatehouse.server.store.GroupRecord;
import dev.gatehouse.server.store.Page;
import dev.gatehouse.server.store.Store;
import dev.gatehouse.server.store.Tx;
import dev.gatehouse.server.store.UserRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// AdminAddUserToGroup, AdminRemoveUserFromGroup, AdminListGroupsForUser, ListUsersInGroup.
final class Memberships {
    /// Quota "groups per user".
    static final int MOST_GROUPS = 100;

    private static final int PAGE = 60;

    private final Gate gate;
    private final Store store;
    private final PageTokens tokens;

    Memberships(Gate gate, Store store, PageTokens tokens) {
        this.gate = gate;
        this.store = store;
        this.tokens = tokens;
    }

    /// AdminAddUserToGroup. Nothing happens for a member.
    AdminAddUserToGroupResponse add(AdminAddUserToGroupRequest request, Call call) {
        Pool pool = gate.pool(request.userPoolId(), call);
        User user = gate.user(pool, request.username(), call);
        String group = Given.of(request.groupName());
        store.write(tx -> {
            requireGroup(tx, pool, group);
            List<GroupRecord> present = tx.groups().ofUser(pool.id(), user.sub());
            boolean member = present.stream().anyMatch(one -> one.name().equals(group));
            if (!member && present.size() >= MOST_GROUPS) {
                throw Refusals.tooManyGroups();
            }
            return tx.groups().addMember(pool.id(), group, user.sub());
        });
        return AdminAddUserToGroupResponse.builder().build();
    }

    /// AdminRemoveUserFromGroup. Nothing happens for one who is no member.
    AdminRemoveUserFromGroupResponse remove(AdminRemoveUserFromGroupRequest request, Call call) {
        Pool pool = gate.pool(request.userPoolId(), call);
        User user = gate.user(pool, request.username(), call);
        String group = Given.of(request.groupName());
        store.write(tx -> {
            requireGroup(tx, pool, group);
            tx.groups().removeMember(pool.id(), group, user.sub());
            return true;
        });
        return AdminRemoveUserFromGroupResponse.builder().build();
    }

    /// AdminListGroupsForUser.
    AdminListGroupsForUserResponse groups(AdminListGroupsForUserRequest request, Call call) {
        Pool pool = gate.pool(request.userPoolId(), call);
        User user = gate.user(pool, request.username(), call);
        String listing = "AdminListGroupsForUser/" + pool.id() + "/" + user.sub();
        Optional<String> after = tokens.cursor(request.nextToken(), listing, "NextToken");
        int limit = limit(request.limit());
        Page<GroupRecord> page = store.read(tx -> tx.groups().ofUser(pool.id(), user.sub(), after, limit));
        return AdminListGroupsForUserResponse.builder()
                .groups(page.items().stream().map(Memberships::type).toList())
                .nextToken(tokens.token(page.next(), listing).orElse(null))
                .build();
    }

    /// ListUsersInGroup.
    ListUsersInGroupResponse members(ListUsersInGroupRequest request, Call call) {
        Pool pool = gate.pool(request.userPoolId(), call);
        String group = Given.of(request.groupName());
        String listing = "ListUsersInGroup/" + pool.id() + "/" + group;
        Optional<String> after = tokens.cursor(request.nextToken(), listing, "NextToken");
        int limit = limit(request.limit());
        Page<UserRecord> page = store.read(tx -> {
            requireGroup(tx, pool, group);
            return tx.groups().members(pool.id(), group, after, limit);
        });
        return ListUsersInGroupResponse.builder()
                .users(page.items().stream().map(User::new).map(UserTypes::of).toList())
                .nextToken(tokens.token(page.next(), listing).orElse(null))
                .build();
    }

    private static void requireGroup(Tx tx, Pool pool, String group) {
        if (tx.groups().find(pool.id(), group).isEmpty()) {
            throw Refusals.noSuchGroup();
        }
    }

    private static int limit(@Nullable Integer asked) {
        return asked == null || asked == 0 ? PAGE : asked;
    }

    private static GroupType type(GroupRecord group) {
        return GroupType.builder()
                .groupName(group.name())
                .userPoolId(group.pool().value())
                .description(group.description())
                .roleArn(group.roleArn())
                .precedence(group.precedence())
                .creationDate(Instant.ofEpochMilli(group.createdAt()))
                .lastModifiedDate(Instant.ofEpochMilli(group.modifiedAt()))
                .build();
    }
}
