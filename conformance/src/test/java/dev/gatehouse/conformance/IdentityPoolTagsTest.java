package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;

/// TagResource, UntagResource and ListTagsForResource of identity pools.
class IdentityPoolTagsTest {
    private static final CognitoIdentityClient ADMIN =
            Caller.root(Gatehouse.shared()).identityPools();

    private final TestIdentityPool pool =
            TestIdentityPool.create(settings -> settings.identityPoolTags(Map.of("team", "shop")));

    private static Map<String, String> tags(String arn) {
        return ADMIN.listTagsForResource(request -> request.resourceArn(arn)).tags();
    }

    private static void tag(String arn, Map<String, String> tags) {
        ADMIN.tagResource(request -> request.resourceArn(arn).tags(tags));
    }

    @Test
    void tagsOfAPoolComeAndGo() {
        assertThat(tags(pool.arn())).isEqualTo(Map.of("team", "shop"));
        tag(pool.arn(), Map.of("team", "web", "stage", "test"));
        assertThat(tags(pool.arn())).isEqualTo(Map.of("team", "web", "stage", "test"));
        ADMIN.untagResource(request -> request.resourceArn(pool.arn()).tagKeys("team", "never-there"));
        assertThat(ADMIN.describeIdentityPool(request -> request.identityPoolId(pool.id()))
                        .identityPoolTags())
                .isEqualTo(Map.of("stage", "test"));
    }

    private static Refusal nothing(String name, String arn) {
        return Refusal.of(
                name, "ResourceNotFoundException", "Resource '" + arn + "' not found.", () -> tag(arn, Map.of()));
    }

    @TestFactory
    Stream<DynamicTest> refusals() {
        String unknown = pool.arn().replace(pool.id(), TestIdentityPool.UNKNOWN);
        String elsewhere = pool.arn().replace("us-east-1", "eu-west-1");
        Map<String, String> many =
                IntStream.range(0, 50).boxed().collect(Collectors.toMap(number -> "k" + number, number -> ""));
        return Refusal.tests(
                nothing("another account's", pool.arn().replace(TestAccount.ID, "111122223333")),
                nothing("a user pool's", "arn:aws:cognito-idp:us-east-1:000000000000:userpool/us-east-1_aB3dE5fG7"),
                nothing("two regions in one", pool.arn().replaceFirst("us-east-1", "eu-west-1")),
                Refusal.of(
                        "another region's",
                        "ResourceNotFoundException",
                        "IdentityPool '" + pool.id().replace("us-east-1", "eu-west-1") + "' not found.",
                        () -> tags(elsewhere)),
                Refusal.of(
                        "nobody's",
                        "ResourceNotFoundException",
                        "IdentityPool '" + TestIdentityPool.UNKNOWN + "' not found.",
                        () -> tags(unknown)),
                Refusal.of(
                        "nobody's to untag",
                        "ResourceNotFoundException",
                        "IdentityPool '" + TestIdentityPool.UNKNOWN + "' not found.",
                        () -> ADMIN.untagResource(
                                request -> request.resourceArn(unknown).tagKeys("a"))),
                Refusal.of(
                        "reserved",
                        "InvalidParameterException",
                        "Tag keys that begin with aws: are reserved.",
                        () -> tag(pool.arn(), Map.of("aws:team", "a"))),
                Refusal.of(
                        "fifty more",
                        "InvalidParameterException",
                        "At most 50 tags per identity pool",
                        () -> tag(pool.arn(), many)),
                Refusal.of(
                        "a long value", "ValidationException", () -> tag(pool.arn(), Map.of("team", "v".repeat(257)))));
    }
}
