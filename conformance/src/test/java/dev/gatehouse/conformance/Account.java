package dev.gatehouse.conformance;

import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/// The account of a server as somebody with credentials sees it. No client tries a refused call again.
///
/// @param server whose account it is
/// @param credentials who asks
record Account(Gatehouse server, AwsCredentialsProvider credentials) {
    /// The account's number.
    static final String ID = "000000000000";
    /// What the ARNs of its users, roles and policies begin with.
    static final String ARN = "arn:aws:iam::" + ID + ":";
    /// What the ARNs of AWS's policies begin with.
    static final String AWS_POLICIES = "arn:aws:iam::aws:policy/";

    /// The shared server's account, asked with the root key.
    static Account root() {
        return new Account(Gatehouse.shared(), Gatehouse.shared().rootKey());
    }

    /// The same account, asked with the key of a user.
    Account with(AccessKey key) {
        return new Account(
                server,
                StaticCredentialsProvider.create(AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey())));
    }

    /// The same account, asked with temporary credentials.
    Account with(Credentials session) {
        return new Account(
                server,
                StaticCredentialsProvider.create(AwsSessionCredentials.create(
                        session.accessKeyId(), session.secretAccessKey(), session.sessionToken())));
    }

    IamClient iam() {
        return client(IamClient.builder(), Region.AWS_GLOBAL);
    }

    StsClient sts() {
        return client(StsClient.builder(), Region.EU_WEST_1);
    }

    CognitoIdentityProviderClient pools() {
        return server.client(credentials, Region.US_EAST_1);
    }

    private <B extends AwsClientBuilder<B, C>, C> C client(B builder, Region region) {
        return builder.endpointOverride(server.url())
                .region(region)
                .credentialsProvider(credentials)
                .overrideConfiguration(options ->
                        options.retryStrategy(AwsRetryStrategy.doNotRetry()).apiCallTimeout(Duration.ofSeconds(60)))
                .build();
    }
}
