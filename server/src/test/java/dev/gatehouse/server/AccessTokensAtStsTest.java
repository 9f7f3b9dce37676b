package dev.gatehouse.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.gatehouse.model.iam.Iam;
import dev.gatehouse.model.service.ServiceException;
import dev.gatehouse.model.sts.AssumeRoleWithWebIdentityResponse;
import dev.gatehouse.model.sts.Sts;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// AssumeRoleWithWebIdentity with access tokens of Facebook and Login with Amazon, which ProviderId names.
class AccessTokensAtStsTest {
    @TempDir
    Path folder;

    private AskedIssuer asked;
    private IdentityWorld world;

    @BeforeEach
    void open() throws Exception {
        asked = new AskedIssuer();
        world = new IdentityWorld(folder, Map.of("logins.facebook", asked.url(), "logins.amazon", asked.url()));
        role("facebook", "graph.facebook.com", "'graph.facebook.com:app_id':'4711','graph.facebook.com:id':'100001'");
        role("amazon", "www.amazon.com", "'www.amazon.com:app_id':'amzn1.application.1','www.amazon.com:user_id':'A'");
        asked.facebook("good", "4711", "100001");
        asked.facebook("others", "4712", "100001");
        asked.amazon("good", "amzn1.application.1", "A", 60);
        asked.amazon("others", "amzn1.application.1", "B", 60);
    }

    @AfterEach
    void close() {
        world.close();
        asked.close();
    }

    private void role(String name, String federated, String equal) {
        String trust = ("{'Version':'2012-10-17','Statement':[{'Effect':'Allow','Principal':{'Federated':'" + federated
                        + "'},'Action':'sts:AssumeRoleWithWebIdentity','Condition':{'StringEquals':{" + equal + "}}}]}")
                .replace("'", "\\'");
        world.call(Iam.CREATE_ROLE, "{'RoleName':'%s','AssumeRolePolicyDocument':'%s'}", name, trust);
    }

    private AssumeRoleWithWebIdentityResponse assume(String role, String provider, String token) {
        return world.call(
                Sts.ASSUME_ROLE_WITH_WEB_IDENTITY,
                "{'RoleArn':'%s','RoleSessionName':'app','ProviderId':'%s','WebIdentityToken':'%s'}",
                IdentityWorld.roleArn(role),
                provider,
                token);
    }

    private String refusal(String role, String provider, String token) {
        try {
            return fail("not refused: " + assume(role, provider, token));
        } catch (ServiceException e) {
            return e.code() + ": " + e.text();
        }
    }

    @Test
    void theirTokensBecomeRolesThatTrustThem() {
        AssumeRoleWithWebIdentityResponse facebook = assume("facebook", "graph.facebook.com", "good");
        assertThat(facebook.provider()).isEqualTo("graph.facebook.com");
        assertThat(facebook.subjectFromWebIdentityToken()).isEqualTo("100001");
        assertThat(facebook.audience()).isEqualTo("4711");
        AssumeRoleWithWebIdentityResponse amazon = assume("amazon", "www.amazon.com", "good");
        assertThat(amazon.subjectFromWebIdentityToken()).isEqualTo("A");
        assertThat(amazon.audience()).isEqualTo("amzn1.application.1");
    }

    @Test
    void othersAreRefused() {
        String denied = "AccessDenied: Not authorized to perform sts:AssumeRoleWithWebIdentity";
        assertThat(refusal("facebook", "graph.facebook.com", "others")).isEqualTo(denied);
        assertThat(refusal("amazon", "www.amazon.com", "others")).isEqualTo(denied);
        assertThat(refusal("amazon", "graph.facebook.com", "good")).isEqualTo(denied);
        assertThat(refusal("facebook", "graph.facebook.com", "unknown"))
                .isEqualTo("IDPRejectedClaim: The identity provider (IdP) reported that authentication failed");
        assertThat(refusal("facebook", "accounts.google.com", "good"))
                .isEqualTo(
                        "InvalidIdentityToken: No OpenIDConnect provider found in your account for accounts.google.com");
        asked.fail(500);
        assertThat(refusal("facebook", "graph.facebook.com", "good"))
                .isEqualTo("IDPCommunicationError: graph.facebook.com could not be asked: it answered 500");
    }
}
