package dev.gatehouse.server.iam;

import static java.util.Objects.requireNonNull;

import dev.gatehouse.model.iam.AttachRolePolicyResponse;
import dev.gatehouse.model.iam.AttachedPolicy;
import dev.gatehouse.model.iam.DeleteRolePermissionsBoundaryResponse;
import dev.gatehouse.model.iam.DeleteRolePolicyResponse;
import dev.gatehouse.model.iam.DetachRolePolicyResponse;
import dev.gatehouse.model.iam.GetRolePolicyResponse;
import dev.gatehouse.model.iam.Iam;
import dev.gatehouse.model.iam.ListAttachedRolePoliciesResponse;
import dev.gatehouse.model.iam.ListRolePoliciesResponse;
import dev.gatehouse.model.iam.ListRoleTagsResponse;
import dev.gatehouse.model.iam.PutRolePermissionsBoundaryResponse;
import dev.gatehouse.model.iam.PutRolePolicyResponse;
import dev.gatehouse.model.iam.Tag;
import dev.gatehouse.model.iam.TagRoleResponse;
import dev.gatehouse.model.iam.UntagRoleResponse;
import dev.gatehouse.model.service.Operations;
import dev.gatehouse.server.store.IamEntity.Kind;
import dev.gatehouse.server.store.Page;

/// What hangs on roles: policies, boundaries and tags, translated between the requests of roles and the classes
/// that know all kinds.
final class OnRoles {
    private final InlinePolicies inline;
    private final Attachments attachments;
    private final Boundaries boundaries;
    private final EntityTags tags;

    OnRoles(InlinePolicies inline, Attachments attachments, Boundaries boundaries, EntityTags tags) {
        this.inline = inline;
        this.attachments = attachments;
        this.boundaries = boundaries;
        this.tags = tags;
    }

    Operations.Table table() {
        return Operations.table()
                .on(Iam.PUT_ROLE_POLICY, (request, call) -> {
                    inline.put(
                            Kind.ROLE,
                            requireNonNull(request.roleName()),
                            requireNonNull(request.policyName()),
                            requireNonNull(request.policyDocument()));
                    return PutRolePolicyResponse.builder().build();
                })
                .on(Iam.GET_ROLE_POLICY, (request, call) -> {
                    String policy = requireNonNull(request.policyName());
                    InlinePolicies.Shown shown = inline.get(Kind.ROLE, requireNonNull(request.roleName()), policy);
                    return GetRolePolicyResponse.builder()
                            .roleName(shown.entity())
                            .policyName(policy)
                            .policyDocument(shown.document())
                            .build();
                })
                .on(Iam.DELETE_ROLE_POLICY, (request, call) -> {
                    inline.delete(Kind.ROLE, requireNonNull(request.roleName()), requireNonNull(request.policyName()));
                    return DeleteRolePolicyResponse.builder().build();
                })
                .on(Iam.LIST_ROLE_POLICIES, (request, call) -> {
                    Page<String> page = inline.names(
                            Kind.ROLE, requireNonNull(request.roleName()), request.marker(), request.maxItems());
                    return ListRolePoliciesResponse.builder()
                            .policyNames(page.items())
                            .isTruncated(page.next().isPresent())
                            .marker(page.next().orElse(null))
                            .build();
                })
                .on(Iam.ATTACH_ROLE_POLICY, (request, call) -> {
                    attachments.attach(
                            Kind.ROLE, requireNonNull(request.roleName()), requireNonNull(request.policyArn()));
                    return AttachRolePolicyResponse.builder().build();
                })
                .on(Iam.DETACH_ROLE_POLICY, (request, call) -> {
                    attachments.detach(
                            Kind.ROLE, requireNonNull(request.roleName()), requireNonNull(request.policyArn()));
                    return DetachRolePolicyResponse.builder().build();
                })
                .on(Iam.LIST_ATTACHED_ROLE_POLICIES, (request, call) -> {
                    Page<AttachedPolicy> page = attachments.list(
                            Kind.ROLE,
                            requireNonNull(request.roleName()),
                            request.pathPrefix(),
                            request.marker(),
                            request.maxItems());
                    return ListAttachedRolePoliciesResponse.builder()
                            .attachedPolicies(page.items())
                            .isTruncated(page.next().isPresent())
                            .marker(page.next().orElse(null))
                            .build();
                })
                .on(Iam.PUT_ROLE_PERMISSIONS_BOUNDARY, (request, call) -> {
                    boundaries.put(
                            Kind.ROLE,
                            requireNonNull(request.roleName()),
                            requireNonNull(request.permissionsBoundary()));
                    return PutRolePermissionsBoundaryResponse.builder().build();
                })
                .on(Iam.DELETE_ROLE_PERMISSIONS_BOUNDARY, (request, call) -> {
                    boundaries.delete(Kind.ROLE, requireNonNull(request.roleName()));
                    return DeleteRolePermissionsBoundaryResponse.builder().build();
                })
                .on(Iam.TAG_ROLE, (request, call) -> {
                    tags.put(Kind.ROLE, requireNonNull(request.roleName()), requireNonNull(request.tags()));
                    return TagRoleResponse.builder().build();
                })
                .on(Iam.UNTAG_ROLE, (request, call) -> {
                    tags.delete(Kind.ROLE, requireNonNull(request.roleName()), requireNonNull(request.tagKeys()));
                    return UntagRoleResponse.builder().build();
                })
                .on(Iam.LIST_ROLE_TAGS, (request, call) -> {
                    Page<Tag> page = tags.list(
                            Kind.ROLE, requireNonNull(request.roleName()), request.marker(), request.maxItems());
                    return ListRoleTagsResponse.builder()
                            .tags(page.items())
                            .isTruncated(page.next().isPresent())
                            .marker(page.next().orElse(null))
                            .build();
                });
    }
}
