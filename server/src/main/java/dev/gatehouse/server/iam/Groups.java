package dev.gatehouse.server.iam;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import dev.gatehouse.model.iam.AddUserToGroupRequest;
import dev.gatehouse.model.iam.AddUserToGroupResponse;
import dev.gatehouse.model.iam.CreateGroupRequest;
import dev.gatehouse.model.iam.CreateGroupResponse;
import dev.gatehouse.model.iam.DeleteGroupRequest;
import dev.gatehouse.model.iam.DeleteGroupResponse;
import dev.gatehouse.model.iam.GetGroupRequest;
import dev.gatehouse.model.iam.GetGroupResponse;
import dev.gatehouse.model.iam.Group;
import dev.gatehouse.model.iam.ListGroupsForUserRequest;
import dev.gatehouse.model.iam.ListGroupsForUserResponse;
import dev.gatehouse.model.iam.ListGroupsRequest;
import dev.gatehouse.model.iam.ListGroupsResponse;
import dev.gatehouse.model.iam.RemoveUserFromGroupRequest;
import dev.gatehouse.model.iam.RemoveUserFromGroupResponse;
import dev.gatehouse.model.iam.UpdateGroupRequest;
import dev.gatehouse.model.iam.UpdateGroupResponse;
import dev.gatehouse.model.service.Call;
import dev.gatehouse.server.store.IamEntity;
import dev.gatehouse.server.store.IamEntity.Kind;
import dev.gatehouse.server.store.Page;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Groups and who is in them.
final class Groups {
    private static final int GROUPS_PER_USER = 10;

    private final Room room;
    private final Entities entities;
    private final UserEntities users;

    Groups(Room room, Entities entities, UserEntities users) {
        this.room = room;
        this.entities = entities;
        this.users = users;
    }

    CreateGroupResponse create(CreateGroupRequest request, Call call) {
        IamEntity group = room.store()
                .write(tx -> entities.insert(
                        tx,
                        entities.fresh(
                                Kind.GROUP,
                                requireNonNull(request.groupName()),
                                request.path(),
                                null,
                                null,
                                0,
                                Map.of())));
        return CreateGroupResponse.builder().group(shown(group)).build();
    }

    GetGroupResponse get(GetGroupRequest request, Call call) {
        IamEntity group = entities.require(Kind.GROUP, requireNonNull(request.groupName()));
        Page<IamEntity> page = Paging.read(
                request.marker(),
                after -> room.store()
                        .read(tx -> tx.iamEntities().usersOf(group.id(), after, Paging.limit(request.maxItems()))));
        return GetGroupResponse.builder()
                .group(shown(group))
                .users(page.items().stream()
                        .map(user -> users.brief(user).build())
                        .toList())
                .isTruncated(page.next().isPresent())
                .marker(page.next().orElse(null))
                .build();
    }

    ListGroupsResponse list(ListGroupsRequest request, Call call) {
        Page<IamEntity> page = Paging.read(
                request.marker(),
                after -> room.store()
                        .read(tx -> tx.iamEntities()
                                .list(
                                        Kind.GROUP,
                                        requireNonNullElse(request.pathPrefix(), "/"),
                                        after,
                                        Paging.limit(request.maxItems()))));
        return ListGroupsResponse.builder()
                .groups(page.items().stream().map(this::shown).toList())
                .isTruncated(page.next().isPresent())
                .marker(page.next().orElse(null))
                .build();
    }

    UpdateGroupResponse update(UpdateGroupRequest request, Call call) {
        entities.change(
                Kind.GROUP,
                requireNonNull(request.groupName()),
                group -> group.named(
                        requireNonNullElse(request.newGroupName(), group.name()),
                        requireNonNullElse(request.newPath(), group.path())));
        return UpdateGroupResponse.builder().build();
    }

    DeleteGroupResponse delete(DeleteGroupRequest request, Call call) {
        entities.delete(Kind.GROUP, requireNonNull(request.groupName()));
        return DeleteGroupResponse.builder().build();
    }

    AddUserToGroupResponse add(AddUserToGroupRequest request, Call call) {
        room.store().write(tx -> {
            IamEntity group = entities.require(tx, Kind.GROUP, requireNonNull(request.groupName()));
            IamEntity user = entities.require(tx, Kind.USER, requireNonNull(request.userName()));
            List<IamEntity> present = tx.iamEntities().groupsOf(user.id());
            boolean in = present.stream().anyMatch(one -> one.id().equals(group.id()));
            if (!in && present.size() >= GROUPS_PER_USER) {
                throw Refusals.quota("GroupsPerUser", GROUPS_PER_USER);
            }
            tx.iamEntities().join(user.id(), group.id());
            return true;
        });
        return AddUserToGroupResponse.builder().build();
    }

    RemoveUserFromGroupResponse remove(RemoveUserFromGroupRequest request, Call call) {
        room.store().write(tx -> {
            IamEntity group = entities.require(tx, Kind.GROUP, requireNonNull(request.groupName()));
            IamEntity user = entities.require(tx, Kind.USER, requireNonNull(request.userName()));
            if (!tx.iamEntities().leave(user.id(), group.id())) {
                throw Refusals.notInGroup(user.name(), group.name());
            }
            return true;
        });
        return RemoveUserFromGroupResponse.builder().build();
    }

    ListGroupsForUserResponse ofUser(ListGroupsForUserRequest request, Call call) {
        IamEntity user = entities.require(Kind.USER, requireNonNull(request.userName()));
        Page<IamEntity> page = Paging.of(
                room.store().read(tx -> tx.iamEntities().groupsOf(user.id())), request.marker(), request.maxItems());
        return ListGroupsForUserResponse.builder()
                .groups(page.items().stream().map(this::shown).toList())
                .isTruncated(page.next().isPresent())
                .marker(page.next().orElse(null))
                .build();
    }

    private Group shown(IamEntity group) {
        return Group.builder()
                .path(group.path())
                .groupName(group.name())
                .groupId(group.id())
                .arn(room.arns().of(group))
                .createDate(Instant.ofEpochMilli(group.createdAt()))
                .build();
    }
}
