package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/// What the CLI and infrastructure tools ask first.
class GetCallerIdentityTest {
    private static final Gatehouse SERVER = Gatehouse.shared();

    private static StsClient sts(AwsCredentialsProvider credentials) {
        return StsClient.builder()
                .endpointOverride(SERVER.url())
                .region(Region.EU_WEST_1)
                .credentialsProvider(credentials)
                .overrideConfiguration(options -> options.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
    }

    @Test
    void theRootKeyIsTheAccount() {
        GetCallerIdentityResponse caller = sts(SERVER.rootKey()).getCallerIdentity();
        assertThat(caller.arn()).isEqualTo("arn:aws:iam::000000000000:root");
        assertThat(caller.account()).isEqualTo("000000000000");
        assertThat(caller.userId()).isEqualTo("000000000000");
    }

    @Test
    void anotherKeyIsRefused() {
        AwsCredentialsProvider unknown =
                StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIAIOSFODNN7EXAMPLE", "x".repeat(40)));
        assertThatThrownBy(() -> sts(unknown).getCallerIdentity())
                .isInstanceOfSatisfying(AwsServiceException.class, refusal -> {
                    assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("InvalidClientTokenId");
                    assertThat(refusal.awsErrorDetails().errorMessage())
                            .isEqualTo("The security token included in the request is invalid.");
                    assertThat(refusal.statusCode()).isEqualTo(403);
                });
    }

    @Test
    void withoutASignatureThereIsNoCaller() {
        HttpResponse<String> answer = Http.form(SERVER.url(), "Action=GetCallerIdentity&Version=2011-06-15");
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("<Code>MissingAuthenticationToken</Code>", "<RequestId>");
    }
}
