package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/// Users, roles and temporary credentials through the SDK's IAM and STS clients, and what they may then do.
class AccountTest {
    private static final Gatehouse SERVER = Gatehouse.shared();
    private static final String READ_POOLS =
            "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"cognito-idp:Describe*\","
                    + "\"Resource\":\"*\"}}";

    private final String name = "n" + UUID.randomUUID().toString().substring(0, 8);

    private static IamClient iam(AwsCredentialsProvider credentials) {
        return IamClient.builder()
                .endpointOverride(SERVER.url())
                .region(Region.AWS_GLOBAL)
                .credentialsProvider(credentials)
                .overrideConfiguration(options -> options.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
    }

    private static StsClient sts(AwsCredentialsProvider credentials) {
        return StsClient.builder()
                .endpointOverride(SERVER.url())
                .region(Region.EU_WEST_1)
                .credentialsProvider(credentials)
                .overrideConfiguration(options -> options.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
    }

    private static CognitoIdentityProviderClient pools(AwsCredentialsProvider credentials) {
        return CognitoIdentityProviderClient.builder()
                .endpointOverride(SERVER.url())
                .region(Region.US_EAST_1)
                .credentialsProvider(credentials)
                .overrideConfiguration(options -> options.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
    }

    private static AwsCredentialsProvider of(AccessKey key) {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey()));
    }

    private static AwsCredentialsProvider of(Credentials session) {
        return StaticCredentialsProvider.create(
                AwsSessionCredentials.create(session.accessKeyId(), session.secretAccessKey(), session.sessionToken()));
    }

    private static String trusting(String principal) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"" + principal
                + "\"},\"Action\":\"sts:AssumeRole\",\"Condition\":{\"StringEquals\":{\"sts:ExternalId\": \"a+b\"}}}}";
    }

    private static void refused(int status, String code, String text, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(AwsServiceException.class, refusal -> {
            assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
            assertThat(refusal.awsErrorDetails().errorMessage()).isEqualTo(text);
            assertThat(refusal.statusCode()).isEqualTo(status);
            assertThat(refusal.requestId()).isNotBlank();
        });
    }

    @Test
    void aUserBecomesARoleThatMayWhatItsPolicySays() {
        IamClient admin = iam(SERVER.rootKey());
        String user = admin.createUser(request -> request.userName(name)).user().arn();
        AccessKey key = admin.createAccessKey(request -> request.userName(name)).accessKey();
        Role role = admin.createRole(request -> request.roleName(name).assumeRolePolicyDocument(trusting(user)))
                .role();
        admin.putRolePolicy(request -> request.roleName(name).policyName("read").policyDocument(READ_POOLS));
        TestPool pool = TestPool.create();

        Credentials session = sts(of(key))
                .assumeRole(request ->
                        request.roleArn(role.arn()).roleSessionName("app").externalId("a+b"))
                .credentials();
        assertThat(sts(of(session)).getCallerIdentity().arn())
                .isEqualTo("arn:aws:sts::000000000000:assumed-role/" + name + "/app");
        CognitoIdentityProviderClient limited = pools(of(session));
        assertThat(limited.describeUserPool(request -> request.userPoolId(pool.id()))
                        .userPool()
                        .id())
                .isEqualTo(pool.id());
        refused(
                400,
                "AccessDeniedException",
                "User: arn:aws:sts::000000000000:assumed-role/" + name
                        + "/app is not authorized to perform: cognito-idp:DeleteUserPool on resource:"
                        + " arn:aws:cognito-idp:us-east-1:000000000000:userpool/" + pool.id()
                        + " because no identity-based policy allows the cognito-idp:DeleteUserPool action",
                () -> limited.deleteUserPool(request -> request.userPoolId(pool.id())));
        refused(
                403,
                "AccessDenied",
                "User: " + user + " is not authorized to perform: iam:GetRole on resource: " + role.arn()
                        + " because no identity-based policy allows the iam:GetRole action",
                () -> iam(of(key)).getRole(request -> request.roleName(name)));
        refused(
                403,
                "AccessDenied",
                "User: " + user + " is not authorized to perform: sts:AssumeRole on resource: " + role.arn(),
                () -> sts(of(key))
                        .assumeRole(request -> request.roleArn(role.arn())
                                .roleSessionName("app")
                                .externalId("ab")));
    }

    @Test
    void documentsComeBackAsTheyWere() {
        IamClient admin = iam(SERVER.rootKey());
        String document = trusting("000000000000");
        Role made = admin.createRole(request -> request.roleName(name).assumeRolePolicyDocument(document))
                .role();
        for (Role role :
                List.of(made, admin.getRole(request -> request.roleName(name)).role())) {
            assertThat(role.assumeRolePolicyDocument()).doesNotContain("+").contains("%20", "%2B");
            assertThat(URLDecoder.decode(role.assumeRolePolicyDocument(), StandardCharsets.UTF_8))
                    .isEqualTo(document);
        }
    }

    @Test
    void aPolicyFromItsFirstVersionToItsEnd() {
        IamClient admin = iam(SERVER.rootKey());
        String arn = admin.createPolicy(request -> request.policyName(name)
                        .policyDocument(READ_POOLS)
                        .tags(Tag.builder().key("team").value("red").build()))
                .policy()
                .arn();
        assertThat(admin.createPolicyVersion(request -> request.policyArn(arn)
                                .policyDocument(READ_POOLS)
                                .setAsDefault(true))
                        .policyVersion()
                        .versionId())
                .isEqualTo("v2");
        assertThat(admin.getPolicy(request -> request.policyArn(arn)).policy().defaultVersionId())
                .isEqualTo("v2");
        refused(
                409,
                "DeleteConflict",
                "This policy has more than one version. Before you delete a policy, you must delete the policy's"
                        + " versions. The default version is deleted with the policy.",
                () -> admin.deletePolicy(request -> request.policyArn(arn)));
        admin.deletePolicyVersion(request -> request.policyArn(arn).versionId("v1"));
        admin.deletePolicy(request -> request.policyArn(arn));
        refused(
                404,
                "NoSuchEntity",
                "Policy " + arn + " was not found.",
                () -> admin.getPolicy(request -> request.policyArn(arn)));
    }

    @Test
    void whatIsNoPolicyIsRefusedWithThePlace() {
        refused(
                400,
                "MalformedPolicyDocument",
                "Policy statement must contain actions. (Statement[0])",
                () -> iam(SERVER.rootKey())
                        .createPolicy(request -> request.policyName(name)
                                .policyDocument("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                                        + "\"Resource\":\"*\"}]}")));
    }

    @Test
    void aForgedSessionTokenIsNobodys() {
        AwsCredentialsProvider forged = StaticCredentialsProvider.create(
                AwsSessionCredentials.create("ASIAIOSFODNN7EXAMPLE", "x".repeat(40), "t".repeat(300)));
        refused(
                403,
                "InvalidClientTokenId",
                "The security token included in the request is invalid.",
                () -> sts(forged).getCallerIdentity());
        refused(
                400,
                "UnrecognizedClientException",
                "The security token included in the request is invalid.",
                () -> pools(forged).listUserPools(request -> request.maxResults(1)));
    }

    @Test
    void aSimulationSaysWhatWouldBeDecided() {
        var result = iam(SERVER.rootKey())
                .simulateCustomPolicy(request -> request.policyInputList(READ_POOLS)
                        .actionNames("cognito-idp:DescribeUserPool", "cognito-idp:DeleteUserPool"));
        assertThat(result.evaluationResults())
                .extracting(one -> one.evalDecisionAsString())
                .containsExactly("allowed", "implicitDeny");
        assertThat(result.evaluationResults().getFirst().matchedStatements()).hasSize(1);
    }
}
