package dev.gatehouse.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.model.cognitoidentity.CognitoIdentity;
import dev.gatehouse.model.cognitoidentity.GetCredentialsForIdentityResponse;
import dev.gatehouse.model.cognitoidp.CognitoIdp;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Identities, their logins and credentials: what is proven, what is refused, what is linked and merged.
class IdentityPoolsTest {
    private static final String BAD = "NotAuthorizedException: Invalid login token. ";

    @TempDir
    Path folder;

    private IdentityWorld world;

    @BeforeEach
    void open() throws Exception {
        world = new IdentityWorld(folder);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aLoginHasOneIdentityUnderBothNamesOfItsPool() {
        String token = world.idToken("nora");
        String identity = world.identity(world.login(token));

        assertThat(world.identity("'Logins':{'id.example/" + world.userPool + "':'" + token + "'}"))
                .isEqualTo(identity);
        assertThat(world.identity(world.login(world.idToken("otto")))).isNotEqualTo(identity);
        assertThat(world.call(CognitoIdentity.DESCRIBE_IDENTITY, "{'IdentityId':'%s'}", identity)
                        .logins())
                .containsExactly(world.provider);
    }

    @Test
    void tokensThatAreNotWhatTheyShouldBeAreRefused() {
        String token = world.idToken("nora");
        String[] parts = token.split("\\.");
        String other = world.userPool();
        String otherClient = world.client(other);
        world.user(other, "nora");
        String foreign = world.signIn(otherClient, "nora").idToken();
        String wrongClient = world.signIn(world.client(world.userPool), "nora").idToken();
        String none = Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString("{\"alg\":\"none\",\"kid\":\"x\"}".getBytes(UTF_8))
                + "." + parts[1] + ".";
        String swapped = foreign.split("\\.")[0] + "." + parts[1] + "." + foreign.split("\\.")[2];
        String access = world.signIn(world.client, "nora").accessToken();

        assertThat(world.refusedId(world.login(none))).isEqualTo(BAD + "Not a valid OpenId Connect identity token.");
        assertThat(world.refusedId(world.login("x"))).isEqualTo(BAD + "Not a valid OpenId Connect identity token.");
        assertThat(world.refusedId(world.login(swapped))).isEqualTo(BAD + "Token signature invalid.");
        assertThat(world.refusedId(world.login(parts[0] + "." + parts[1] + "." + foreign.split("\\.")[2])))
                .isEqualTo(BAD + "Token signature invalid.");
        assertThat(world.refusedId(world.login(foreign))).isEqualTo(BAD + "Issuer doesn't match providerName");
        assertThat(world.refusedId(world.login(wrongClient))).isEqualTo(BAD + "Incorrect token audience.");
        assertThat(world.refusedId(world.login(access))).isEqualTo(BAD + "Missing a required claim: aud");
        assertThat(world.refusedId("'Logins':{'" + IdentityWorld.provider(other) + "':'" + foreign + "'}"))
                .isEqualTo("NotAuthorizedException: Token is not from a supported provider of this identity pool.");
        assertThat(world.refusedId("'Logins':{'login.example':'nora'}"))
                .isEqualTo("NotAuthorizedException: Token is not from a supported provider of this identity pool.");
        assertThat(world.refusedId("'Logins':{'cognito-identity.amazonaws.com':'" + token + "'}"))
                .isEqualTo(BAD + "Can't pass in a Cognito token.");
        assertThat(world.refusedId("'Logins':{'" + world.provider + "':'" + token + "','id.example/" + world.userPool
                        + "':'" + token + "'}"))
                .startsWith("InvalidParameterException: The provider id.example/");
        world.server.pass(Duration.ofHours(2));
        long now = world.server.now().getEpochSecond();
        assertThat(world.refusedId(world.login(token)))
                .isEqualTo(BAD + "Token expired: " + now + " >= " + (now - 3600));
    }

    @Test
    void theServerSideCheckLooksAtTheUser() {
        String revoked = BAD + "Token has been revoked.";
        var signedIn = world.signIn(world.client, "nora");
        world.call(CognitoIdp.GLOBAL_SIGN_OUT, "{'AccessToken':'%s'}", signedIn.accessToken());
        assertThat(world.refusedId(world.login(signedIn.idToken()))).isEqualTo(revoked);

        String disabled = world.idToken("otto");
        world.call(CognitoIdp.ADMIN_DISABLE_USER, "{'UserPoolId':'%s','Username':'otto'}", world.userPool);
        assertThat(world.refusedId(world.login(disabled))).isEqualTo(revoked);
        world.call(CognitoIdp.ADMIN_DELETE_USER, "{'UserPoolId':'%s','Username':'otto'}", world.userPool);
        assertThat(world.refusedId(world.login(disabled))).isEqualTo(revoked);
    }

    @Test
    void unknownAndForeignThingsHaveTheirTexts() {
        String unknown = "eu-west-1:00000000-0000-4000-8000-000000000000";
        assertThat(world.refusal(CognitoIdentity.GET_ID, "{'IdentityPoolId':'%s'}", unknown))
                .isEqualTo("ResourceNotFoundException: IdentityPool '" + unknown + "' not found.");
        assertThat(world.refusedCredentials(unknown, ""))
                .isEqualTo("ResourceNotFoundException: Identity '" + unknown + "' not found.");
        assertThat(world.refusal(
                        CognitoIdentity.DESCRIBE_IDENTITY_POOL,
                        "{'IdentityPoolId':'us-east-1:00000000-0000-4000-8000-000000000000'}"))
                .startsWith("ResourceNotFoundException: IdentityPool");
        world.pool = world.identityPool(false, "");
        assertThat(world.refusal(CognitoIdentity.GET_ID, "{'IdentityPoolId':'%s'}", world.pool))
                .isEqualTo("NotAuthorizedException: Unauthenticated access is not supported for this identity pool.");
    }

    @Test
    void guestsLoseAccessWhenThePoolStopsTakingThem() {
        String guest = world.guest();
        assertThat(world.credentials(guest, "").credentials().accessKeyId()).startsWith("ASIA");
        world.call(
                CognitoIdentity.UPDATE_IDENTITY_POOL,
                "{'IdentityPoolId':'%s','IdentityPoolName':'app','AllowUnauthenticatedIdentities':false}",
                world.pool);
        assertThat(world.refusedCredentials(guest, ""))
                .isEqualTo("NotAuthorizedException: Unauthenticated access is not supported for this identity pool.");
    }

    @Test
    void aGuestThatSignsInKeepsTheIdentity() {
        String guest = world.guest();
        GetCredentialsForIdentityResponse answer = world.credentials(guest, "," + world.login(world.idToken("nora")));

        assertThat(answer.identityId()).isEqualTo(guest);
        assertThat(answer.credentials().expiration())
                .isEqualTo(world.server.now().plus(Duration.ofHours(1)));
        assertThat(world.refusedCredentials(guest, "")).isEqualTo(IdentityWorld.FORBIDDEN.formatted(guest));
        assertThat(world.refusedCredentials(guest, "," + world.login(world.idToken("otto"))))
                .isEqualTo(IdentityWorld.NO_MATCH);
    }

    @Test
    void aGuestWhoIsSomebodyAlreadyIsSwitchedOff() {
        String nora = world.identity(world.login(world.idToken("nora")));
        String guest = world.guest();
        String login = "," + world.login(world.idToken("nora"));

        assertThat(world.credentials(guest, login).identityId()).isEqualTo(nora);
        assertThat(world.refusedCredentials(guest, "")).isEqualTo(IdentityWorld.FORBIDDEN.formatted(guest));
        assertThat(world.refusedCredentials(guest, login)).isEqualTo(IdentityWorld.FORBIDDEN.formatted(guest));
        assertThat(world.call(
                                CognitoIdentity.LIST_IDENTITIES,
                                "{'IdentityPoolId':'%s','MaxResults':60,'HideDisabled':true}",
                                world.pool)
                        .identities())
                .hasSize(1);
    }

    @Test
    void anUnlinkedIdentityCannotBeReached() {
        String login = world.login(world.idToken("nora"));
        String nora = world.identity(login);
        world.call(
                CognitoIdentity.UNLINK_IDENTITY,
                "{'IdentityId':'%s',%s,'LoginsToRemove':['%s']}",
                nora,
                login,
                world.provider);

        assertThat(world.refusedCredentials(nora, "")).isEqualTo(IdentityWorld.FORBIDDEN.formatted(nora));
        assertThat(world.refusedCredentials(nora, "," + login)).isEqualTo(IdentityWorld.FORBIDDEN.formatted(nora));
        assertThat(world.identity(login)).isNotEqualTo(nora);
    }

    @Test
    void strangersUnlinkNothing() {
        String nora = world.identity(world.login(world.idToken("nora")));
        assertThat(world.refusal(
                        CognitoIdentity.UNLINK_IDENTITY,
                        "{'IdentityId':'%s',%s,'LoginsToRemove':['%s']}",
                        nora,
                        world.login(world.idToken("otto")),
                        world.provider))
                .isEqualTo(IdentityWorld.NO_MATCH);
    }

    @Test
    void deletedIdentitiesAndPoolsAreGone() {
        String login = world.login(world.idToken("nora"));
        String nora = world.identity(login);
        var answer = world.call(
                CognitoIdentity.DELETE_IDENTITIES,
                "{'IdentityIdsToDelete':['%s','eu-west-1:00000000-0000-4000-8000-000000000000']}",
                nora);
        assertThat(answer.unprocessedIdentityIds()).hasSize(1);
        assertThat(world.identity(login)).isNotEqualTo(nora);

        world.call(CognitoIdentity.DELETE_IDENTITY_POOL, "{'IdentityPoolId':'%s'}", world.pool);
        assertThat(world.refusedId(login))
                .isEqualTo("ResourceNotFoundException: IdentityPool '" + world.pool + "' not found.");
    }

    @Test
    void aTrustPolicyThatDoesNotNameTheIdentityGivesNothing() {
        String first = world.pool;
        String guest = world.guest();
        world.pool = world.identityPool(true, "");
        String foreign = world.guest();
        world.roles("");

        assertThat(world.refusedCredentials(foreign, "")).isEqualTo(IdentityWorld.NO_ROLE);
        world.call(
                CognitoIdentity.SET_IDENTITY_POOL_ROLES,
                "{'IdentityPoolId':'%s','Roles':{'unauthenticated':'%s'}}",
                first,
                IdentityWorld.roleArn("member"));
        assertThat(world.refusedCredentials(guest, "")).isEqualTo(IdentityWorld.NO_ROLE);
        world.call(CognitoIdentity.SET_IDENTITY_POOL_ROLES, "{'IdentityPoolId':'%s','Roles':{}}", first);
        assertThat(world.refusedCredentials(guest, "")).isEqualTo(IdentityWorld.NO_ROLE);
    }

    @Test
    void theClassicFlowMustBeOnAndGoesWithoutMappings() {
        String guest = world.guest();
        var answer = world.call(CognitoIdentity.GET_OPEN_ID_TOKEN, "{'IdentityId':'%s'}", guest);
        assertThat(IdentityWorld.claims(answer.token()))
                .contains("\"amr\":[\"unauthenticated\"]", "\"aud\":\"" + world.pool + "\"", "\"sub\":\"" + guest);
        assertThat(world.refusedCredentials(
                        guest, ",'Logins':{'cognito-identity.amazonaws.com':'" + answer.token() + "'}"))
                .isEqualTo(IdentityWorld.NO_MATCH);

        world.roles(",'RoleMappings':{'" + world.provider + ":" + world.client
                + "':{'Type':'Token','AmbiguousRoleResolution':'Deny'}}");
        assertThat(world.refusal(CognitoIdentity.GET_OPEN_ID_TOKEN, "{'IdentityId':'%s'}", guest))
                .isEqualTo("InvalidParameterException: Basic (classic) flow is not supported with RoleMappings, please"
                        + " use enhanced flow.");
        world.pool = world.identityPool(true, "");
        assertThat(world.refusal(CognitoIdentity.GET_OPEN_ID_TOKEN, "{'IdentityId':'%s'}", world.guest()))
                .isEqualTo("InvalidParameterException: Basic (classic) flow is not enabled, please use enhanced flow.");
    }

    @Test
    void mappingsOfTypeTokenTakeTheRoleOfTheGroup() {
        world.role("staff", "authenticated");
        world.call(
                CognitoIdp.CREATE_GROUP,
                "{'UserPoolId':'%s','GroupName':'staff','Precedence':1,'RoleArn':'%s'}",
                world.userPool,
                IdentityWorld.roleArn("staff"));
        world.call(
                CognitoIdp.ADMIN_ADD_USER_TO_GROUP,
                "{'UserPoolId':'%s','Username':'nora','GroupName':'staff'}",
                world.userPool);
        world.roles(",'RoleMappings':{'id.example/" + world.userPool + ":" + world.client
                + "':{'Type':'Token','AmbiguousRoleResolution':'Deny'}}");
        String nora = "," + world.login(world.idToken("nora"));
        String identity = world.identity(nora.substring(1));
        String otto = world.login(world.idToken("otto"));

        assertThat(world.credentials(identity, nora).credentials().accessKeyId())
                .startsWith("ASIA");
        assertThat(world.credentials(identity, nora + ",'CustomRoleArn':'" + IdentityWorld.roleArn("staff") + "'")
                        .identityId())
                .isEqualTo(identity);
        assertThat(world.refusedCredentials(
                        identity, nora + ",'CustomRoleArn':'" + IdentityWorld.roleArn("member") + "'"))
                .startsWith("NotAuthorizedException: CustomRoleArn");
        assertThat(world.refusedCredentials(world.identity(otto), "," + otto))
                .isEqualTo("NotAuthorizedException: The ambiguous role mapping rules for: " + world.provider
                        + " denied this request.");
    }

    @Test
    void rolesThatMayNotBeHandedOutAreRefused() {
        assertThat(world.refusal(
                        CognitoIdentity.SET_IDENTITY_POOL_ROLES,
                        "{'IdentityPoolId':'%s','Roles':{'authenticated':'%s'}}",
                        world.pool,
                        IdentityWorld.roleArn("nobody")))
                .isEqualTo("NotAuthorizedException: Access to Role '" + IdentityWorld.roleArn("nobody")
                        + "' is forbidden.");
        assertThat(world.refusal(
                        CognitoIdentity.SET_IDENTITY_POOL_ROLES,
                        "{'IdentityPoolId':'%s','Roles':{},'RoleMappings':{'x':{'Type':'Token'}}}",
                        world.pool))
                .startsWith("InvalidParameterException: AmbiguousRoleResolution is required");
    }

    @Test
    void principalTagsTravelInTheToken() {
        world.call(
                CognitoIdentity.SET_PRINCIPAL_TAG_ATTRIBUTE_MAP,
                "{'IdentityPoolId':'%s','IdentityProviderName':'%s','PrincipalTags':{'user':'cognito:username'}}",
                world.pool,
                world.provider);
        String login = world.login(world.idToken("nora"));
        var answer =
                world.call(CognitoIdentity.GET_OPEN_ID_TOKEN, "{'IdentityId':'%s',%s}", world.identity(login), login);
        assertThat(IdentityWorld.claims(answer.token()))
                .contains("\"https://aws.amazon.com/tags\":{\"principal_tags\":{\"user\":[\"nora\"]}}");
    }

    @Test
    void aDevelopersUserGetsCredentialsByAToken() {
        var answer = world.call(
                CognitoIdentity.GET_OPEN_ID_TOKEN_FOR_DEVELOPER_IDENTITY,
                "{'IdentityPoolId':'%s','Logins':{'login.example':'u-1'}}",
                world.pool);
        String logins = ",'Logins':{'cognito-identity.amazonaws.com':'" + answer.token() + "'}";
        assertThat(IdentityWorld.claims(answer.token())).contains("\"login.example:" + world.pool + ":u-1\"");
        assertThat(world.credentials(answer.identityId(), logins).identityId()).isEqualTo(answer.identityId());
        assertThat(world.refusedCredentials(world.guest(), logins)).isEqualTo(IdentityWorld.NO_MATCH);

        String first = world.pool;
        world.pool = world.identityPool(true, "");
        assertThat(world.refusedCredentials(world.guest(), logins)).isEqualTo(BAD + "Incorrect token audience.");
        world.pool = first;
        world.call(
                CognitoIdentity.UNLINK_DEVELOPER_IDENTITY,
                "{'IdentityPoolId':'%s','IdentityId':'%s','DeveloperProviderName':'login.example',"
                        + "'DeveloperUserIdentifier':'u-1'}",
                world.pool,
                answer.identityId());
        assertThat(world.refusedCredentials(answer.identityId(), logins))
                .isEqualTo(IdentityWorld.FORBIDDEN.formatted(answer.identityId()));
    }

    @Test
    void aTokenOfADevelopersUserIsNotThatOfTheNextOne() {
        String identity = developerIdentity("u-1", "");
        String token = world.call(
                        CognitoIdentity.GET_OPEN_ID_TOKEN_FOR_DEVELOPER_IDENTITY,
                        "{'IdentityPoolId':'%s','Logins':{'login.example':'u-1'}}",
                        world.pool)
                .token();
        developerIdentity("u-2", ",'IdentityId':'" + identity + "'");
        world.call(
                CognitoIdentity.UNLINK_DEVELOPER_IDENTITY,
                "{'IdentityPoolId':'%s','IdentityId':'%s','DeveloperProviderName':'login.example',"
                        + "'DeveloperUserIdentifier':'u-1'}",
                world.pool,
                identity);

        assertThat(world.refusedCredentials(identity, ",'Logins':{'cognito-identity.amazonaws.com':'" + token + "'}"))
                .isEqualTo(IdentityWorld.FORBIDDEN.formatted(identity));
    }

    @Test
    void developersUsersAreLookedUpAndMerged() {
        String one = developerIdentity("u-1", "");
        String two = developerIdentity("u-2", "");
        assertThat(world.refusal(
                        CognitoIdentity.GET_OPEN_ID_TOKEN_FOR_DEVELOPER_IDENTITY,
                        "{'IdentityPoolId':'%s','IdentityId':'%s','Logins':{'login.example':'u-2'}}",
                        world.pool,
                        one))
                .startsWith("DeveloperUserAlreadyRegisteredException");
        assertThat(world.refusal(
                        CognitoIdentity.LOOKUP_DEVELOPER_IDENTITY,
                        "{'IdentityPoolId':'%s','IdentityId':'%s','DeveloperUserIdentifier':'u-2'}",
                        world.pool,
                        one))
                .startsWith("ResourceConflictException");
        assertThat(world.refusal(CognitoIdentity.LOOKUP_DEVELOPER_IDENTITY, "{'IdentityPoolId':'%s'}", world.pool))
                .startsWith("InvalidParameterException");

        String merge = "{'IdentityPoolId':'%s','DeveloperProviderName':'login.example','SourceUserIdentifier':'u-1',"
                + "'DestinationUserIdentifier':'u-2'}";
        assertThat(world.call(CognitoIdentity.MERGE_DEVELOPER_IDENTITIES, merge, world.pool)
                        .identityId())
                .isEqualTo(two);
        assertThat(world.call(
                                CognitoIdentity.LOOKUP_DEVELOPER_IDENTITY,
                                "{'IdentityPoolId':'%s','IdentityId':'%s'}",
                                world.pool,
                                two)
                        .developerUserIdentifierList())
                .isEqualTo(List.of("u-1", "u-2"));
        assertThat(developerIdentity("u-1", "")).isEqualTo(two);
        assertThat(world.refusedCredentials(one, "")).isEqualTo(IdentityWorld.FORBIDDEN.formatted(one));
    }

    @Test
    void identitiesWithLoginsOfOneProviderDoNotMerge() {
        String nora = world.identity(world.login(world.idToken("nora")));
        String otto = world.identity(world.login(world.idToken("otto")));
        developerIdentity("u-1", ",'IdentityId':'" + nora + "'");
        developerIdentity("u-2", ",'IdentityId':'" + otto + "'");
        assertThat(world.refusal(
                        CognitoIdentity.MERGE_DEVELOPER_IDENTITIES,
                        "{'IdentityPoolId':'%s','DeveloperProviderName':'login.example',"
                                + "'SourceUserIdentifier':'u-1','DestinationUserIdentifier':'u-2'}",
                        world.pool))
                .isEqualTo("ResourceConflictException: Login is already in use");
    }

    private String developerIdentity(String user, String more) {
        return world.call(
                        CognitoIdentity.GET_OPEN_ID_TOKEN_FOR_DEVELOPER_IDENTITY,
                        "{'IdentityPoolId':'%s','Logins':{'login.example':'%s'}%s}",
                        world.pool,
                        user,
                        more)
                .identityId();
    }
}
