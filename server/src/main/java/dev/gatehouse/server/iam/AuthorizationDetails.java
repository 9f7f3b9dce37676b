package dev.gatehouse.server.iam;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import dev.gatehouse.model.iam.AttachedPolicy;
import dev.gatehouse.model.iam.EntityType;
import dev.gatehouse.model.iam.GetAccountAuthorizationDetailsRequest;
import dev.gatehouse.model.iam.GetAccountAuthorizationDetailsResponse;
import dev.gatehouse.model.iam.GroupDetail;
import dev.gatehouse.model.iam.ManagedPolicyDetail;
import dev.gatehouse.model.iam.PolicyDetail;
import dev.gatehouse.model.iam.RoleDetail;
import dev.gatehouse.model.iam.RoleLastUsed;
import dev.gatehouse.model.iam.UserDetail;
import dev.gatehouse.model.service.Call;
import dev.gatehouse.server.store.IamEntity;
import dev.gatehouse.server.store.IamEntity.Kind;
import dev.gatehouse.server.store.IamPolicyRecord;
import dev.gatehouse.server.store.Page;
import dev.gatehouse.server.store.Tx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// GetAccountAuthorizationDetails: users, groups, roles and managed policies with all that hangs on them. AWS's
/// policies are listed when they are used.
final class AuthorizationDetails {
    private static final int MOST = 1_000_000;

    private final Room room;
    private final ManagedPolicies policies;
    private final PolicyVersions versions;

    AuthorizationDetails(Room room, ManagedPolicies policies, PolicyVersions versions) {
        this.room = room;
        this.policies = policies;
        this.versions = versions;
    }

    /// One thing of the answer.
    private sealed interface Item {
        record Entity(IamEntity entity) implements Item {}

        record Managed(IamPolicyRecord policy) implements Item {}
    }

    GetAccountAuthorizationDetailsResponse get(GetAccountAuthorizationDetailsRequest request, Call call) {
        List<EntityType> filter = requireNonNullElse(request.filter(), List.of());
        Set<EntityType> wanted = filter.isEmpty() ? Set.of(EntityType.values()) : Set.copyOf(filter);
        Page<Item> page = Paging.of(items(wanted), request.marker(), request.maxItems());
        List<UserDetail> users = new ArrayList<>();
        List<GroupDetail> groups = new ArrayList<>();
        List<RoleDetail> roles = new ArrayList<>();
        List<ManagedPolicyDetail> managed = new ArrayList<>();
        for (Item item : page.items()) {
            switch (item) {
                case Item.Managed(IamPolicyRecord policy) -> managed.add(policy(policy));
                case Item.Entity(IamEntity entity) -> {
                    switch (entity.kind()) {
                        case USER -> users.add(user(entity));
                        case GROUP -> groups.add(group(entity));
                        case ROLE -> roles.add(role(entity));
                    }
                }
            }
        }
        return GetAccountAuthorizationDetailsResponse.builder()
                .userDetailList(users)
                .groupDetailList(groups)
                .roleDetailList(roles)
                .policies(managed)
                .isTruncated(page.next().isPresent())
                .marker(page.next().orElse(null))
                .build();
    }

    private List<Item> items(Set<EntityType> wanted) {
        return room.store().read(tx -> {
            List<Item> items = new ArrayList<>();
            entities(tx, wanted.contains(EntityType.USER), Kind.USER, items);
            entities(tx, wanted.contains(EntityType.GROUP), Kind.GROUP, items);
            entities(tx, wanted.contains(EntityType.ROLE), Kind.ROLE, items);
            if (wanted.contains(EntityType.LOCAL_MANAGED_POLICY)) {
                tx.iamPolicies()
                        .list("/", Optional.empty(), MOST)
                        .items()
                        .forEach(policy -> items.add(new Item.Managed(policy)));
            }
            if (wanted.contains(EntityType.AWS_MANAGED_POLICY)) {
                room.managed().all().stream()
                        .map(ManagedByAws.Managed::record)
                        .filter(policy -> used(tx, policy.arn()))
                        .forEach(policy -> items.add(new Item.Managed(policy)));
            }
            return items;
        });
    }

    private static void entities(Tx tx, boolean wanted, Kind kind, List<Item> items) {
        if (wanted) {
            tx.iamEntities()
                    .list(kind, "/", Optional.empty(), MOST)
                    .items()
                    .forEach(entity -> items.add(new Item.Entity(entity)));
        }
    }

    private static boolean used(Tx tx, String arn) {
        return !tx.iamEntities().attached(arn).isEmpty()
                || !tx.iamEntities().bounded(arn).isEmpty();
    }

    private UserDetail user(IamEntity user) {
        return UserDetail.builder()
                .path(user.path())
                .userName(user.name())
                .userId(user.id())
                .arn(room.arns().of(user))
                .createDate(Instant.ofEpochMilli(user.createdAt()))
                .userPolicyList(inline(user))
                .groupList(room.store().read(tx -> tx.iamEntities().groupsOf(user.id())).stream()
                        .map(IamEntity::name)
                        .toList())
                .attachedManagedPolicies(attached(user))
                .permissionsBoundary(Entities.boundary(user))
                .tags(Tags.list(user.tags()))
                .build();
    }

    private GroupDetail group(IamEntity group) {
        return GroupDetail.builder()
                .path(group.path())
                .groupName(group.name())
                .groupId(group.id())
                .arn(room.arns().of(group))
                .createDate(Instant.ofEpochMilli(group.createdAt()))
                .groupPolicyList(inline(group))
                .attachedManagedPolicies(attached(group))
                .build();
    }

    private RoleDetail role(IamEntity role) {
        return RoleDetail.builder()
                .path(role.path())
                .roleName(role.name())
                .roleId(role.id())
                .arn(room.arns().of(role))
                .createDate(Instant.ofEpochMilli(role.createdAt()))
                .assumeRolePolicyDocument(Documents.outward(room.trust().toArns(requireNonNull(role.trust()))))
                .instanceProfileList(List.of())
                .rolePolicyList(inline(role))
                .attachedManagedPolicies(attached(role))
                .permissionsBoundary(Entities.boundary(role))
                .tags(Tags.list(role.tags()))
                .roleLastUsed(RoleLastUsed.builder().build())
                .build();
    }

    private ManagedPolicyDetail policy(IamPolicyRecord policy) {
        var shown = policies.counted(policy).build();
        return ManagedPolicyDetail.builder()
                .policyName(policy.name())
                .policyId(policy.id())
                .arn(policy.arn())
                .path(policy.path())
                .defaultVersionId(shown.defaultVersionId())
                .attachmentCount(shown.attachmentCount())
                .permissionsBoundaryUsageCount(shown.permissionsBoundaryUsageCount())
                .isAttachable(true)
                .description(policy.description())
                .createDate(shown.createDate())
                .updateDate(shown.updateDate())
                .policyVersionList(versions.whole(policy))
                .build();
    }

    private List<PolicyDetail> inline(IamEntity entity) {
        return room.store().read(tx -> tx.iamEntities().inlines(entity.id())).stream()
                .map(inline -> PolicyDetail.builder()
                        .policyName(inline.name())
                        .policyDocument(Documents.outward(inline.document()))
                        .build())
                .toList();
    }

    private List<AttachedPolicy> attached(IamEntity entity) {
        return room.store().read(tx -> tx.iamEntities().attachments(entity.id())).stream()
                .map(Attachments::shown)
                .toList();
    }
}
