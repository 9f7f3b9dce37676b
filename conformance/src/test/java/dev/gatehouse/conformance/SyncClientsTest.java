package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.iam.IamClient;

/// Cognito Sync by the AWS SDK for JavaScript: every operation and its refusals, with credentials of identities and
/// of the account.
class SyncClientsTest {
    private static final String ACCOUNT = "000000000000";
    private static final String OF_POOL = "arn:aws:cognito-sync:us-east-1:" + ACCOUNT + ":identitypool/%s";
    private static final String OWN = OF_POOL + "/identity/${cognito-identity.amazonaws.com:sub}";

    private final TestPool users = TestPool.create();
    private final TestClient client = users.client();
    private final String provider = "cognito-idp.us-east-1.amazonaws.com/" + users.id();

    @Test
    void recordsOfIdentities() {
        assertThat(Node.scenarios(pool(), "sync-records.mjs")).hasSize(11);
    }

    @Test
    void whoMay() {
        assertThat(Node.scenarios(pool(), "sync-callers.mjs")).hasSize(6);
    }

    @Test
    void settingsOfPools() {
        assertThat(Node.scenarios(pool(), "sync-pools.mjs")).hasSize(5);
    }

    /// A pool of identities whose members' role reaches their own datasets and whose guests' role says everything.
    private Map<String, String> pool() {
        AwsCredentials key = users.server().rootKey().resolveCredentials();
        return Map.of(
                "ENDPOINT", users.server().url().toString(),
                "POOL", identityPool(),
                "ACCOUNT", ACCOUNT,
                "KEY", key.accessKeyId(),
                "SECRET", key.secretAccessKey(),
                "PROVIDER", provider,
                "TOKEN_NORA", client.signIn(users.user()).idToken(),
                "TOKEN_OTTO", client.signIn(users.user()).idToken());
    }

    private String identityPool() {
        try (CognitoIdentityClient admin = CognitoIdentityClient.builder()
                .endpointOverride(users.server().url())
                .region(Region.US_EAST_1)
                .credentialsProvider(users.server().rootKey())
                .build()) {
            String pool = admin.createIdentityPool(request -> request.identityPoolName("app")
                            .allowUnauthenticatedIdentities(true)
                            .cognitoIdentityProviders(
                                    entry -> entry.providerName(provider).clientId(client.id())))
                    .identityPoolId();
            String own = OWN.formatted(pool);
            admin.setIdentityPoolRoles(request -> request.identityPoolId(pool)
                    .roles(Map.of(
                            "authenticated", role(pool, "authenticated", own, own + "/dataset/*"),
                            "unauthenticated", role(pool, "unauthenticated", "*"))));
            return pool;
        }
    }

    /// A role for identities of the pool, for all of Cognito Sync on these resources.
    private String role(String pool, String amr, String... resources) {
        String trust = "{'Version':'2012-10-17','Statement':[{'Effect':'Allow','Principal':{'Federated':"
                + "'cognito-identity.amazonaws.com'},'Action':'sts:AssumeRoleWithWebIdentity','Condition':"
                + "{'StringEquals':{'cognito-identity.amazonaws.com:aud':'" + pool + "'},"
                + "'ForAnyValue:StringLike':{'cognito-identity.amazonaws.com:amr':'" + amr + "'}}}]}";
        String policy = "{'Version':'2012-10-17','Statement':[{'Effect':'Allow','Action':'cognito-sync:*','Resource':['"
                + String.join("','", resources) + "']}]}";
        String name = Names.unique(amr);
        try (IamClient iam = IamClient.builder()
                .endpointOverride(users.server().url())
                .region(Region.US_EAST_1)
                .credentialsProvider(users.server().rootKey())
                .build()) {
            String arn = iam.createRole(
                            request -> request.roleName(name).assumeRolePolicyDocument(trust.replace('\'', '"')))
                    .role()
                    .arn();
            iam.putRolePolicy(
                    request -> request.roleName(name).policyName("sync").policyDocument(policy.replace('\'', '"')));
            return arn;
        }
    }
}
