package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/// TagResource, UntagResource and ListTagsForResource.
class TagsTest {
    private final TestPool pool = TestPool.create(settings -> settings.userPoolTags(Map.of("team", "shop")));
    private final String arn = "arn:aws:cognito-idp:us-east-1:000000000000:userpool/" + pool.id();

    private Map<String, String> tags() {
        return pool.admin()
                .listTagsForResource(request -> request.resourceArn(arn))
                .tags();
    }

    @Test
    void tagsOfAPoolComeAndGo() {
        assertThat(tags()).containsOnly(Map.entry("team", "shop"));
        pool.admin().tagResource(request -> request.resourceArn(arn).tags(Map.of("team", "web", "stage", "test")));
        assertThat(tags()).containsOnly(Map.entry("team", "web"), Map.entry("stage", "test"));
        pool.admin().untagResource(request -> request.resourceArn(arn).tagKeys("team"));
        assertThat(pool.admin()
                        .describeUserPool(request -> request.userPoolId(pool.id()))
                        .userPool()
                        .userPoolTags())
                .containsOnly(Map.entry("stage", "test"));
    }

    @Test
    void refusesAnArnThatNamesNothing() {
        String unknown = arn.replace(pool.id(), Names.NO_POOL);
        Refusal.refused(
                "ResourceNotFoundException",
                () -> pool.admin().listTagsForResource(request -> request.resourceArn(unknown)));
        Refusal.refused(
                "ResourceNotFoundException",
                () -> pool.admin()
                        .tagResource(request -> request.resourceArn(unknown).tags(Map.of("a", "b"))));
        Refusal.refused(
                "ResourceNotFoundException",
                () -> pool.admin()
                        .untagResource(request -> request.resourceArn(unknown).tagKeys("a")));
    }
}
