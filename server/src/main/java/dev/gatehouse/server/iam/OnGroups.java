package dev.gatehouse.server.iam;

import static java.util.Objects.requireNonNull;

import dev.gatehouse.model.iam.AttachGroupPolicyResponse;
import dev.gatehouse.model.iam.AttachedPolicy;
import dev.gatehouse.model.iam.DeleteGroupPolicyResponse;
import dev.gatehouse.model.iam.DetachGroupPolicyResponse;
import dev.gatehouse.model.iam.GetGroupPolicyResponse;
import dev.gatehouse.model.iam.Iam;
import dev.gatehouse.model.iam.ListAttachedGroupPoliciesResponse;
import dev.gatehouse.model.iam.ListGroupPoliciesResponse;
import dev.gatehouse.model.iam.PutGroupPolicyResponse;
import dev.gatehouse.model.service.Operations;
import dev.gatehouse.server.store.IamEntity.Kind;
import dev.gatehouse.server.store.Page;

/// What hangs on groups: policies, translated between the requests of groups and the classes that know all
/// kinds.
final class OnGroups {
    private final InlinePolicies inline;
    private final Attachments attachments;

    OnGroups(InlinePolicies inline, Attachments attachments) {
        this.inline = inline;
        this.attachments = attachments;
    }

    Operations.Table table() {
        return Operations.table()
                .on(Iam.PUT_GROUP_POLICY, (request, call) -> {
                    inline.put(
                            Kind.GROUP,
                            requireNonNull(request.groupName()),
                            requireNonNull(request.policyName()),
                            requireNonNull(request.policyDocument()));
                    return PutGroupPolicyResponse.builder().build();
                })
                .on(Iam.GET_GROUP_POLICY, (request, call) -> {
                    String policy = requireNonNull(request.policyName());
                    InlinePolicies.Shown shown = inline.get(Kind.GROUP, requireNonNull(request.groupName()), policy);
                    return GetGroupPolicyResponse.builder()
                            .groupName(shown.entity())
                            .policyName(policy)
                            .policyDocument(shown.document())
                            .build();
                })
                .on(Iam.DELETE_GROUP_POLICY, (request, call) -> {
                    inline.delete(
                            Kind.GROUP, requireNonNull(request.groupName()), requireNonNull(request.policyName()));
                    return DeleteGroupPolicyResponse.builder().build();
                })
                .on(Iam.LIST_GROUP_POLICIES, (request, call) -> {
                    Page<String> page = inline.names(
                            Kind.GROUP, requireNonNull(request.groupName()), request.marker(), request.maxItems());
                    return ListGroupPoliciesResponse.builder()
                            .policyNames(page.items())
                            .isTruncated(page.next().isPresent())
                            .marker(page.next().orElse(null))
                            .build();
                })
                .on(Iam.ATTACH_GROUP_POLICY, (request, call) -> {
                    attachments.attach(
                            Kind.GROUP, requireNonNull(request.groupName()), requireNonNull(request.policyArn()));
                    return AttachGroupPolicyResponse.builder().build();
                })
                .on(Iam.DETACH_GROUP_POLICY, (request, call) -> {
                    attachments.detach(
                            Kind.GROUP, requireNonNull(request.groupName()), requireNonNull(request.policyArn()));
                    return DetachGroupPolicyResponse.builder().build();
                })
                .on(Iam.LIST_ATTACHED_GROUP_POLICIES, (request, call) -> {
                    Page<AttachedPolicy> page = attachments.list(
                            Kind.GROUP,
                            requireNonNull(request.groupName()),
                            request.pathPrefix(),
                            request.marker(),
                            request.maxItems());
                    return ListAttachedGroupPoliciesResponse.builder()
                            .attachedPolicies(page.items())
                            .isTruncated(page.next().isPresent())
                            .marker(page.next().orElse(null))
                            .build();
                });
    }
}
