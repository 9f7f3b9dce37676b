package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.sts.model.Credentials;

/// Users, roles and temporary credentials through the SDK's IAM and STS clients, and what they may then do.
class AccountTest {
    private final String name = Names.unique("Account");

    private static String trusting(String principal) {
        return Documents.trusting(principal)
                .replace("}]}", ",\"Condition\":{\"StringEquals\":{\"sts:ExternalId\": \"a+b\"}}}]}");
    }

    @Test
    void aUserBecomesARoleThatMayWhatItsPolicySays() {
        String user =
                Iam.ADMIN.createUser(request -> request.userName(name)).user().arn();
        Account own = Iam.as(name);
        Role role = Iam.ADMIN
                .createRole(request -> request.roleName(name).assumeRolePolicyDocument(trusting(user)))
                .role();
        Iam.ADMIN.putRolePolicy(request -> request.roleName(name)
                .policyName("read")
                .policyDocument(Documents.allow("cognito-idp:Describe*", "*")));
        TestPool pool = TestPool.create();

        Account session = own.with(own.sts()
                .assumeRole(request ->
                        request.roleArn(role.arn()).roleSessionName("app").externalId("a+b"))
                .credentials());
        assertThat(session.sts().getCallerIdentity().arn())
                .isEqualTo("arn:aws:sts::000000000000:assumed-role/" + name + "/app");
        CognitoIdentityProviderClient limited = session.pools();
        assertThat(limited.describeUserPool(request -> request.userPoolId(pool.id()))
                        .userPool()
                        .id())
                .isEqualTo(pool.id());
        Refusal.refused(
                "AccessDeniedException",
                "User: arn:aws:sts::000000000000:assumed-role/" + name
                        + "/app is not authorized to perform: cognito-idp:DeleteUserPool on resource:"
                        + " arn:aws:cognito-idp:us-east-1:000000000000:userpool/" + pool.id()
                        + " because no identity-based policy allows the cognito-idp:DeleteUserPool action",
                () -> limited.deleteUserPool(request -> request.userPoolId(pool.id())));
        Refusal.refused(
                "AccessDenied",
                "User: " + user + " is not authorized to perform: iam:GetRole on resource: " + role.arn()
                        + " because no identity-based policy allows the iam:GetRole action",
                () -> own.iam().getRole(request -> request.roleName(name)));
        Refusal.refused(
                "AccessDenied",
                "User: " + user + " is not authorized to perform: sts:AssumeRole on resource: " + role.arn(),
                () -> own.sts()
                        .assumeRole(request -> request.roleArn(role.arn())
                                .roleSessionName("app")
                                .externalId("ab")));
    }

    @Test
    void aForgedSessionTokenIsNobodys() {
        Account forged = Account.root()
                .with(Credentials.builder()
                        .accessKeyId("ASIAIOSFODNN7EXAMPLE")
                        .secretAccessKey("x".repeat(40))
                        .sessionToken("t".repeat(300))
                        .build());
        Refusal.refused(
                "InvalidClientTokenId",
                "The security token included in the request is invalid.",
                () -> forged.sts().getCallerIdentity());
        Refusal.refused(
                "UnrecognizedClientException",
                "The security token included in the request is invalid.",
                () -> forged.pools().listUserPools(request -> request.maxResults(1)));
    }
}
