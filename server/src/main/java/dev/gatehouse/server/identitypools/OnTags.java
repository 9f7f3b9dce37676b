package dev.gatehouse.server.identitypools;

import static java.util.Objects.requireNonNull;

import dev.gatehouse.model.cognitoidentity.ListTagsForResourceInput;
import dev.gatehouse.model.cognitoidentity.ListTagsForResourceResponse;
import dev.gatehouse.model.cognitoidentity.TagResourceInput;
import dev.gatehouse.model.cognitoidentity.TagResourceResponse;
import dev.gatehouse.model.cognitoidentity.UntagResourceInput;
import dev.gatehouse.model.cognitoidentity.UntagResourceResponse;
import dev.gatehouse.model.service.Call;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// TagResource, UntagResource, ListTagsForResource.
final class OnTags {
    private final Pools pools;
    private final Pattern arns;

    OnTags(Pools pools, String account) {
        this.pools = pools;
        this.arns = Pattern.compile("arn:aws:cognito-identity:([\\w-]+):" + account + ":identitypool/(\\1:[0-9a-f-]+)");
    }

    TagResourceResponse tag(TagResourceInput request, Call call) {
        Map<String, String> added = requireNonNull(request.tags());
        change(requireNonNull(request.resourceArn()), call, tags -> tags.putAll(added));
        return TagResourceResponse.builder().build();
    }

    UntagResourceResponse untag(UntagResourceInput request, Call call) {
        List<String> keys = requireNonNull(request.tagKeys());
        change(requireNonNull(request.resourceArn()), call, tags -> keys.forEach(tags::remove));
        return UntagResourceResponse.builder().build();
    }

    ListTagsForResourceResponse list(ListTagsForResourceInput request, Call call) {
        return new ListTagsForResourceResponse(pools.require(poolId(requireNonNull(request.resourceArn())), call)
                .tags());
    }

    private void change(String arn, Call call, Consumer<Map<String, String>> change) {
        pools.change(poolId(arn), call, pool -> {
            Map<String, String> tags = new LinkedHashMap<>(pool.tags());
            change.accept(tags);
            return pool.with(pool.settings().toBuilder()
                    .identityPoolTags(PoolRules.tags(tags))
                    .build());
        });
    }

    private String poolId(String arn) {
        Matcher parts = arns.matcher(arn);
        if (!parts.matches()) {
            throw Refusals.noResource(arn);
        }
        return parts.group(2);
    }
}
