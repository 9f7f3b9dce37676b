package dev.gatehouse.server;

import static dev.gatehouse.server.AccountWorld.ACCOUNT;
import static dev.gatehouse.server.AccountWorld.ROOT;
import static dev.gatehouse.server.AccountWorld.userArn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.model.cognitoidentity.CognitoIdentity;
import dev.gatehouse.model.cognitoidentity.CreateIdentityPoolInput;
import dev.gatehouse.model.cognitoidentity.DeleteIdentityPoolInput;
import dev.gatehouse.model.cognitoidentity.DescribeIdentityPoolInput;
import dev.gatehouse.model.cognitoidentity.IdentityPool;
import dev.gatehouse.model.cognitoidentity.ListTagsForResourceInput;
import dev.gatehouse.model.cognitoidentity.TagResourceInput;
import dev.gatehouse.model.cognitoidentity.UntagResourceInput;
import dev.gatehouse.server.AccountWorld.Key;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Calls about identity pools are judged by the tags that a pool has and by those that a request brings.
final class JudgedIdentityPoolsTest {
    private static final String DENIED = "AccessDenied: User: " + userArn("ann") + " is not authorized to perform: ";

    @TempDir
    private Path folder;

    private AccountWorld world;
    private Key ann;
    private String red;
    private String blue;

    @BeforeEach
    void open() throws IOException {
        world = new AccountWorld(folder);
        ann = world.user("ann");
        red = pool(ROOT, Map.of("team", "red")).identityPoolId();
        blue = pool(ROOT, Map.of("team", "blue")).identityPoolId();
    }

    @AfterEach
    void close() {
        world.close();
    }

    private IdentityPool pool(Key key, Map<String, String> tags) {
        return world.call(key, CognitoIdentity.CREATE_IDENTITY_POOL, made(tags));
    }

    private static CreateIdentityPoolInput made(Map<String, String> tags) {
        return CreateIdentityPoolInput.builder()
                .identityPoolName("app")
                .allowUnauthenticatedIdentities(true)
                .identityPoolTags(tags)
                .build();
    }

    private static String arn(String pool) {
        return "arn:aws:cognito-identity:eu-west-1:" + ACCOUNT + ":identitypool/" + pool;
    }

    private static DescribeIdentityPoolInput describe(String pool) {
        return DescribeIdentityPoolInput.builder().identityPoolId(pool).build();
    }

    private static TagResourceInput tag(String pool, Map<String, String> tags) {
        return TagResourceInput.builder().resourceArn(arn(pool)).tags(tags).build();
    }

    private static UntagResourceInput untag(String pool, String... keys) {
        return UntagResourceInput.builder()
                .resourceArn(arn(pool))
                .tagKeys(List.of(keys))
                .build();
    }

    /// A user that may do `action` where the condition holds.
    private void annMay(String action, String condition) {
        world.userPolicy(
                "ann",
                "by-tag",
                "{'Effect':'Allow','Action':'cognito-identity:" + action + "','Resource':'*','Condition':{" + condition
                        + "}}");
    }

    @Test
    void thePoolsTagsAreKeys() {
        annMay("*", "'StringEquals':{'aws:ResourceTag/team':'red'}");
        assertThat(world.call(ann, CognitoIdentity.DESCRIBE_IDENTITY_POOL, describe(red))
                        .identityPoolId())
                .isEqualTo(red);
        assertThat(world.refusal(ann, CognitoIdentity.DESCRIBE_IDENTITY_POOL, describe(blue)))
                .isEqualTo(DENIED + "cognito-identity:DescribeIdentityPool on resource: " + arn(blue)
                        + " because no identity-based policy allows the cognito-identity:DescribeIdentityPool action");
        assertThat(world.refusal(
                        ann,
                        CognitoIdentity.LIST_TAGS_FOR_RESOURCE,
                        ListTagsForResourceInput.builder()
                                .resourceArn(arn(blue))
                                .build()))
                .startsWith(DENIED + "cognito-identity:ListTagsForResource");
    }

    @Test
    void aPoolThatIsTaggedAnewIsJudgedAnewAtOnce() {
        annMay("Describe*", "'StringEquals':{'aws:ResourceTag/team':'red'}");
        world.call(ann, CognitoIdentity.DESCRIBE_IDENTITY_POOL, describe(red));

        world.call(ROOT, CognitoIdentity.TAG_RESOURCE, tag(red, Map.of("team", "blue")));
        assertThat(world.refusal(ann, CognitoIdentity.DESCRIBE_IDENTITY_POOL, describe(red)))
                .startsWith(DENIED);
        world.call(ROOT, CognitoIdentity.TAG_RESOURCE, tag(red, Map.of("team", "red")));
        world.call(ann, CognitoIdentity.DESCRIBE_IDENTITY_POOL, describe(red));
        world.call(ROOT, CognitoIdentity.UNTAG_RESOURCE, untag(red, "team"));
        assertThat(world.refusal(ann, CognitoIdentity.DESCRIBE_IDENTITY_POOL, describe(red)))
                .startsWith(DENIED);
    }

    @Test
    void aDeletedPoolHasNoTags() {
        annMay("*", "'StringEquals':{'aws:ResourceTag/team':'red'}");
        DeleteIdentityPoolInput delete =
                DeleteIdentityPoolInput.builder().identityPoolId(red).build();
        world.call(ann, CognitoIdentity.DELETE_IDENTITY_POOL, delete);
        assertThat(world.refusal(ann, CognitoIdentity.DELETE_IDENTITY_POOL, delete))
                .startsWith(DENIED);
    }

    @Test
    void tagsOfANewPoolAreKeys() {
        annMay("CreateIdentityPool", "'StringEquals':{'aws:RequestTag/team':'red'}");
        assertThat(pool(ann, Map.of("team", "red")).identityPoolTags()).containsEntry("team", "red");
        assertThat(world.refusal(ann, CognitoIdentity.CREATE_IDENTITY_POOL, made(Map.of("team", "blue"))))
                .startsWith(DENIED);
    }

    @Test
    void tagsThatAreAddedAreKeys() {
        annMay(
                "TagResource",
                "'StringEquals':{'aws:RequestTag/stage':'test','aws:ResourceTag/team':'red'},"
                        + "'ForAllValues:StringEquals':{'aws:TagKeys':['stage']}");
        world.call(ann, CognitoIdentity.TAG_RESOURCE, tag(red, Map.of("stage", "test")));

        assertThat(world.refusal(ann, CognitoIdentity.TAG_RESOURCE, tag(blue, Map.of("stage", "test"))))
                .startsWith(DENIED + "cognito-identity:TagResource on resource: " + arn(blue));
        assertThat(world.refusal(ann, CognitoIdentity.TAG_RESOURCE, tag(red, Map.of("stage", "live"))))
                .startsWith(DENIED);
        assertThat(world.refusal(ann, CognitoIdentity.TAG_RESOURCE, tag(red, Map.of("stage", "test", "team", "x"))))
                .startsWith(DENIED);
        assertThat(world.call(ROOT, CognitoIdentity.DESCRIBE_IDENTITY_POOL, describe(red))
                        .identityPoolTags())
                .isEqualTo(Map.of("team", "red", "stage", "test"));
    }

    @Test
    void tagsThatAreTakenAwayAreKeys() {
        annMay(
                "UntagResource",
                "'StringEquals':{'aws:ResourceTag/team':'red'},'ForAllValues:StringNotEquals':{'aws:TagKeys':['team']}");
        assertThat(world.refusal(ann, CognitoIdentity.UNTAG_RESOURCE, untag(red, "stage", "team")))
                .startsWith(DENIED + "cognito-identity:UntagResource on resource: " + arn(red));
        assertThat(world.refusal(ann, CognitoIdentity.UNTAG_RESOURCE, untag(blue, "stage")))
                .startsWith(DENIED);
        world.call(ann, CognitoIdentity.UNTAG_RESOURCE, untag(red, "stage"));
    }
}
