package dev.gatehouse.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.gatehouse.model.cognitoidentity.CognitoIdentity;
import dev.gatehouse.model.iam.Iam;
import dev.gatehouse.model.service.ServiceException;
import dev.gatehouse.model.service.Session;
import dev.gatehouse.model.sts.AssumeRoleWithWebIdentityResponse;
import dev.gatehouse.model.sts.Sts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    private void role(String name, String federated, String condition, String... actions) {
        String trust = ("{'Version':'2012-10-17','Statement':[{'Effect':'Allow','Principal':{'Federated':'" + federated
                        + "'},'Action':['" + String.join("','", actions) + "'],'Condition':" + condition + "}]}")
                .replace("'", "\\'");
        world.call(Iam.CREATE_ROLE, "{'RoleName':'%s','AssumeRolePolicyDocument':'%s'}", name, trust);
    }

    private String token(OutsideIssuer issuer, String iss, String claims) {
        long now = world.server.now().getEpochSecond();
        return issuer.token("{'iss':'" + iss + "','sub':'u1','iat':" + now + ",'exp':" + (now + 600) + claims + "}");
    }

    private Session session(AssumeRoleWithWebIdentityResponse answer) {
        return world.server
                .owner(answer.credentials().accessKeyId(), answer.credentials().sessionToken())
                .temporary()
                .orElseThrow();
    }

    @Test
    void googleNeedsNoRegistration() {
        OutsideIssuer google = new OutsideIssuer();
        world.server.issuer("https://accounts.google.com", google.key());
        role(
                "google",
                "accounts.google.com",
                "{'StringEquals':{'accounts.google.com:aud':'app','accounts.google.com:oaud':'web'}}",
                "sts:AssumeRoleWithWebIdentity");
        String iss = "https://accounts.google.com";

        AssumeRoleWithWebIdentityResponse answer = assume("google", token(google, iss, ",'aud':'web','azp':'app'"));
        assertThat(answer.provider()).isEqualTo("accounts.google.com");
        assertThat(answer.audience()).isEqualTo("app");
        assertThat(answer.subjectFromWebIdentityToken()).isEqualTo("u1");
        assertThat(refusal("google", token(google, iss, ",'aud':'web'"))).isEqualTo(DENIED);
        assertThat(refusal("google", token(new OutsideIssuer(), iss, ",'aud':'web','azp':'app'")))
                .startsWith("InvalidIdentityToken: Couldn't retrieve verification key");
    }

    @Test
    void theProviderOfATokenMayNameTagsAndASourceIdentity() {
        OutsideIssuer issuer = new OutsideIssuer();
        String host = "ci.example";
        String iss = "https://" + host;
        world.server.issuer(iss, issuer.key());
        world.call(Iam.CREATE_OPEN_ID_CONNECT_PROVIDER, "{'Url':'%s','ClientIDList':['sts']}", iss);
        String arn = "arn:aws:iam::000000000000:oidc-provider/" + host;
        String condition = "{'StringEquals':{'sts:SourceIdentity':'nora','aws:RequestTag/team':'red'},"
                + "'ForAnyValue:StringEquals':{'" + host + ":amr':'mfa'}}";
        role("all", arn, condition, "sts:AssumeRoleWithWebIdentity", "sts:TagSession", "sts:SetSourceIdentity");
        role("untagged", arn, "{}", "sts:AssumeRoleWithWebIdentity", "sts:SetSourceIdentity");
        role("unsourced", arn, "{}", "sts:AssumeRoleWithWebIdentity", "sts:TagSession");
        String said = ",'aud':'sts','amr':['pwd','mfa'],'https://aws.amazon.com/source_identity':'nora',"
                + "'https://aws.amazon.com/tags':{'principal_tags':{'team':['red']},'transitive_tag_keys':['team']}";

        AssumeRoleWithWebIdentityResponse answer = assume("all", token(issuer, iss, said));
        assertThat(answer.sourceIdentity()).isEqualTo("nora");
        assertThat(answer.packedPolicySize()).isEqualTo(1);
        Session session = session(answer);
        assertThat(session.sourceIdentity()).isEqualTo(Optional.of("nora"));
        assertThat(session.tags()).isEqualTo(Map.of("team", "red"));
        assertThat(session.transitive()).isEqualTo(Set.of("team"));
        assertThat(session.keys()).containsKey(host + ":sub").doesNotContainKey(host + ":amr");

        assertThat(refusal("untagged", token(issuer, iss, said)))
                .isEqualTo("AccessDenied: Not authorized to perform sts:TagSession");
        assertThat(refusal("unsourced", token(issuer, iss, said)))
                .isEqualTo("AccessDenied: Not authorized to perform sts:SetSourceIdentity");
        assertThat(refusal("all", token(issuer, iss, said.replace("'nora'", "'a b'"))))
                .startsWith("InvalidIdentityToken: Source Identity must match");
        assertThat(refusal("all", token(issuer, iss, said.replace("'team':['red']", "'aws:x':['red']"))))
                .startsWith("InvalidIdentityToken: The session tags of the identity provider are not valid");
    }
}
