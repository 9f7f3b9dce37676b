package dev.gatehouse.server.iam;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import dev.gatehouse.model.iam.EntityType;
import dev.gatehouse.model.iam.ListEntitiesForPolicyRequest;
import dev.gatehouse.model.iam.ListEntitiesForPolicyResponse;
import dev.gatehouse.model.iam.PolicyGroup;
import dev.gatehouse.model.iam.PolicyRole;
import dev.gatehouse.model.iam.PolicyUsageType;
import dev.gatehouse.model.iam.PolicyUser;
import dev.gatehouse.model.service.Call;
import dev.gatehouse.server.store.IamEntity;
import dev.gatehouse.server.store.IamEntity.Kind;
import dev.gatehouse.server.store.Page;
import dev.gatehouse.server.store.Tx;
import java.util.ArrayList;
import java.util.List;

/// ListEntitiesForPolicy: whom a policy is attached to, or bounds.
final class PolicyEntities {
    private final Room room;
    private final ManagedPolicies policies;

    PolicyEntities(Room room, ManagedPolicies policies) {
        this.room = room;
        this.policies = policies;
    }

    ListEntitiesForPolicyResponse list(ListEntitiesForPolicyRequest request, Call call) {
        String arn = requireNonNull(request.policyArn());
        var _ = policies.find(arn).orElseThrow(() -> Refusals.noPolicy(arn));
        String prefix = requireNonNullElse(request.pathPrefix(), "/");
        List<IamEntity> all = room.store().read(tx -> entities(tx, arn, request)).stream()
                .filter(entity -> entity.path().startsWith(prefix))
                .toList();
        Page<IamEntity> page = Paging.of(all, request.marker(), request.maxItems());
        return ListEntitiesForPolicyResponse.builder()
                .policyGroups(of(page, Kind.GROUP).stream()
                        .map(group -> PolicyGroup.builder()
                                .groupName(group.name())
                                .groupId(group.id())
                                .build())
                        .toList())
                .policyUsers(of(page, Kind.USER).stream()
                        .map(user -> PolicyUser.builder()
                                .userName(user.name())
                                .userId(user.id())
                                .build())
                        .toList())
                .policyRoles(of(page, Kind.ROLE).stream()
                        .map(role -> PolicyRole.builder()
                                .roleName(role.name())
                                .roleId(role.id())
                                .build())
                        .toList())
                .isTruncated(page.next().isPresent())
                .marker(page.next().orElse(null))
                .build();
    }

    private static List<IamEntity> entities(Tx tx, String arn, ListEntitiesForPolicyRequest request) {
        List<IamEntity> found = new ArrayList<>();
        if (request.policyUsageFilter() != PolicyUsageType.PERMISSIONS_BOUNDARY) {
            found.addAll(tx.iamEntities().attached(arn));
        }
        if (request.policyUsageFilter() != PolicyUsageType.PERMISSIONS_POLICY) {
            found.addAll(tx.iamEntities().bounded(arn));
        }
        return found.stream()
                .distinct()
                .filter(entity -> fits(request.entityFilter(), entity.kind()))
                .toList();
    }

    private static boolean fits(@org.jspecify.annotations.Nullable EntityType filter, Kind kind) {
        return switch (filter) {
            case null -> true;
            case USER -> kind == Kind.USER;
            case ROLE -> kind == Kind.ROLE;
            case GROUP -> kind == Kind.GROUP;
            case LOCAL_MANAGED_POLICY, AWS_MANAGED_POLICY -> false;
        };
    }

    private static List<IamEntity> of(Page<IamEntity> page, Kind kind) {
        return page.items().stream().filter(entity -> entity.kind() == kind).toList();
    }
}
