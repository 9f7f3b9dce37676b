package dev.gatehouse.server;

import static dev.gatehouse.server.AccountWorld.ACCOUNT;
import static dev.gatehouse.server.AccountWorld.ROOT;
import static dev.gatehouse.server.AccountWorld.allow;
import static dev.gatehouse.server.AccountWorld.document;
import static dev.gatehouse.server.AccountWorld.userArn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.model.cognitoidp.CognitoIdp;
import dev.gatehouse.model.cognitoidp.CreateUserPoolRequest;
import dev.gatehouse.model.iam.AttachUserPolicyRequest;
import dev.gatehouse.model.iam.CreatePolicyRequest;
import dev.gatehouse.model.iam.CreateRoleRequest;
import dev.gatehouse.model.iam.DeletePolicyRequest;
import dev.gatehouse.model.iam.DeleteUserPermissionsBoundaryRequest;
import dev.gatehouse.model.iam.DetachUserPolicyRequest;
import dev.gatehouse.model.iam.GetRoleRequest;
import dev.gatehouse.model.iam.GetUserRequest;
import dev.gatehouse.model.iam.Iam;
import dev.gatehouse.model.iam.ListMFADevicesRequest;
import dev.gatehouse.model.iam.ListRolesRequest;
import dev.gatehouse.model.iam.ListUsersRequest;
import dev.gatehouse.model.iam.PutUserPermissionsBoundaryRequest;
import dev.gatehouse.model.iam.SimulateCustomPolicyRequest;
import dev.gatehouse.model.iam.UpdateUserRequest;
import dev.gatehouse.server.AccountWorld.Key;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Ways in which somebody with some permissions could come by others.
final class EscalationTest {
    private static final String DENIED = "AccessDenied: User: " + userArn("ann") + " is not authorized to perform: ";
    private static final String EDGE = "arn:aws:iam::" + ACCOUNT + ":policy/edge";
    private static final String ON_EDGE = "{'StringEquals':{'iam:PermissionsBoundary':'" + EDGE + "'}}";

    @TempDir
    private Path folder;

    private AccountWorld world;
    private Key ann;

    @BeforeEach
    void open() throws IOException {
        world = new AccountWorld(folder);
        ann = world.user("ann");
    }

    @AfterEach
    void close() {
        world.close();
    }

    private void policy(String name, String... statements) {
        world.call(
                ROOT,
                Iam.CREATE_POLICY,
                CreatePolicyRequest.builder()
                        .policyName(name)
                        .policyDocument(document(statements))
                        .build());
    }

    private static String policyArn(String name) {
        return "arn:aws:iam::" + ACCOUNT + ":policy/" + name;
    }

    /// A user with the boundary `edge`.
    private void bounded(String name) {
        world.user(name);
        world.call(
                ROOT,
                Iam.PUT_USER_PERMISSIONS_BOUNDARY,
                PutUserPermissionsBoundaryRequest.builder()
                        .userName(name)
                        .permissionsBoundary(EDGE)
                        .build());
    }

    private static DeleteUserPermissionsBoundaryRequest unbound(String name) {
        return DeleteUserPermissionsBoundaryRequest.builder().userName(name).build();
    }

    private static AttachUserPolicyRequest attach(String user, String policy) {
        return AttachUserPolicyRequest.builder()
                .userName(user)
                .policyArn(policyArn(policy))
                .build();
    }

    /// A node that remembers the policy before took the new one for it, because both began with version 0.
    @Test
    void aPolicyMadeAgainUnderItsNameHasItsOwnDocument() {
        policy("p", allow("iam:ListUsers", "*"));
        world.attach("ann", policyArn("p"));
        ListUsersRequest list = ListUsersRequest.builder().build();
        world.call(ann, Iam.LIST_USERS, list);

        world.call(
                ROOT,
                Iam.DETACH_USER_POLICY,
                DetachUserPolicyRequest.builder()
                        .userName("ann")
                        .policyArn(policyArn("p"))
                        .build());
        world.call(
                ROOT,
                Iam.DELETE_POLICY,
                DeletePolicyRequest.builder().policyArn(policyArn("p")).build());
        world.pass(Duration.ofMillis(1));
        policy("p", allow("iam:GetUser", "*"));
        world.attach("ann", policyArn("p"));
        world.pass(Duration.ofSeconds(2));

        assertThat(world.refusal(ann, Iam.LIST_USERS, list)).startsWith(DENIED);
        world.call(ann, Iam.GET_USER, GetUserRequest.builder().userName("ann").build());
    }

    @Test
    void aBoundaryThatMustStayStays() {
        policy("edge", allow("s3:*", "*"));
        bounded("bob");
        world.user("eve");
        world.userPolicy(
                "ann",
                "all-but",
                allow("iam:*", "*"),
                "{'Effect':'Deny','Action':'iam:DeleteUserPermissionsBoundary','Resource':'*','Condition':" + ON_EDGE
                        + "}");
        assertThat(world.refusal(ann, Iam.DELETE_USER_PERMISSIONS_BOUNDARY, unbound("bob")))
                .startsWith(DENIED + "iam:DeleteUserPermissionsBoundary")
                .endsWith("with an explicit deny in an identity-based policy");
    }

    @Test
    void whoMayActOnBoundedUsersMayActOnThoseOnly() {
        policy("edge", allow("s3:*", "*"));
        policy("more", allow("s3:*", "*"));
        bounded("bob");
        world.user("eve");
        world.userPolicy(
                "ann",
                "delegate",
                "{'Effect':'Allow','Action':['iam:AttachUserPolicy','iam:PutUserPermissionsBoundary'],'Resource':'*',"
                        + "'Condition':" + ON_EDGE + "}");
        world.call(ann, Iam.ATTACH_USER_POLICY, attach("bob", "more"));
        assertThat(world.refusal(ann, Iam.ATTACH_USER_POLICY, attach("eve", "more")))
                .startsWith(DENIED);
        assertThat(world.refusal(
                        ann,
                        Iam.PUT_USER_PERMISSIONS_BOUNDARY,
                        PutUserPermissionsBoundaryRequest.builder()
                                .userName("bob")
                                .permissionsBoundary(policyArn("more"))
                                .build()))
                .as("another boundary")
                .startsWith(DENIED);
    }

    @Test
    void whoRenamesNeedsPermissionForTheNewNameToo() {
        world.user("bob");
        world.userPolicy(
                "ann", "some", allow("iam:UpdateUser", userArn("bob")), allow("iam:UpdateUser", userArn("team/*")));
        UpdateUserRequest.Builder bob = UpdateUserRequest.builder().userName("bob");
        assertThat(world.refusal(ann, Iam.UPDATE_USER, bob.newUserName("boss").build()))
                .startsWith(DENIED + "iam:UpdateUser on resource: " + userArn("boss"));
        assertThat(world.refusal(
                        ann,
                        Iam.UPDATE_USER,
                        UpdateUserRequest.builder()
                                .userName("bob")
                                .newPath("/admins/")
                                .build()))
                .startsWith(DENIED + "iam:UpdateUser on resource: " + userArn("admins/bob"));
        world.call(
                ann, Iam.UPDATE_USER, bob.newUserName("rob").newPath("/team/").build());
    }

    @Test
    void namesWithQuotesBreakNoDocument() {
        String foreign = "arn:aws:iam::999999999999:role/x\\\"},\\\"Sid\\\":\\\"y\\\\";
        String trust = "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\""
                + foreign + "\"},\"Action\":\"sts:AssumeRole\"}}";
        world.call(
                ROOT,
                Iam.CREATE_ROLE,
                CreateRoleRequest.builder()
                        .roleName("odd")
                        .assumeRolePolicyDocument(trust)
                        .build());
        String shown = world.call(
                        ROOT,
                        Iam.GET_ROLE,
                        GetRoleRequest.builder().roleName("odd").build())
                .role()
                .assumeRolePolicyDocument();
        assertThat(URLDecoder.decode(shown, StandardCharsets.UTF_8)).isEqualTo(trust);
        assertThat(world.call(ROOT, Iam.LIST_ROLES, ListRolesRequest.builder().build())
                        .roles())
                .hasSize(1);
    }

    @Test
    void tagsThatDifferInCaseAloneAreRefused() {
        CreateUserPoolRequest.Builder pool = CreateUserPoolRequest.builder().poolName("shop");
        assertThat(world.refusal(
                        ROOT,
                        CognitoIdp.CREATE_USER_POOL,
                        pool.userPoolTags(Map.of("team", "a", "Team", "b")).build()))
                .startsWith("InvalidParameterException: Tag keys must be unique whatever their case: ");
    }

    @Test
    void aSimulationHasBounds() {
        List<String> many = IntStream.range(0, 101)
                .mapToObj(number -> "arn:aws:s3:::b" + number)
                .toList();
        List<String> actions =
                IntStream.range(0, 100).mapToObj(number -> "s3:A" + number).toList();
        assertThat(world.refusal(
                        ROOT,
                        Iam.SIMULATE_CUSTOM_POLICY,
                        SimulateCustomPolicyRequest.builder()
                                .policyInputList(List.of(document(allow("s3:*", "*"))))
                                .actionNames(actions)
                                .resourceArns(many)
                                .build()))
                .isEqualTo("InvalidInput: At most 10000 pairs of an action and a resource can be simulated.");
    }

    @Test
    void whoeverAsksWithoutANameAsksForOneself() {
        world.userPolicy(
                "ann", "self", allow("iam:ListMFADevices", "arn:aws:iam::" + ACCOUNT + ":user/${aws:username}"));
        assertThat(world.call(
                                ann,
                                Iam.LIST_MFA_DEVICES,
                                ListMFADevicesRequest.builder().build())
                        .mfaDevices())
                .isEmpty();
    }
}
