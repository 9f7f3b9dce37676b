package dev.gatehouse.server;

import static dev.gatehouse.server.AccountWorld.ACCOUNT;
import static dev.gatehouse.server.AccountWorld.ROOT;
import static dev.gatehouse.server.AccountWorld.allow;
import static dev.gatehouse.server.AccountWorld.userArn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.model.cognitoidp.CognitoIdp;
import dev.gatehouse.model.cognitoidp.CreateUserPoolRequest;
import dev.gatehouse.model.cognitoidp.DescribeUserPoolRequest;
import dev.gatehouse.model.cognitoidp.ListUserPoolsRequest;
import dev.gatehouse.model.iam.CreateRoleRequest;
import dev.gatehouse.model.iam.GetRoleRequest;
import dev.gatehouse.model.iam.Iam;
import dev.gatehouse.model.iam.Tag;
import dev.gatehouse.server.AccountWorld.Key;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Calls to our own services are judged with AWS's actions, resources and condition keys.
final class JudgedTest {
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
        red = pool("red");
        blue = pool("blue");
    }

    @AfterEach
    void close() {
        world.close();
    }

    private String pool(String team) {
        return world.call(
                        ROOT,
                        CognitoIdp.CREATE_USER_POOL,
                        CreateUserPoolRequest.builder()
                                .poolName(team)
                                .userPoolTags(Map.of("team", team))
                                .build())
                .userPool()
                .id();
    }

    private static DescribeUserPoolRequest describe(String pool) {
        return DescribeUserPoolRequest.builder().userPoolId(pool).build();
    }

    private static String arn(String pool) {
        return "arn:aws:cognito-idp:eu-west-1:" + ACCOUNT + ":userpool/" + pool;
    }

    @Test
    void thePoolIsTheResource() {
        world.userPolicy("ann", "one", allow("cognito-idp:Describe*", arn(red)));
        world.call(ann, CognitoIdp.DESCRIBE_USER_POOL, describe(red));
        assertThat(world.refusal(ann, CognitoIdp.DESCRIBE_USER_POOL, describe(blue)))
                .isEqualTo(DENIED + "cognito-idp:DescribeUserPool on resource: " + arn(blue)
                        + " because no identity-based policy allows the cognito-idp:DescribeUserPool action");
        assertThat(world.refusal(
                        ann,
                        CognitoIdp.LIST_USER_POOLS,
                        ListUserPoolsRequest.builder().maxResults(1).build()))
                .startsWith(DENIED + "cognito-idp:ListUserPools");
    }

    @Test
    void thePoolsTagsAreKeys() {
        world.userPolicy(
                "ann",
                "by-tag",
                "{'Effect':'Allow','Action':'cognito-idp:*','Resource':'*',"
                        + "'Condition':{'StringEquals':{'aws:ResourceTag/team':'red'}}}");
        world.call(ann, CognitoIdp.DESCRIBE_USER_POOL, describe(red));
        assertThat(world.refusal(ann, CognitoIdp.DESCRIBE_USER_POOL, describe(blue)))
                .startsWith(DENIED);
    }

    @Test
    void tagsInTheRequestAreKeys() {
        world.userPolicy(
                "ann",
                "red-only",
                "{'Effect':'Allow','Action':'cognito-idp:CreateUserPool','Resource':'*','Condition':{'StringEquals':"
                        + "{'aws:RequestTag/team':'red'},'ForAllValues:StringEquals':{'aws:TagKeys':'team'}}}");
        CreateUserPoolRequest.Builder request = CreateUserPoolRequest.builder().poolName("more");
        world.call(
                ann,
                CognitoIdp.CREATE_USER_POOL,
                request.userPoolTags(Map.of("team", "red")).build());
        assertThat(world.refusal(
                        ann,
                        CognitoIdp.CREATE_USER_POOL,
                        request.userPoolTags(Map.of("team", "red", "more", "x")).build()))
                .startsWith(DENIED);
        assertThat(world.refusal(
                        ann,
                        CognitoIdp.CREATE_USER_POOL,
                        request.userPoolTags(Map.of()).build()))
                .startsWith(DENIED);
    }

    /// The request names a role without its path; the ARN has it.
    @Test
    void rolesAreJudgedByTheirWholeArn() {
        role("/teams/red/", "one", "red");
        role("/", "two", "blue");
        world.userPolicy("ann", "path", allow("iam:GetRole", "arn:aws:iam::" + ACCOUNT + ":role/teams/red/*"));
        GetRoleRequest one = GetRoleRequest.builder().roleName("one").build();
        GetRoleRequest two = GetRoleRequest.builder().roleName("two").build();
        world.call(ann, Iam.GET_ROLE, one);
        assertThat(world.refusal(ann, Iam.GET_ROLE, two)).startsWith(DENIED);

        world.userPolicy(
                "ann",
                "path",
                "{'Effect':'Allow','Action':'iam:GetRole','Resource':'*',"
                        + "'Condition':{'StringEquals':{'iam:ResourceTag/team':'${aws:PrincipalTag/team}'}}}");
        world.call(
                ROOT,
                Iam.TAG_USER,
                dev.gatehouse.model.iam.TagUserRequest.builder()
                        .userName("ann")
                        .tags(List.of(tag("blue")))
                        .build());
        world.pass(Duration.ofSeconds(2));
        world.call(ann, Iam.GET_ROLE, two);
        assertThat(world.refusal(ann, Iam.GET_ROLE, one)).startsWith(DENIED);
    }

    private void role(String path, String name, String team) {
        world.call(
                ROOT,
                Iam.CREATE_ROLE,
                CreateRoleRequest.builder()
                        .roleName(name)
                        .path(path)
                        .assumeRolePolicyDocument(AccountWorld.document(AccountWorld.trusts(ACCOUNT)))
                        .tags(List.of(tag(team)))
                        .build());
    }

    private static Tag tag(String team) {
        return Tag.builder().key("team").value(team).build();
    }
}
