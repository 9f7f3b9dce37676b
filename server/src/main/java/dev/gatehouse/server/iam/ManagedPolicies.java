package dev.gatehouse.server.iam;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import dev.gatehouse.model.iam.CreatePolicyRequest;
import dev.gatehouse.model.iam.CreatePolicyResponse;
import dev.gatehouse.model.iam.DeletePolicyRequest;
import dev.gatehouse.model.iam.DeletePolicyResponse;
import dev.gatehouse.model.iam.GetPolicyRequest;
import dev.gatehouse.model.iam.GetPolicyResponse;
import dev.gatehouse.model.iam.ListPoliciesRequest;
import dev.gatehouse.model.iam.ListPoliciesResponse;
import dev.gatehouse.model.iam.Policy;
import dev.gatehouse.model.iam.PolicyScopeType;
import dev.gatehouse.model.iam.PolicyUsageType;
import dev.gatehouse.model.service.Call;
import dev.gatehouse.server.store.IamPolicyRecord;
import dev.gatehouse.server.store.Page;
import dev.gatehouse.server.store.Tx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Managed policies, the account's own and those of AWS: CreatePolicy, GetPolicy, ListPolicies, DeletePolicy.
final class ManagedPolicies {
    /// Versions tell caches of changes under an ARN. A policy that is made again under one starts above all versions of
    /// the policy before: at the milliseconds of now, with this many bits below them for its changes.
    private static final int BITS_FOR_CHANGES = 16;

    private static final int MOST = 1_000_000;

    private final Room room;

    ManagedPolicies(Room room) {
        this.room = room;
    }

    CreatePolicyResponse create(CreatePolicyRequest request, Call call) {
        String document = requireNonNull(request.policyDocument());
        String name = requireNonNull(request.policyName());
        room.documents().checkManaged(document);
        String path = requireNonNullElse(request.path(), "/");
        long now = room.clock().millis();
        IamPolicyRecord policy = new IamPolicyRecord(
                room.arns().policy(path, name),
                room.chance().uniqueId("ANPA"),
                name,
                path,
                request.description(),
                1,
                1,
                Tags.of(request.tags()),
                now,
                now,
                now << BITS_FOR_CHANGES);
        room.store().write(tx -> {
            if (!tx.iamPolicies().insert(policy)) {
                throw Refusals.policyExists(name);
            }
            room.quotas().requirePoliciesWithin(tx);
            tx.iamPolicies().putVersion(policy.arn(), new IamPolicyRecord.Version(1, document, now));
            return true;
        });
        return CreatePolicyResponse.builder()
                .policy(shown(policy, 0, 0)
                        .tags(policy.tags().isEmpty() ? null : Tags.list(policy.tags()))
                        .build())
                .build();
    }

    GetPolicyResponse get(GetPolicyRequest request, Call call) {
        String arn = requireNonNull(request.policyArn());
        IamPolicyRecord policy = find(arn).orElseThrow(() -> Refusals.noPolicy(arn));
        return GetPolicyResponse.builder()
                .policy(counted(policy)
                        .description(policy.description())
                        .tags(Tags.list(policy.tags()))
                        .build())
                .build();
    }

    ListPoliciesResponse list(ListPoliciesRequest request, Call call) {
        String prefix = requireNonNullElse(request.pathPrefix(), "/");
        PolicyScopeType scope = requireNonNullElse(request.scope(), PolicyScopeType.ALL);
        List<IamPolicyRecord> all = new ArrayList<>();
        if (scope != PolicyScopeType.AWS) {
            all.addAll(room.store()
                    .read(tx -> tx.iamPolicies().list(prefix, Optional.empty(), MOST))
                    .items());
        }
        if (scope != PolicyScopeType.LOCAL) {
            room.managed().all().stream()
                    .map(ManagedByAws.Managed::record)
                    .filter(policy -> policy.path().startsWith(prefix))
                    .forEach(all::add);
        }
        List<Policy> shown = all.stream()
                .map(policy -> counted(policy).build())
                .filter(policy -> fits(request, policy))
                .toList();
        Page<Policy> page = Paging.of(shown, request.marker(), request.maxItems());
        return ListPoliciesResponse.builder()
                .policies(page.items())
                .isTruncated(page.next().isPresent())
                .marker(page.next().orElse(null))
                .build();
    }

    private static boolean fits(ListPoliciesRequest request, Policy policy) {
        boolean permits = requireNonNull(policy.attachmentCount()) > 0;
        boolean bounds = requireNonNull(policy.permissionsBoundaryUsageCount()) > 0;
        boolean used = switch (request.policyUsageFilter()) {
            case null -> permits || bounds;
            case PERMISSIONS_POLICY -> permits;
            case PERMISSIONS_BOUNDARY -> bounds;
        };
        boolean filters = Boolean.TRUE.equals(request.onlyAttached())
                || request.policyUsageFilter() == PolicyUsageType.PERMISSIONS_BOUNDARY;
        return used || !filters;
    }

    DeletePolicyResponse delete(DeletePolicyRequest request, Call call) {
        String arn = requireNonNull(request.policyArn());
        room.store().write(tx -> {
            requireOwn(tx, arn);
            boolean used = !tx.iamEntities().attached(arn).isEmpty()
                    || !tx.iamEntities().bounded(arn).isEmpty();
            if (used) {
                throw Refusals.policyInUse();
            }
            if (tx.iamPolicies().versions(arn).size() > 1) {
                throw Refusals.hasVersions();
            }
            tx.iamPolicies().delete(arn);
            return true;
        });
        return DeletePolicyResponse.builder().build();
    }

    /// A policy of the account or of AWS.
    Optional<IamPolicyRecord> find(String arn) {
        return room.managed()
                .find(arn)
                .map(ManagedByAws.Managed::record)
                .or(() -> room.store().read(tx -> tx.iamPolicies().find(arn)));
    }

    /// A policy that can be changed.
    ///
    /// @throws dev.gatehouse.model.service.ServiceException NoSuchEntityException, InvalidInputException for
    ///     one of AWS
    IamPolicyRecord requireOwn(Tx tx, String arn) {
        if (room.managed().find(arn).isPresent()) {
            throw Refusals.managedByAws(arn);
        }
        return tx.iamPolicies().find(arn).orElseThrow(() -> Refusals.noPolicy(arn));
    }

    /// As answers show it, with the numbers of its uses.
    Policy.Builder counted(IamPolicyRecord policy) {
        return room.store()
                .read(tx -> shown(
                        policy,
                        tx.iamEntities().attached(policy.arn()).size(),
                        tx.iamEntities().bounded(policy.arn()).size()));
    }

    private static Policy.Builder shown(IamPolicyRecord policy, int attached, int bounded) {
        return Policy.builder()
                .policyName(policy.name())
                .policyId(policy.id())
                .arn(policy.arn())
                .path(policy.path())
                .defaultVersionId(PolicyVersions.id(policy.defaultVersion()))
                .attachmentCount(attached)
                .permissionsBoundaryUsageCount(bounded)
                .isAttachable(true)
                .createDate(Instant.ofEpochMilli(policy.createdAt()))
                .updateDate(Instant.ofEpochMilli(policy.modifiedAt()));
    }
}
