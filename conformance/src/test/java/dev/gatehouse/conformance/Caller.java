package dev.gatehouse.conformance;

import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/// Somebody with credentials, or with none, and the clients that sign with them.
///
/// @param server who is called
/// @param credentials what signs
record Caller(Gatehouse server, AwsCredentialsProvider credentials) {

    /// Whoever has the account's own key.
    static Caller root(Gatehouse server) {
        return new Caller(server, server.rootKey());
    }

    /// Somebody without credentials.
    static Caller nobody(Gatehouse server) {
        return new Caller(server, AnonymousCredentialsProvider.create());
    }

    /// The holder of a user's key.
    static Caller of(Gatehouse server, AccessKey key) {
        return new Caller(
                server,
                StaticCredentialsProvider.create(AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey())));
    }

    /// The holder of temporary credentials.
    static Caller of(Gatehouse server, Credentials made) {
        return of(server, made.accessKeyId(), made.secretAccessKey(), made.sessionToken());
    }

    /// The holder of an identity's credentials.
    static Caller of(Gatehouse server, software.amazon.awssdk.services.cognitoidentity.model.Credentials made) {
        return of(server, made.accessKeyId(), made.secretKey(), made.sessionToken());
    }

    /// The holder of temporary credentials, such as they are.
    static Caller of(Gatehouse server, String accessKeyId, String secretAccessKey, String sessionToken) {
        return new Caller(
                server,
                StaticCredentialsProvider.create(
                        AwsSessionCredentials.create(accessKeyId, secretAccessKey, sessionToken)));
    }

    CognitoIdentityClient identityPools() {
        return identityPools(Region.US_EAST_1);
    }

    CognitoIdentityClient identityPools(Region region) {
        return client(CognitoIdentityClient.builder(), server.url(), region);
    }

    CognitoIdentityProviderClient userPools() {
        return server.client(credentials, Region.US_EAST_1);
    }

    IamClient iam() {
        return client(IamClient.builder(), server.url(), Region.AWS_GLOBAL);
    }

    StsClient sts() {
        return client(StsClient.builder(), server.url(), Region.US_EAST_1);
    }

    /// Who that is, as GetCallerIdentity answers it.
    String arn() {
        return sts().getCallerIdentity().arn();
    }

    /// A client of any service that signs with these credentials and asks once.
    <B extends AwsClientBuilder<B, C>, C> C client(B builder, URI endpoint, Region region) {
        return builder.endpointOverride(endpoint)
                .region(region)
                .credentialsProvider(credentials)
                .overrideConfiguration(options ->
                        options.retryStrategy(AwsRetryStrategy.doNotRetry()).apiCallTimeout(Duration.ofSeconds(60)))
                .build();
    }
}
