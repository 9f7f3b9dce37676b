package dev.gatehouse.server.pools;

import static dev.gatehouse.model.cognitoidp.CognitoIdp.DESCRIBE_USER_POOL;
import static dev.gatehouse.model.cognitoidp.CognitoIdp.LIST_TAGS_FOR_RESOURCE;
import static dev.gatehouse.model.cognitoidp.CognitoIdp.TAG_RESOURCE;
import static dev.gatehouse.model.cognitoidp.CognitoIdp.UNTAG_RESOURCE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.model.service.Operation;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TagOperationsTest {
    @TempDir
    Path folder;

    private Platform platform;
    private String pool;
    private String arn;

    @BeforeEach
    void start() {
        platform = new Platform(folder);
        pool = platform.newPool("'UserPoolTags':{'team':'red'}");
        arn = "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/" + pool;
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    @Test
    void tagsAreAddedReplacedAndRemoved() {
        platform.call(TAG_RESOURCE, "{'ResourceArn':'%s','Tags':{'team':'blue','stage':'test'}}", arn);
        assertThat(list()).isEqualTo(Map.of("team", "blue", "stage", "test"));

        platform.call(UNTAG_RESOURCE, "{'ResourceArn':'%s','TagKeys':['team','absent']}", arn);
        assertThat(list()).isEqualTo(Map.of("stage", "test"));
        assertThat(platform.call(DESCRIBE_USER_POOL, "{'UserPoolId':'%s'}", pool)
                        .userPool()
                        .userPoolTags())
                .isEqualTo(Map.of("stage", "test"));
    }

    @Test
    void thereAreAtMostFifty() {
        String tags = IntStream.range(0, 50).mapToObj(i -> "'t" + i + "':''").collect(Collectors.joining(","));

        assertThat(platform.refusal(TAG_RESOURCE, "{'ResourceArn':'%s','Tags':{%s}}", arn, tags))
                .isEqualTo("InvalidParameterException: A user pool can have at most 50 tags.");
        assertThat(list()).isEqualTo(Map.of("team", "red"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_000000000",
                "arn:aws:cognito-idp:eu-west-1:210987654321:userpool/POOL",
                "arn:aws-cn:cognito-idp:eu-west-1:123456789012:userpool/POOL",
                "arn:aws:cognito-idp:us-east-1:123456789012:userpool/POOL",
                "arn:aws:cognito-identity:eu-west-1:123456789012:identitypool/POOL",
                "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/POOL/client",
                "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/",
                "nonsense"
            })
    void arnsOfNothingHereAreNotFound(String other) {
        for (Operation<?, ?> operation : List.of(TAG_RESOURCE, UNTAG_RESOURCE, LIST_TAGS_FOR_RESOURCE)) {
            assertThat(platform.refusal(
                            operation,
                            "{'ResourceArn':'%s','Tags':{'a':'b'},'TagKeys':['a']}",
                            other.replace("POOL", pool)))
                    .startsWith("ResourceNotFoundException: ");
        }
        assertThat(list()).isEqualTo(Map.of("team", "red"));
    }

    @Test
    void aCallSignedForAnotherRegionFindsNothing() {
        platform.signFor("us-east-1");

        assertThat(platform.refusal(LIST_TAGS_FOR_RESOURCE, "{'ResourceArn':'%s'}", arn))
                .isEqualTo("ResourceNotFoundException: User pool " + pool + " does not exist.");
    }

    @Test
    void passwordRulesBeyondCognitoAreTurnedOnByTags() {
        assertThat(platform.directory.pool(pool).refusesCommonPasswords()).isFalse();
        assertThat(platform.directory.pool(pool).refusesPersonalPasswords()).isFalse();

        platform.call(
                TAG_RESOURCE,
                "{'ResourceArn':'%s','Tags':{'gatehouse:refuse-common-passwords':'true',"
                        + "'gatehouse:refuse-personal-passwords':'yes'}}",
                arn);

        assertThat(platform.directory.pool(pool).refusesCommonPasswords()).isTrue();
        assertThat(platform.directory.pool(pool).refusesPersonalPasswords()).isFalse();
    }

    private Map<String, String> list() {
        return platform.call(LIST_TAGS_FOR_RESOURCE, "{'ResourceArn':'%s'}", arn)
                .tags();
    }
}
