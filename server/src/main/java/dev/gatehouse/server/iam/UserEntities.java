package dev.gatehouse.server.iam;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import dev.gatehouse.model.iam.CreateUserRequest;
import dev.gatehouse.model.iam.CreateUserResponse;
import dev.gatehouse.model.iam.DeleteUserRequest;
import dev.gatehouse.model.iam.DeleteUserResponse;
import dev.gatehouse.model.iam.GetUserRequest;
import dev.gatehouse.model.iam.GetUserResponse;
import dev.gatehouse.model.iam.ListUsersRequest;
import dev.gatehouse.model.iam.ListUsersResponse;
import dev.gatehouse.model.iam.UpdateUserRequest;
import dev.gatehouse.model.iam.UpdateUserResponse;
import dev.gatehouse.model.iam.User;
import dev.gatehouse.model.service.Call;
import dev.gatehouse.server.store.IamEntity;
import dev.gatehouse.server.store.IamEntity.Kind;
import dev.gatehouse.server.store.Page;
import java.time.Instant;

/// IAM users: CreateUser, GetUser, ListUsers, UpdateUser, DeleteUser.
final class UserEntities {
    private final Room room;
    private final Entities entities;
    private final Boundaries boundaries;
    private final Askers askers;

    UserEntities(Room room, Entities entities, Boundaries boundaries, Askers askers) {
        this.room = room;
        this.entities = entities;
        this.boundaries = boundaries;
        this.askers = askers;
    }

    CreateUserResponse create(CreateUserRequest request, Call call) {
        IamEntity user = room.store().write(tx -> {
            IamEntity fresh = entities.fresh(
                    Kind.USER,
                    requireNonNull(request.userName()),
                    request.path(),
                    null,
                    null,
                    0,
                    Tags.of(request.tags()));
            return entities.insert(tx, boundaries.bound(tx, fresh, request.permissionsBoundary()));
        });
        return CreateUserResponse.builder().user(whole(user)).build();
    }

    /// Without a name, whoever asks.
    GetUserResponse get(GetUserRequest request, Call call) {
        return GetUserResponse.builder()
                .user(
                        request.userName() == null
                                ? askers.user(call).map(this::whole).orElseGet(this::root)
                                : whole(entities.require(Kind.USER, request.userName())))
                .build();
    }

    ListUsersResponse list(ListUsersRequest request, Call call) {
        Page<IamEntity> page = Paging.read(
                request.marker(),
                after -> room.store()
                        .read(tx -> tx.iamEntities()
                                .list(
                                        Kind.USER,
                                        requireNonNullElse(request.pathPrefix(), "/"),
                                        after,
                                        Paging.limit(request.maxItems()))));
        return ListUsersResponse.builder()
                .users(page.items().stream().map(user -> brief(user).build()).toList())
                .isTruncated(page.next().isPresent())
                .marker(page.next().orElse(null))
                .build();
    }

    UpdateUserResponse update(UpdateUserRequest request, Call call) {
        entities.change(
                Kind.USER,
                requireNonNull(request.userName()),
                user -> user.named(
                        requireNonNullElse(request.newUserName(), user.name()),
                        requireNonNullElse(request.newPath(), user.path())));
        return UpdateUserResponse.builder().build();
    }

    DeleteUserResponse delete(DeleteUserRequest request, Call call) {
        entities.delete(Kind.USER, requireNonNull(request.userName()));
        return DeleteUserResponse.builder().build();
    }

    private User root() {
        return User.builder()
                .path("/")
                .userName("root")
                .userId(room.arns().account())
                .arn(room.arns().root())
                .createDate(Instant.EPOCH)
                .build();
    }

    private User whole(IamEntity user) {
        return brief(user)
                .permissionsBoundary(Entities.boundary(user))
                .tags(user.tags().isEmpty() ? null : Tags.list(user.tags()))
                .build();
    }

    /// As lists show it: without boundary and tags.
    User.Builder brief(IamEntity user) {
        return User.builder()
                .path(user.path())
                .userName(user.name())
                .userId(user.id())
                .arn(room.arns().of(user))
                .createDate(Instant.ofEpochMilli(user.createdAt()));
    }
}
