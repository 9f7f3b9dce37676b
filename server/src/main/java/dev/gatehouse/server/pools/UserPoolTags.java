package dev.gatehouse.server.pools;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import dev.gatehouse.model.cognitoidp.ListTagsForResourceRequest;
import dev.gatehouse.model.cognitoidp.ListTagsForResourceResponse;
import dev.gatehouse.model.cognitoidp.TagResourceRequest;
import dev.gatehouse.model.cognitoidp.TagResourceResponse;
import dev.gatehouse.model.cognitoidp.UntagResourceRequest;
import dev.gatehouse.model.cognitoidp.UntagResourceResponse;
import dev.gatehouse.model.service.Call;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/// TagResource, UntagResource, ListTagsForResource.
final class UserPoolTags {
    private final Directory directory;
    private final PoolChanges changes;
    private final PoolArns arns;
    private final InstantSource clock;

    UserPoolTags(Foundation foundation, PoolArns arns) {
        this.directory = foundation.directory();
        this.changes = new PoolChanges(foundation.store(), directory);
        this.clock = foundation.clock();
        this.arns = arns;
    }

    TagResourceResponse tag(TagResourceRequest request, Call call) {
        Map<String, String> added = requireNonNull(request.tags());
        change(pool(requireNonNull(request.resourceArn()), call), tags -> tags.putAll(added));
        return TagResourceResponse.builder().build();
    }

    UntagResourceResponse untag(UntagResourceRequest request, Call call) {
        var removed = requireNonNull(request.tagKeys());
        change(pool(requireNonNull(request.resourceArn()), call), tags -> removed.forEach(tags::remove));
        return UntagResourceResponse.builder().build();
    }

    ListTagsForResourceResponse list(ListTagsForResourceRequest request, Call call) {
        return new ListTagsForResourceResponse(
                tags(pool(requireNonNull(request.resourceArn()), call).stored()));
    }

    private void change(Pool pool, Consumer<Map<String, String>> change) {
        changes.settings(pool.id(), clock.millis(), current -> {
            Map<String, String> tags = new LinkedHashMap<>(tags(current));
            change.accept(tags);
            if (PoolRules.distinct(tags).size() > PoolRules.MOST_TAGS) {
                throw Refusals.invalid("A user pool can have at most " + PoolRules.MOST_TAGS + " tags.");
            }
            return current.with(current.pool().toBuilder().userPoolTags(tags).build());
        });
    }

    private static Map<String, String> tags(PoolSettings settings) {
        return requireNonNullElse(settings.pool().userPoolTags(), Map.of());
    }

    /// An ARN of another account, service or partition names nothing here.
    private Pool pool(String arn, Call call) {
        String id = arns.poolId(arn).orElseThrow(() -> Refusals.noResource(arn));
        return directory.pool(id, call);
    }
}
