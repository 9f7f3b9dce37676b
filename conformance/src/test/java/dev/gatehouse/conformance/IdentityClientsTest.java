package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.conformance.TestAccount.TestRole;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;

/// Credentials of identity pools by the AWS SDK for JavaScript and by Amplify.
class IdentityClientsTest {
    private static final String SESSION = "CognitoIdentityCredentials";

    /// A user pool with a user, an identity pool that takes guests and one that does not; both give the same roles.
    private static Map<String, String> world() {
        TestPool users = TestPool.create();
        TestClient client = users.client();
        String user = users.user();
        AuthenticationResultType tokens = client.signIn(user);
        TestIdentityPool open = TestIdentityPool.of(client);
        TestIdentityPool closed = TestIdentityPool.create(settings -> {
            TestIdentityPool.takes(settings, client);
            settings.allowUnauthenticatedIdentities(false);
        });
        String action = "sts:AssumeRoleWithWebIdentity";
        TestRole member =
                TestAccount.SHARED.role(open.trusts("authenticated", action), closed.trusts("authenticated", action));
        TestRole guest = open.role("unauthenticated");
        open.roles(member, guest);
        closed.roles(member, guest);
        return Map.ofEntries(
                Map.entry("ENDPOINT", users.server().url().toString()),
                Map.entry("POOL", users.id()),
                Map.entry("CLIENT", client.id()),
                Map.entry("USER", user),
                Map.entry("ID_TOKEN", tokens.idToken()),
                Map.entry("ACCESS_TOKEN", tokens.accessToken()),
                Map.entry("IDENTITY_POOL", open.id()),
                Map.entry("CLOSED_POOL", closed.id()),
                Map.entry("ROLE", member.arn()),
                Map.entry("MEMBER", member.session(SESSION)),
                Map.entry("GUEST", guest.session(SESSION)));
    }

    @Test
    void credentialProviders() {
        assertThat(Node.scenarios(world(), "credentials.mjs")).hasSize(6);
    }

    @Test
    void amplify() {
        assertThat(Node.scenarios(world(), "amplify-identity.mjs")).hasSize(5);
    }
}
