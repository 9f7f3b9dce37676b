package dev.gatehouse.server;

import static dev.gatehouse.server.AccountWorld.ACCOUNT;
import static dev.gatehouse.server.AccountWorld.ROOT;
import static dev.gatehouse.server.AccountWorld.allow;
import static dev.gatehouse.server.AccountWorld.assuming;
import static dev.gatehouse.server.AccountWorld.deny;
import static dev.gatehouse.server.AccountWorld.document;
import static dev.gatehouse.server.AccountWorld.roleArn;
import static dev.gatehouse.server.AccountWorld.trusts;
import static dev.gatehouse.server.AccountWorld.userArn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.model.iam.*;
import dev.gatehouse.model.sts.GetCallerIdentityRequest;
import dev.gatehouse.model.sts.GetFederationTokenRequest;
import dev.gatehouse.model.sts.GetSessionTokenRequest;
import dev.gatehouse.model.sts.PolicyDescriptorType;
import dev.gatehouse.model.sts.Sts;
import dev.gatehouse.server.AccountWorld.Key;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Temporary credentials: whose they are, what ends them, and that permissions are those of now.
final class SessionsTest {
    private static final Duration SHOWN = Duration.ofSeconds(2);
    private static final ListUsersRequest USERS = ListUsersRequest.builder().build();
    private static final ListRolesRequest ROLES = ListRolesRequest.builder().build();
    private static final GetCallerIdentityRequest WHO =
            GetCallerIdentityRequest.builder().build();

    @TempDir
    private Path folder;

    private AccountWorld world;
    private Key ann;

    @BeforeEach
    void open() throws IOException {
        world = new AccountWorld(folder);
        ann = world.user("ann");
        world.role("app", trusts(userArn("ann")));
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aTokenIsGoodWithItsOwnKeyOnly() {
        Key one = world.assume(ann, "app");
        Key other = world.assume(ann, "app");
        String token = one.token().orElseThrow();

        assertThat(who(one)).isEqualTo("arn:aws:sts::" + ACCOUNT + ":assumed-role/app/app");
        assertThat(refused(new Key(one.id(), other.token()))).isEqualTo("unknown key: ");
        assertThat(refused(new Key(one.id(), Optional.of(token.substring(0, token.length() - 8)))))
                .isEqualTo("unknown key: ");
        assertThat(refused(new Key(one.id(), Optional.of("x".repeat(400))))).isEqualTo("unknown key: ");
        assertThat(refused(new Key(one.id(), Optional.of("")))).isEqualTo("unknown key: ");
        assertThat(refused(new Key(one.id(), Optional.of("A".repeat(70_000))))).isEqualTo("unknown key: ");
        assertThat(refused(new Key(one.id(), Optional.empty()))).isEqualTo("unknown key: ");
        assertThat(refused(new Key(ann.id(), one.token()))).isEqualTo("unknown key: ");
    }

    @Test
    void aSessionEndsOnTime() {
        Key session = world.assume(ann, "app");
        world.pass(Duration.ofSeconds(3599));
        assertThat(who(session)).endsWith("/app");
        world.pass(Duration.ofSeconds(1));
        assertThat(refused(session)).isEqualTo("expired: ");
    }

    @Test
    void aDeletedRolesSessionsStop() {
        Key session = world.assume(ann, "app");
        assertThat(who(session)).endsWith("/app");
        world.call(
                ROOT,
                Iam.DELETE_ROLE,
                DeleteRoleRequest.builder().roleName("app").build());
        world.role("app", trusts(userArn("ann")));
        world.pass(SHOWN);
        assertThat(refused(session)).isEqualTo("unknown key: ");
    }

    @Test
    void aUserMadeAgainIsNotTrusted() {
        world.assume(ann, "app");
        world.call(
                ROOT,
                Iam.DELETE_ACCESS_KEY,
                DeleteAccessKeyRequest.builder()
                        .userName("ann")
                        .accessKeyId(ann.id())
                        .build());
        String id = world.call(
                        ROOT,
                        Iam.GET_USER,
                        GetUserRequest.builder().userName("ann").build())
                .user()
                .userId();
        world.call(
                ROOT,
                Iam.DELETE_USER,
                DeleteUserRequest.builder().userName("ann").build());
        Key again = world.user("ann");
        world.pass(SHOWN);

        assertThat(refused(ann)).isEqualTo("unknown key: ");
        assertThat(world.refusal(again, Sts.ASSUME_ROLE, assuming("app").build()))
                .startsWith("AccessDenied: User: " + userArn("ann"));
        assertThat(world.call(
                                ROOT,
                                Iam.GET_ROLE,
                                GetRoleRequest.builder().roleName("app").build())
                        .role()
                        .assumeRolePolicyDocument())
                .contains(id)
                .doesNotContain("user%2Fann");
    }

    @Test
    void aRoleMadeAgainIsNotTrusted() {
        world.role("second", trusts(roleArn("app")));
        world.assume(world.assume(ann, "app"), "second");
        world.call(
                ROOT,
                Iam.DELETE_ROLE,
                DeleteRoleRequest.builder().roleName("app").build());
        world.role("app", trusts(userArn("ann")));
        world.pass(SHOWN);
        assertThat(world.refusal(
                        world.assume(ann, "app"),
                        Sts.ASSUME_ROLE,
                        assuming("second").build()))
                .startsWith("AccessDenied: ");
    }

    @Test
    void editsReachLiveSessions() {
        Key session = world.assume(ann, "app");
        String denied = "AccessDenied: User: arn:aws:sts::" + ACCOUNT
                + ":assumed-role/app/app is not authorized to perform: iam:ListUsers";
        assertThat(world.refusal(session, Iam.LIST_USERS, USERS))
                .isEqualTo(denied + " because no identity-based policy allows the iam:ListUsers action");

        world.rolePolicy("app", "list", allow("iam:ListUsers", "*"));
        world.pass(SHOWN);
        world.call(session, Iam.LIST_USERS, USERS);

        world.rolePolicy("app", "stop", deny("iam:*", "*"));
        world.pass(SHOWN);
        assertThat(world.refusal(session, Iam.LIST_USERS, USERS))
                .isEqualTo(denied + " with an explicit deny in an identity-based policy");
    }

    /// A new default version of a managed policy counts for everybody it is attached to.
    @Test
    void newVersionsReachLiveSessions() {
        String arn = world.call(
                        ROOT,
                        Iam.CREATE_POLICY,
                        CreatePolicyRequest.builder()
                                .policyName("list")
                                .policyDocument(document(allow("iam:ListUsers", "*")))
                                .build())
                .policy()
                .arn();
        world.attach("ann", arn);
        world.pass(SHOWN);
        world.call(ann, Iam.LIST_USERS, USERS);
        world.call(
                ROOT,
                Iam.CREATE_POLICY_VERSION,
                CreatePolicyVersionRequest.builder()
                        .policyArn(arn)
                        .policyDocument(document(allow("iam:ListRoles", "*")))
                        .setAsDefault(true)
                        .build());
        world.pass(SHOWN);
        assertThat(world.refusal(ann, Iam.LIST_USERS, USERS)).startsWith("AccessDenied");
        world.call(ann, Iam.LIST_ROLES, ROLES);
    }

    @Test
    void groupsGrant() {
        world.call(
                ROOT,
                Iam.CREATE_GROUP,
                CreateGroupRequest.builder().groupName("ops").build());
        world.call(
                ROOT,
                Iam.PUT_GROUP_POLICY,
                PutGroupPolicyRequest.builder()
                        .groupName("ops")
                        .policyName("list")
                        .policyDocument(document(allow("iam:List*", "*")))
                        .build());
        assertThat(world.refusal(ann, Iam.LIST_USERS, USERS)).startsWith("AccessDenied");
        world.call(
                ROOT,
                Iam.ADD_USER_TO_GROUP,
                AddUserToGroupRequest.builder().groupName("ops").userName("ann").build());
        world.pass(SHOWN);
        world.call(ann, Iam.LIST_USERS, USERS);
    }

    @Test
    void aBoundaryLimits() {
        world.attach("ann", "arn:aws:iam::aws:policy/AdministratorAccess");
        String arn = world.call(
                        ROOT,
                        Iam.CREATE_POLICY,
                        CreatePolicyRequest.builder()
                                .policyName("edge")
                                .policyDocument(document(allow("iam:ListUsers", "*")))
                                .build())
                .policy()
                .arn();
        world.call(
                ROOT,
                Iam.PUT_USER_PERMISSIONS_BOUNDARY,
                PutUserPermissionsBoundaryRequest.builder()
                        .userName("ann")
                        .permissionsBoundary(arn)
                        .build());
        world.pass(SHOWN);
        world.call(ann, Iam.LIST_USERS, USERS);
        assertThat(world.refusal(ann, Iam.LIST_ROLES, ROLES))
                .endsWith(" because no permissions boundary allows the iam:ListRoles action");
    }

    @Test
    void sessionPoliciesLimit() {
        world.rolePolicy("app", "all", allow("iam:*", "*"));
        Key inline = Key.of(world.call(
                        ann,
                        Sts.ASSUME_ROLE,
                        assuming("app")
                                .policy(document(allow("iam:ListUsers", "*")))
                                .build())
                .credentials());
        world.call(inline, Iam.LIST_USERS, USERS);
        assertThat(world.refusal(inline, Iam.LIST_ROLES, ROLES))
                .endsWith(" because no session policy allows the iam:ListRoles action");

        Key byArn = limitedBy("arn:aws:iam::aws:policy/IAMReadOnlyAccess");
        world.call(byArn, Iam.LIST_ROLES, ROLES);
    }

    /// A session policy that does not exist, or not any more, leaves nothing; it never lifts the limit.
    @Test
    void aSessionPolicyThatIsGoneLeavesNothing() {
        world.rolePolicy("app", "all", allow("iam:*", "*"));
        Key session = limitedBy("arn:aws:iam::aws:policy/NoSuchPolicy");
        assertThat(world.refusal(session, Iam.LIST_USERS, USERS)).startsWith("AccessDenied");
    }

    private Key limitedBy(String arn) {
        return Key.of(world.call(
                        ann,
                        Sts.ASSUME_ROLE,
                        assuming("app")
                                .policyArns(List.of(
                                        PolicyDescriptorType.builder().arn(arn).build()))
                                .build())
                .credentials());
    }

    @Test
    void sessionsOfGetSessionTokenAreTheUserWithoutIam() {
        world.attach("ann", "arn:aws:iam::aws:policy/AdministratorAccess");
        var answer = world.call(
                ann, Sts.GET_SESSION_TOKEN, GetSessionTokenRequest.builder().build());
        assertThat(answer.credentials().expiration()).isEqualTo("2026-03-03T21:05:00Z");
        Key session = Key.of(answer.credentials());

        assertThat(who(session)).isEqualTo(userArn("ann"));
        world.assume(session, "app");
        assertThat(world.refusal(session, Iam.LIST_USERS, USERS)).startsWith("AccessDenied");
        assertThat(world.refusal(
                        session,
                        Sts.GET_SESSION_TOKEN,
                        GetSessionTokenRequest.builder().build()))
                .isEqualTo("AccessDenied: Cannot call GetSessionToken with session credentials");
        assertThat(world.refusal(
                        session,
                        Sts.GET_FEDERATION_TOKEN,
                        GetFederationTokenRequest.builder().name("bob").build()))
                .isEqualTo("AccessDenied: Cannot call GetFederationToken with session credentials");
        assertThat(world.refusal(
                        world.assume(ann, "app"),
                        Sts.GET_SESSION_TOKEN,
                        GetSessionTokenRequest.builder().build()))
                .isEqualTo("AccessDenied: Cannot call GetSessionToken with session credentials");
    }

    @Test
    void aRenamedUsersSessionHasTheNewName() {
        Key session = Key.of(world.call(
                        ann,
                        Sts.GET_SESSION_TOKEN,
                        GetSessionTokenRequest.builder().build())
                .credentials());
        world.call(
                ROOT,
                Iam.UPDATE_USER,
                UpdateUserRequest.builder()
                        .userName("ann")
                        .newUserName("anna")
                        .newPath("/people/")
                        .build());
        world.pass(SHOWN);
        assertThat(who(session)).isEqualTo(userArn("people/anna"));
        assertThat(who(ann)).isEqualTo(userArn("people/anna"));
        world.assume(ann, "app");
    }

    @Test
    void federatedUsersMayWhatUserAndSessionPolicyBothAllow() {
        world.userPolicy("ann", "fed", allow("sts:GetFederationToken", "*"), allow("cognito-idp:ListUserPools", "*"));
        var request = GetFederationTokenRequest.builder().name("bob");
        var answer = world.call(
                ann,
                Sts.GET_FEDERATION_TOKEN,
                request.policy(document(allow("*", "*"))).build());
        assertThat(answer.federatedUser().arn()).isEqualTo("arn:aws:sts::" + ACCOUNT + ":federated-user/bob");
        assertThat(answer.federatedUser().federatedUserId()).isEqualTo(ACCOUNT + ":bob");
        Key bob = Key.of(answer.credentials());
        assertThat(who(bob)).isEqualTo(answer.federatedUser().arn());
        assertThat(pools(bob)).isEqualTo("allowed");
        assertThat(world.refusal(bob, Iam.LIST_USERS, USERS)).startsWith("AccessDenied");
        assertThat(world.refusal(bob, Sts.ASSUME_ROLE, assuming("app").build())).startsWith("AccessDenied");

        Key bare = Key.of(world.call(
                        ann,
                        Sts.GET_FEDERATION_TOKEN,
                        GetFederationTokenRequest.builder().name("bob").build())
                .credentials());
        assertThat(pools(bare)).endsWith("because no session policy allows the cognito-idp:ListUserPools action");
    }

    /// What the account's own key makes lasts an hour, whatever was asked.
    @Test
    void whatRootMakes() {
        var answer = world.call(
                ROOT,
                Sts.GET_FEDERATION_TOKEN,
                GetFederationTokenRequest.builder()
                        .name("bob")
                        .durationSeconds(7200)
                        .policy(document(allow("cognito-idp:*", "*")))
                        .build());
        assertThat(answer.credentials().expiration()).isEqualTo("2026-03-03T10:05:00Z");
        assertThat(pools(Key.of(answer.credentials()))).isEqualTo("allowed");
        Key session = Key.of(world.call(
                        ROOT,
                        Sts.GET_SESSION_TOKEN,
                        GetSessionTokenRequest.builder().build())
                .credentials());
        assertThat(who(session)).isEqualTo("arn:aws:iam::" + ACCOUNT + ":root");
        assertThat(world.refusal(session, Sts.ASSUME_ROLE, assuming("app").build()))
                .isEqualTo("AccessDenied: Roles may not be assumed by root accounts.");
    }

    @Test
    void aKeySwitchedOffIsUnknown() {
        assertThat(who(ann)).isEqualTo(userArn("ann"));
        world.call(
                ROOT,
                Iam.UPDATE_ACCESS_KEY,
                UpdateAccessKeyRequest.builder()
                        .userName("ann")
                        .accessKeyId(ann.id())
                        .status(StatusType.INACTIVE)
                        .build());
        world.pass(SHOWN);
        assertThat(refused(ann)).isEqualTo("unknown key: ");
    }

    @Test
    void theLastUseOfAKeyIsNotedNowAndThen() {
        var request =
                GetAccessKeyLastUsedRequest.builder().accessKeyId(ann.id()).build();
        assertThat(world.call(ROOT, Iam.GET_ACCESS_KEY_LAST_USED, request)
                        .accessKeyLastUsed()
                        .serviceName())
                .isEqualTo("N/A");
        who(ann);
        world.pass(Duration.ofMinutes(4));
        who(ann);
        var used = world.call(ROOT, Iam.GET_ACCESS_KEY_LAST_USED, request).accessKeyLastUsed();
        assertThat(used.lastUsedDate()).isEqualTo("2026-03-03T09:05:00Z");
        assertThat(used.region()).isEqualTo("eu-west-1");
        assertThat(used.serviceName()).isEqualTo("sts");
        world.pass(Duration.ofMinutes(1));
        who(ann);
        assertThat(world.call(ROOT, Iam.GET_ACCESS_KEY_LAST_USED, request)
                        .accessKeyLastUsed()
                        .lastUsedDate())
                .isEqualTo("2026-03-03T09:10:00Z");
    }

    private String pools(Key key) {
        var request = dev.gatehouse.model.cognitoidp.ListUserPoolsRequest.builder()
                .maxResults(1)
                .build();
        try {
            world.call(key, dev.gatehouse.model.cognitoidp.CognitoIdp.LIST_USER_POOLS, request);
            return "allowed";
        } catch (dev.gatehouse.model.service.ServiceException refusal) {
            return refusal.text();
        }
    }

    private String who(Key key) {
        return world.call(key, Sts.GET_CALLER_IDENTITY, WHO).arn();
    }

    private String refused(Key key) {
        return world.refusal(key, Sts.GET_CALLER_IDENTITY, WHO);
    }
}
