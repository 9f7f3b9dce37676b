package dev.gatehouse.server.iam;

import static java.util.Objects.requireNonNull;

import dev.gatehouse.model.iam.ListPolicyTagsRequest;
import dev.gatehouse.model.iam.ListPolicyTagsResponse;
import dev.gatehouse.model.iam.Tag;
import dev.gatehouse.model.iam.TagPolicyRequest;
import dev.gatehouse.model.iam.TagPolicyResponse;
import dev.gatehouse.model.iam.UntagPolicyRequest;
import dev.gatehouse.model.iam.UntagPolicyResponse;
import dev.gatehouse.model.service.Call;
import dev.gatehouse.server.store.IamPolicyRecord;
import dev.gatehouse.server.store.Page;

/// Tags of the account's managed policies.
final class PolicyTags {
    private final Room room;
    private final ManagedPolicies policies;

    PolicyTags(Room room, ManagedPolicies policies) {
        this.room = room;
        this.policies = policies;
    }

    TagPolicyResponse put(TagPolicyRequest request, Call call) {
        String arn = requireNonNull(request.policyArn());
        room.store().write(tx -> {
            IamPolicyRecord policy = policies.requireOwn(tx, arn);
            return tx.iamPolicies().update(policy.tagged(Tags.with(policy.tags(), requireNonNull(request.tags()))));
        });
        return TagPolicyResponse.builder().build();
    }

    UntagPolicyResponse remove(UntagPolicyRequest request, Call call) {
        String arn = requireNonNull(request.policyArn());
        room.store().write(tx -> {
            IamPolicyRecord policy = policies.requireOwn(tx, arn);
            return tx.iamPolicies()
                    .update(policy.tagged(Tags.without(policy.tags(), requireNonNull(request.tagKeys()))));
        });
        return UntagPolicyResponse.builder().build();
    }

    ListPolicyTagsResponse list(ListPolicyTagsRequest request, Call call) {
        String arn = requireNonNull(request.policyArn());
        IamPolicyRecord policy = policies.find(arn).orElseThrow(() -> Refusals.noPolicy(arn));
        Page<Tag> page = Paging.of(Tags.list(policy.tags()), request.marker(), request.maxItems());
        return ListPolicyTagsResponse.builder()
                .tags(page.items())
                .isTruncated(page.next().isPresent())
                .marker(page.next().orElse(null))
                .build();
    }
}
