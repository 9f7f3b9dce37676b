package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitoidentity.model.Credentials;
import software.amazon.awssdk.services.cognitoidentity.model.NotAuthorizedException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;

/// The enhanced flow with the SDK: login, identity, credentials, and who one is with them.
class GetCredentialsForIdentityTest {
    private final TestPool users = TestPool.create();
    private final TestClient client = users.client();
    private final CognitoIdentityClient admin = identity(users.server().rootKey());
    private final CognitoIdentityClient anonymous = identity(AnonymousCredentialsProvider.create());
    private final String provider = "cognito-idp.us-east-1.amazonaws.com/" + users.id();
    private String pool;

    private CognitoIdentityClient identity(AwsCredentialsProvider credentials) {
        return CognitoIdentityClient.builder()
                .endpointOverride(users.server().url())
                .region(Region.US_EAST_1)
                .credentialsProvider(credentials)
                .build();
    }

    @BeforeEach
    void poolWithRoles() {
        pool = admin.createIdentityPool(request -> request.identityPoolName("app")
                        .allowUnauthenticatedIdentities(true)
                        .cognitoIdentityProviders(
                                entry -> entry.providerName(provider).clientId(client.id())))
                .identityPoolId();
        admin.setIdentityPoolRoles(request -> request.identityPoolId(pool)
                .roles(Map.of(
                        "authenticated", role("authenticated"),
                        "unauthenticated", role("unauthenticated"))));
    }

    private String role(String amr) {
        String trust = ("{'Version':'2012-10-17','Statement':[{'Effect':'Allow','Principal':{'Federated':"
                        + "'cognito-identity.amazonaws.com'},'Action':'sts:AssumeRoleWithWebIdentity','Condition':"
                        + "{'StringEquals':{'cognito-identity.amazonaws.com:aud':'" + pool + "'},"
                        + "'ForAnyValue:StringLike':{'cognito-identity.amazonaws.com:amr':'" + amr + "'}}}]}")
                .replace('\'', '"');
        try (IamClient iam = IamClient.builder()
                .endpointOverride(users.server().url())
                .region(Region.US_EAST_1)
                .credentialsProvider(users.server().rootKey())
                .build()) {
            return iam.createRole(request -> request.roleName(Names.unique(amr)).assumeRolePolicyDocument(trust))
                    .role()
                    .arn();
        }
    }

    private String whoIs(Credentials made) {
        AwsSessionCredentials session =
                AwsSessionCredentials.create(made.accessKeyId(), made.secretKey(), made.sessionToken());
        try (StsClient sts = StsClient.builder()
                .endpointOverride(users.server().url())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(session))
                .build()) {
            return sts.getCallerIdentity().arn();
        }
    }

    @Test
    void aUserOfThePoolGetsTheRoleOfMembers() {
        Map<String, String> logins =
                Map.of(provider, client.signIn(users.user()).idToken());
        String id = anonymous
                .getId(request -> request.identityPoolId(pool).logins(logins))
                .identityId();
        Credentials made = anonymous
                .getCredentialsForIdentity(request -> request.identityId(id).logins(logins))
                .credentials();

        assertThat(whoIs(made))
                .startsWith("arn:aws:sts::000000000000:assumed-role/authenticated")
                .endsWith("/CognitoIdentityCredentials");
        assertThat(admin.describeIdentity(request -> request.identityId(id)).logins())
                .isEqualTo(List.of(provider));
        assertThatThrownBy(() -> anonymous.getCredentialsForIdentity(request -> request.identityId(id)))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("Access to Identity '" + id + "' is forbidden.");
    }

    @Test
    void aGuestGetsTheRoleOfGuests() {
        String id = anonymous.getId(request -> request.identityPoolId(pool)).identityId();
        Credentials made = anonymous
                .getCredentialsForIdentity(request -> request.identityId(id))
                .credentials();
        assertThat(whoIs(made)).startsWith("arn:aws:sts::000000000000:assumed-role/unauthenticated");
    }
}
