package dev.gatehouse.conformance;

import static dev.gatehouse.conformance.TestAccount.allow;
import static dev.gatehouse.conformance.TestAccount.trusts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.conformance.TestAccount.TestRole;
import dev.gatehouse.conformance.TestAccount.TestUser;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sts.model.Credentials;

/// Session tokens that are not what they should be, and sessions whose role or user is gone.
class SessionTokensTest {
    private static final TestAccount ACCOUNT = TestAccount.SHARED;
    private static final Gatehouse SERVER = ACCOUNT.server();
    private static final String UNKNOWN = "The security token included in the request is invalid.";

    private final TestUser ann = ACCOUNT.user();
    private final TestRole role = ACCOUNT.role(trusts(ann.arn()));

    private Credentials session() {
        return ann.caller()
                .sts()
                .assumeRole(request -> request.roleArn(role.arn()).roleSessionName("app"))
                .credentials();
    }

    private static DynamicTest unknown(String name, Caller caller) {
        return DynamicTest.dynamicTest(name, () -> assertUnknown(caller));
    }

    private static void assertUnknown(Caller caller) {
        Refusal.refused("InvalidClientTokenId", UNKNOWN, caller::arn);
        Refusal.refused("InvalidClientTokenId", UNKNOWN, () -> caller.iam().listUsers());
        Refusal.refused(
                "UnrecognizedClientException",
                UNKNOWN,
                () -> caller.userPools().listUserPools(request -> request.maxResults(1)));
        Refusal.refused(
                "UnrecognizedClientException",
                UNKNOWN,
                () -> caller.identityPools().listIdentityPools(request -> request.maxResults(1)));
    }

    private static Caller with(Credentials key, String token) {
        return Caller.of(SERVER, key.accessKeyId(), key.secretAccessKey(), token);
    }

    @TestFactory
    Stream<DynamicTest> tokens() {
        Credentials one = session();
        Credentials other = session();
        String token = one.sessionToken();
        int middle = token.length() / 2;
        char changed = token.charAt(middle) == 'A' ? 'B' : 'A';
        AwsBasicCredentials user =
                (AwsBasicCredentials) ann.caller().credentials().resolveCredentials();
        return Stream.of(
                unknown("another key's", with(one, other.sessionToken())),
                unknown("cut short", with(one, token.substring(0, token.length() - 8))),
                unknown("longer", with(one, token + "AAAA")),
                unknown("changed", with(one, token.substring(0, middle) + changed + token.substring(middle + 1))),
                unknown("made up", with(one, "FwoGZXIvYXdzE".repeat(20))),
                unknown(
                        "left out",
                        new Caller(
                                SERVER,
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create(one.accessKeyId(), one.secretAccessKey())))),
                unknown("with a user's key", Caller.of(SERVER, user.accessKeyId(), user.secretAccessKey(), token)),
                DynamicTest.dynamicTest(
                        "with another secret",
                        () -> assertSignatureDiffers(
                                Caller.of(SERVER, one.accessKeyId(), other.secretAccessKey(), token))));
    }

    private static void assertSignatureDiffers(Caller caller) {
        AwsServiceException refusal = catchThrowableOfType(AwsServiceException.class, caller::arn);
        assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("SignatureDoesNotMatch");
        assertThat(refusal.awsErrorDetails().errorMessage())
                .startsWith("The request signature we calculated does not match the signature you provided.");
        assertThat(refusal.statusCode()).isEqualTo(403);
    }

    /// Changes show within two seconds.
    private static void assertEnds(Caller caller) {
        Await.until("the session ends", Duration.ofSeconds(10), () -> {
            try {
                caller.arn();
                return Optional.empty();
            } catch (AwsServiceException refusal) {
                return Optional.of(refusal);
            }
        });
        assertUnknown(caller);
    }

    @Test
    void aRoleMadeAgainIsAnother() {
        TestRole second = ACCOUNT.role(trusts(role.arn()));
        Caller before = role.assumedBy(ann.caller());
        assertThat(second.assumedBy(before).arn()).isEqualTo(second.session("app"));
        ACCOUNT.iam().deleteRole(request -> request.roleName(role.name()));
        TestRole again = ACCOUNT.roleNamed(role.name(), trusts(ann.arn()));
        assertThat(again.arn()).isEqualTo(role.arn());
        assertThat(again.id()).isNotEqualTo(role.id());

        assertEnds(before);
        Caller after = again.assumedBy(ann.caller());
        assertThat(after.arn()).isEqualTo(role.session("app"));
        Refusal.refused(
                "AccessDenied",
                "User: " + role.session("app") + " is not authorized to perform: sts:AssumeRole on resource: "
                        + second.arn(),
                () -> second.assumedBy(after));
        assertThat(trustOf(second)).contains(role.id()).doesNotContain(role.arn());
    }

    private static String trustOf(TestRole role) {
        return URLDecoder.decode(
                ACCOUNT.iam()
                        .getRole(request -> request.roleName(role.name()))
                        .role()
                        .assumeRolePolicyDocument(),
                StandardCharsets.UTF_8);
    }

    @Test
    void aUserMadeAgainIsAnother() {
        TestUser first = ACCOUNT.user(allow("sts:GetFederationToken", "*"));
        TestRole trusting = ACCOUNT.role(trusts(first.arn()));
        Caller session =
                Caller.of(SERVER, first.caller().sts().getSessionToken().credentials());
        Caller federated = Caller.of(
                SERVER,
                first.caller()
                        .sts()
                        .getFederationToken(request -> request.name("theo"))
                        .credentials());
        trusting.assumedBy(first.caller());
        var iam = ACCOUNT.iam();
        iam.listAccessKeys(request -> request.userName(first.name()))
                .accessKeyMetadata()
                .forEach(key -> iam.deleteAccessKey(
                        request -> request.userName(first.name()).accessKeyId(key.accessKeyId())));
        iam.deleteUserPolicy(request -> request.userName(first.name()).policyName("may"));
        iam.deleteUser(request -> request.userName(first.name()));
        iam.createUser(request -> request.userName(first.name()));
        Caller again = Caller.of(
                SERVER,
                iam.createAccessKey(request -> request.userName(first.name())).accessKey());

        assertEnds(first.caller());
        assertEnds(session);
        assertEnds(federated);
        assertThat(again.arn()).isEqualTo(first.arn());
        Refusal.refused(
                "AccessDenied",
                "User: " + first.arn() + " is not authorized to perform: sts:AssumeRole on resource: " + trusting.arn(),
                () -> trusting.assumedBy(again));
        assertThat(trustOf(trusting)).contains(first.id()).doesNotContain(first.arn());
    }
}
