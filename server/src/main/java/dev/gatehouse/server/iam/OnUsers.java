package dev.gatehouse.server.iam;

import static java.util.Objects.requireNonNull;

import dev.gatehouse.model.iam.AttachUserPolicyResponse;
import dev.gatehouse.model.iam.AttachedPolicy;
import dev.gatehouse.model.iam.DeleteUserPermissionsBoundaryResponse;
import dev.gatehouse.model.iam.DeleteUserPolicyResponse;
import dev.gatehouse.model.iam.DetachUserPolicyResponse;
import dev.gatehouse.model.iam.GetUserPolicyResponse;
import dev.gatehouse.model.iam.Iam;
import dev.gatehouse.model.iam.ListAttachedUserPoliciesResponse;
import dev.gatehouse.model.iam.ListUserPoliciesResponse;
import dev.gatehouse.model.iam.ListUserTagsResponse;
import dev.gatehouse.model.iam.PutUserPermissionsBoundaryResponse;
import dev.gatehouse.model.iam.PutUserPolicyResponse;
import dev.gatehouse.model.iam.Tag;
import dev.gatehouse.model.iam.TagUserResponse;
import dev.gatehouse.model.iam.UntagUserResponse;
import dev.gatehouse.model.service.Operations;
import dev.gatehouse.server.store.IamEntity.Kind;
import dev.gatehouse.server.store.Page;

/// What hangs on users: policies, boundaries and tags, translated between the requests of users and the classes
/// that know all kinds.
final class OnUsers {
    private final InlinePolicies inline;
    private final Attachments attachments;
    private final Boundaries boundaries;
    private final EntityTags tags;

    OnUsers(InlinePolicies inline, Attachments attachments, Boundaries boundaries, EntityTags tags) {
        this.inline = inline;
        this.attachments = attachments;
        this.boundaries = boundaries;
        this.tags = tags;
    }

    Operations.Table table() {
        return Operations.table()
                .on(Iam.PUT_USER_POLICY, (request, call) -> {
                    inline.put(
                            Kind.USER,
                            requireNonNull(request.userName()),
                            requireNonNull(request.policyName()),
                            requireNonNull(request.policyDocument()));
                    return PutUserPolicyResponse.builder().build();
                })
                .on(Iam.GET_USER_POLICY, (request, call) -> {
                    String policy = requireNonNull(request.policyName());
                    InlinePolicies.Shown shown = inline.get(Kind.USER, requireNonNull(request.userName()), policy);
                    return GetUserPolicyResponse.builder()
                            .userName(shown.entity())
                            .policyName(policy)
                            .policyDocument(shown.document())
                            .build();
                })
                .on(Iam.DELETE_USER_POLICY, (request, call) -> {
                    inline.delete(Kind.USER, requireNonNull(request.userName()), requireNonNull(request.policyName()));
                    return DeleteUserPolicyResponse.builder().build();
                })
                .on(Iam.LIST_USER_POLICIES, (request, call) -> {
                    Page<String> page = inline.names(
                            Kind.USER, requireNonNull(request.userName()), request.marker(), request.maxItems());
                    return ListUserPoliciesResponse.builder()
                            .policyNames(page.items())
                            .isTruncated(page.next().isPresent())
                            .marker(page.next().orElse(null))
                            .build();
                })
                .on(Iam.ATTACH_USER_POLICY, (request, call) -> {
                    attachments.attach(
                            Kind.USER, requireNonNull(request.userName()), requireNonNull(request.policyArn()));
                    return AttachUserPolicyResponse.builder().build();
                })
                .on(Iam.DETACH_USER_POLICY, (request, call) -> {
                    attachments.detach(
                            Kind.USER, requireNonNull(request.userName()), requireNonNull(request.policyArn()));
                    return DetachUserPolicyResponse.builder().build();
                })
                .on(Iam.LIST_ATTACHED_USER_POLICIES, (request, call) -> {
                    Page<AttachedPolicy> page = attachments.list(
                            Kind.USER,
                            requireNonNull(request.userName()),
                            request.pathPrefix(),
                            request.marker(),
                            request.maxItems());
                    return ListAttachedUserPoliciesResponse.builder()
                            .attachedPolicies(page.items())
                            .isTruncated(page.next().isPresent())
                            .marker(page.next().orElse(null))
                            .build();
                })
                .on(Iam.PUT_USER_PERMISSIONS_BOUNDARY, (request, call) -> {
                    boundaries.put(
                            Kind.USER,
                            requireNonNull(request.userName()),
                            requireNonNull(request.permissionsBoundary()));
                    return PutUserPermissionsBoundaryResponse.builder().build();
                })
                .on(Iam.DELETE_USER_PERMISSIONS_BOUNDARY, (request, call) -> {
                    boundaries.delete(Kind.USER, requireNonNull(request.userName()));
                    return DeleteUserPermissionsBoundaryResponse.builder().build();
                })
                .on(Iam.TAG_USER, (request, call) -> {
                    tags.put(Kind.USER, requireNonNull(request.userName()), requireNonNull(request.tags()));
                    return TagUserResponse.builder().build();
                })
                .on(Iam.UNTAG_USER, (request, call) -> {
                    tags.delete(Kind.USER, requireNonNull(request.userName()), requireNonNull(request.tagKeys()));
                    return UntagUserResponse.builder().build();
                })
                .on(Iam.LIST_USER_TAGS, (request, call) -> {
                    Page<Tag> page = tags.list(
                            Kind.USER, requireNonNull(request.userName()), request.marker(), request.maxItems());
                    return ListUserTagsResponse.builder()
                            .tags(page.items())
                            .isTruncated(page.next().isPresent())
                            .marker(page.next().orElse(null))
                            .build();
                });
    }
}
