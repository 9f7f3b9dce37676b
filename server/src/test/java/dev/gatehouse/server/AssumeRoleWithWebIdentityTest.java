package dev.gatehouse.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.gatehouse.model.cognitoidentity.CognitoIdentity;
import dev.gatehouse.model.iam.Iam;
import dev.gatehouse.model.service.ServiceException;
import dev.gatehouse.model.sts.AssumeRoleWithWebIdentityResponse;
import dev.gatehouse.model.sts.Sts;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// AssumeRoleWithWebIdentity with tokens of identity pools and of user pools that are registered with IAM.
class AssumeRoleWithWebIdentityTest {
    private static final String DENIED = "AccessDenied: Not authorized to perform sts:AssumeRoleWithWebIdentity";

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

    private AssumeRoleWithWebIdentityResponse assume(String role, String token) {
        return world.call(
                Sts.ASSUME_ROLE_WITH_WEB_IDENTITY,
                "{'RoleArn':'%s','RoleSessionName':'app','WebIdentityToken':'%s'}",
                IdentityWorld.roleArn(role),
                token);
    }

    private String refusal(String role, String token) {
        try {
            return fail("not refused: " + assume(role, token));
        } catch (ServiceException e) {
            return e.code() + ": " + e.text();
        }
    }

    private String guestToken() {
        return world.call(CognitoIdentity.GET_OPEN_ID_TOKEN, "{'IdentityId':'%s'}", world.guest())
                .token();
    }

    @Test
    void aTokenOfAnIdentityPoolBecomesTheRoleThatTrustsIt() {
        AssumeRoleWithWebIdentityResponse answer = assume("guest", guestToken());

        assertThat(answer.provider()).isEqualTo("cognito-identity.amazonaws.com");
        assertThat(answer.audience()).isEqualTo(world.pool);
        assertThat(answer.subjectFromWebIdentityToken()).startsWith("eu-west-1:");
        assertThat(answer.assumedRoleUser().arn()).isEqualTo("arn:aws:sts::000000000000:assumed-role/guest/app");
        assertThat(answer.credentials().accessKeyId()).startsWith("ASIA");
    }

    @Test
    void aRoleThatDoesNotTrustItOrIsNotThereIsDenied() {
        assertThat(refusal("member", guestToken())).isEqualTo(DENIED);
        assertThat(refusal("nobody", guestToken())).isEqualTo(DENIED);
        world.pool = world.identityPool(true, "'AllowClassicFlow':true,");
        assertThat(refusal("guest", guestToken())).isEqualTo(DENIED);
    }

    @Test
    void changedAndOldTokensAreRefused() {
        String token = guestToken();
        String other = guestToken();
        String[] parts = token.split("\\.");
        assertThat(refusal("guest", parts[0] + "." + parts[1] + "." + other.split("\\.")[2]))
                .startsWith("InvalidIdentityToken: Couldn't retrieve verification key");
        assertThat(refusal("guest", "nonsense"))
                .startsWith("InvalidIdentityToken: The ID Token provided is not a valid");
        world.server.pass(Duration.ofMinutes(14));
        assertThat(assume("guest", token).audience()).isEqualTo(world.pool);
        world.server.pass(Duration.ofMinutes(1));
        long now = world.server.now().getEpochSecond();
        assertThat(refusal("guest", token))
                .isEqualTo("ExpiredTokenException: Token expired: current date/time " + now
                        + " must be before the expiration date/time " + (now - 300));
    }

    @Test
    void aUserPoolIsAProviderOnceItIsRegistered() {
        String host = "id.example/" + world.userPool;
        var signedIn = world.signIn(world.client, "nora");
        assertThat(refusal("shop", signedIn.idToken()))
                .isEqualTo("InvalidIdentityToken: No OpenIDConnect provider found in your account for https://" + host);

        world.call(
                Iam.CREATE_OPEN_ID_CONNECT_PROVIDER, "{'Url':'https://%s','ClientIDList':['%s']}", host, world.client);
        String trust = ("{'Version':'2012-10-17','Statement':[{'Effect':'Allow','Principal':{'Federated':"
                        + "'arn:aws:iam::000000000000:oidc-provider/" + host + "'},"
                        + "'Action':'sts:AssumeRoleWithWebIdentity','Condition':{'StringEquals':{'" + host + ":aud':'"
                        + world.client + "'}}}]}")
                .replace("'", "\\'");
        world.call(Iam.CREATE_ROLE, "{'RoleName':'shop','AssumeRolePolicyDocument':'%s'}", trust);

        assertThat(assume("shop", signedIn.idToken()).provider())
                .isEqualTo("arn:aws:iam::000000000000:oidc-provider/" + host);
        assertThat(refusal("shop", signedIn.accessToken()))
                .startsWith("InvalidIdentityToken: The ID Token provided is not a valid");
        assertThat(refusal(
                        "shop",
                        world.signIn(world.client(world.userPool), "nora").idToken()))
                .isEqualTo("InvalidIdentityToken: Incorrect token audience");
        assertThat(refusal("member", signedIn.idToken())).isEqualTo(DENIED);
    }
}
