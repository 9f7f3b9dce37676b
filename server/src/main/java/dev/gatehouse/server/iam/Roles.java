package dev.gatehouse.server.iam;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import dev.gatehouse.model.iam.CreateRoleRequest;
import dev.gatehouse.model.iam.CreateRoleResponse;
import dev.gatehouse.model.iam.DeleteRoleRequest;
import dev.gatehouse.model.iam.DeleteRoleResponse;
import dev.gatehouse.model.iam.GetRoleRequest;
import dev.gatehouse.model.iam.GetRoleResponse;
import dev.gatehouse.model.iam.ListRolesRequest;
import dev.gatehouse.model.iam.ListRolesResponse;
import dev.gatehouse.model.iam.Role;
import dev.gatehouse.model.iam.RoleLastUsed;
import dev.gatehouse.model.iam.UpdateAssumeRolePolicyRequest;
import dev.gatehouse.model.iam.UpdateAssumeRolePolicyResponse;
import dev.gatehouse.model.iam.UpdateRoleDescriptionRequest;
import dev.gatehouse.model.iam.UpdateRoleDescriptionResponse;
import dev.gatehouse.model.iam.UpdateRoleRequest;
import dev.gatehouse.model.iam.UpdateRoleResponse;
import dev.gatehouse.model.service.Call;
import dev.gatehouse.server.store.IamEntity;
import dev.gatehouse.server.store.IamEntity.Kind;
import dev.gatehouse.server.store.Page;
import java.time.Instant;

/// Roles: CreateRole, GetRole, ListRoles, UpdateRole, UpdateRoleDescription, UpdateAssumeRolePolicy,
/// DeleteRole.
final class Roles {
    private static final int USUAL_SESSION_SECONDS = 3600;

    private final Room room;
    private final Entities entities;
    private final Boundaries boundaries;

    Roles(Room room, Entities entities, Boundaries boundaries) {
        this.room = room;
        this.entities = entities;
        this.boundaries = boundaries;
    }

    CreateRoleResponse create(CreateRoleRequest request, Call call) {
        String document = requireNonNull(request.assumeRolePolicyDocument());
        room.documents().checkTrust(document);
        IamEntity role = room.store().write(tx -> {
            IamEntity fresh = entities.fresh(
                    Kind.ROLE,
                    requireNonNull(request.roleName()),
                    request.path(),
                    request.description(),
                    room.trust().toIds(tx, document),
                    requireNonNullElse(request.maxSessionDuration(), USUAL_SESSION_SECONDS),
                    Tags.of(request.tags()));
            return entities.insert(tx, boundaries.bound(tx, fresh, request.permissionsBoundary()));
        });
        return CreateRoleResponse.builder().role(whole(role).build()).build();
    }

    GetRoleResponse get(GetRoleRequest request, Call call) {
        IamEntity role = entities.require(Kind.ROLE, requireNonNull(request.roleName()));
        return GetRoleResponse.builder()
                .role(whole(role).roleLastUsed(RoleLastUsed.builder().build()).build())
                .build();
    }

    ListRolesResponse list(ListRolesRequest request, Call call) {
        Page<IamEntity> page = Paging.read(
                request.marker(),
                after -> room.store()
                        .read(tx -> tx.iamEntities()
                                .list(
                                        Kind.ROLE,
                                        requireNonNullElse(request.pathPrefix(), "/"),
                                        after,
                                        Paging.limit(request.maxItems()))));
        return ListRolesResponse.builder()
                .roles(page.items().stream().map(role -> brief(role).build()).toList())
                .isTruncated(page.next().isPresent())
                .marker(page.next().orElse(null))
                .build();
    }

    UpdateRoleResponse update(UpdateRoleRequest request, Call call) {
        entities.change(Kind.ROLE, requireNonNull(request.roleName()), role -> {
            IamEntity described = request.description() == null ? role : role.described(request.description());
            return request.maxSessionDuration() == null ? described : described.lasting(request.maxSessionDuration());
        });
        return UpdateRoleResponse.builder().build();
    }

    UpdateRoleDescriptionResponse describe(UpdateRoleDescriptionRequest request, Call call) {
        IamEntity role = entities.change(
                Kind.ROLE, requireNonNull(request.roleName()), before -> before.described(request.description()));
        return UpdateRoleDescriptionResponse.builder().role(whole(role).build()).build();
    }

    UpdateAssumeRolePolicyResponse trust(UpdateAssumeRolePolicyRequest request, Call call) {
        String document = requireNonNull(request.policyDocument());
        String name = requireNonNull(request.roleName());
        room.documents().checkTrust(document);
        room.store().write(tx -> {
            IamEntity role = entities.require(tx, Kind.ROLE, name);
            return tx.iamEntities().update(role.trusting(room.trust().toIds(tx, document)));
        });
        return UpdateAssumeRolePolicyResponse.builder().build();
    }

    DeleteRoleResponse delete(DeleteRoleRequest request, Call call) {
        entities.delete(Kind.ROLE, requireNonNull(request.roleName()));
        return DeleteRoleResponse.builder().build();
    }

    private Role.Builder whole(IamEntity role) {
        return brief(role)
                .permissionsBoundary(Entities.boundary(role))
                .tags(role.tags().isEmpty() ? null : Tags.list(role.tags()));
    }

    /// As lists show it: without boundary and tags.
    private Role.Builder brief(IamEntity role) {
        return Role.builder()
                .path(role.path())
                .roleName(role.name())
                .roleId(role.id())
                .arn(room.arns().of(role))
                .createDate(Instant.ofEpochMilli(role.createdAt()))
                .assumeRolePolicyDocument(Documents.outward(room.trust().toArns(requireNonNull(role.trust()))))
                .description(role.description())
                .maxSessionDuration(role.maxSession());
    }
}
