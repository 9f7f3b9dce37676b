package dev.gatehouse.conformance;

import static dev.gatehouse.conformance.Iam.ofNobody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.AccessKeyLastUsed;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.StatusType;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.StsException;

/// The access keys of users.
class IamAccessKeysTest {
    private static final IamClient IAM = Iam.ADMIN;
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String NO_KEY = "AKIANOSUCHKEYNOSUCHK";

    private final String user = Iam.user();

    private static AccessKey create(String user) {
        return IAM.createAccessKey(request -> request.userName(user)).accessKey();
    }

    private void status(String id, StatusType status) {
        IAM.updateAccessKey(request -> request.userName(user).accessKeyId(id).status(status));
    }

    private List<AccessKeyMetadata> list() {
        return IAM.listAccessKeys(request -> request.userName(user)).accessKeyMetadata();
    }

    private static boolean works(StsClient sts) {
        try {
            return sts.getCallerIdentity().account().equals(Account.ID);
        } catch (StsException refused) {
            assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("InvalidClientTokenId");
            return false;
        }
    }

    @Test
    void lifeOfAKey() {
        Instant before = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        AccessKey made = create(user);
        assertThat(made.userName()).isEqualTo(user);
        assertThat(made.accessKeyId()).matches("AKIA[A-Z0-9]{16}");
        assertThat(made.secretAccessKey()).matches("[A-Za-z0-9+/]{40}");
        assertThat(made.status()).isEqualTo(StatusType.ACTIVE);
        assertThat(made.createDate()).isBetween(before, Instant.now());
        AccessKeyMetadata shown = AccessKeyMetadata.builder()
                .userName(user)
                .accessKeyId(made.accessKeyId())
                .status(StatusType.ACTIVE)
                .createDate(made.createDate())
                .build();
        assertThat(list()).containsExactly(shown);

        StsClient sts = Account.root().with(made).sts();
        assertThat(sts.getCallerIdentity().arn()).isEqualTo(Iam.userArn(user));
        status(made.accessKeyId(), StatusType.INACTIVE);
        assertThat(list())
                .containsExactly(shown.toBuilder().status(StatusType.INACTIVE).build());
        Await.untilTrue("a key that is switched off is nobody's", SOON, () -> !works(sts));
        status(made.accessKeyId(), StatusType.ACTIVE);
        Await.untilTrue("a key that is switched on works again", SOON, () -> works(sts));
        IAM.deleteAccessKey(request -> request.userName(user).accessKeyId(made.accessKeyId()));
        assertThat(list()).isEmpty();
    }

    @Test
    void atMostTwoAlsoWhenOneIsSwitchedOff() {
        AccessKey first = create(user);
        AccessKey second = create(user);
        status(first.accessKeyId(), StatusType.INACTIVE);
        Refusal.refused("LimitExceeded", "Cannot exceed quota for AccessKeysPerUser: 2", () -> create(user));
        assertThat(IAM.listAccessKeysPaginator(request -> request.userName(user).maxItems(1)).stream())
                .hasSize(2)
                .flatExtracting(page -> page.accessKeyMetadata())
                .extracting(AccessKeyMetadata::accessKeyId)
                .containsExactlyInAnyOrder(first.accessKeyId(), second.accessKeyId());
        IAM.deleteAccessKey(request -> request.userName(user).accessKeyId(first.accessKeyId()));
        create(user);
    }

    @Test
    void lastUse() {
        AccessKey key = create(user);
        var unused = IAM.getAccessKeyLastUsed(request -> request.accessKeyId(key.accessKeyId()));
        assertThat(unused.userName()).isEqualTo(user);
        assertThat(unused.accessKeyLastUsed())
                .isEqualTo(AccessKeyLastUsed.builder()
                        .region("N/A")
                        .serviceName("N/A")
                        .build());
        Instant before = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Account.root().with(key).sts().getCallerIdentity();
        AccessKeyLastUsed used = Await.until(
                "the use is written",
                SOON,
                () -> Optional.of(IAM.getAccessKeyLastUsed(request -> request.accessKeyId(key.accessKeyId()))
                                .accessKeyLastUsed())
                        .filter(last -> last.lastUsedDate() != null));
        assertThat(used.lastUsedDate()).isBetween(before, Instant.now());
        assertThat(used.region()).isEqualTo("eu-west-1");
        assertThat(used.serviceName()).isEqualTo("sts");
    }

    @Test
    void usersManageTheirOwnKeysWithoutNamingThemselves() {
        Account own = Iam.as(user);
        IAM.putUserPolicy(request -> request.userName(user)
                .policyName("keys")
                .policyDocument(Documents.allow("iam:*AccessKey*", Iam.userArn("${aws:username}"))));
        IamClient iam = own.iam();
        AccessKey second = iam.createAccessKey().accessKey();
        assertThat(second.userName()).isEqualTo(user);
        iam.updateAccessKey(request -> request.accessKeyId(second.accessKeyId()).status(StatusType.INACTIVE));
        assertThat(iam.listAccessKeys().accessKeyMetadata())
                .extracting(AccessKeyMetadata::status)
                .containsExactlyInAnyOrder(StatusType.ACTIVE, StatusType.INACTIVE);
        iam.deleteAccessKey(request -> request.accessKeyId(second.accessKeyId()));
        assertThat(iam.listAccessKeys().accessKeyMetadata()).hasSize(1);
        String other = Iam.user();
        Refusal.refused(
                "AccessDenied",
                "User: " + Iam.userArn(user) + " is not authorized to perform: iam:CreateAccessKey on resource: "
                        + Iam.userArn(other)
                        + " because no identity-based policy allows the iam:CreateAccessKey action",
                () -> iam.createAccessKey(request -> request.userName(other)));
    }

    private static Refusal noKey(String operation, String id, ThrowingCallable call) {
        return Refusal.of(operation, "NoSuchEntity", "The Access Key with id " + id + " cannot be found.", call);
    }

    @TestFactory
    Stream<DynamicTest> refuses() {
        String others = create(Iam.user()).accessKeyId();
        String rootsOwn = "The account's own key is not managed by IAM; name a user.";
        return Refusal.tests(
                ofNobody("CreateAccessKey", () -> create("nobody")),
                ofNobody("ListAccessKeys", () -> IAM.listAccessKeys(request -> request.userName("nobody"))),
                ofNobody(
                        "UpdateAccessKey",
                        () -> IAM.updateAccessKey(request ->
                                request.userName("nobody").accessKeyId(others).status(StatusType.ACTIVE))),
                ofNobody(
                        "DeleteAccessKey",
                        () -> IAM.deleteAccessKey(
                                request -> request.userName("nobody").accessKeyId(others))),
                noKey("UpdateAccessKey of no key", NO_KEY, () -> status(NO_KEY, StatusType.ACTIVE)),
                noKey("UpdateAccessKey of another's key", others, () -> status(others, StatusType.INACTIVE)),
                noKey(
                        "DeleteAccessKey of no key",
                        NO_KEY,
                        () -> IAM.deleteAccessKey(
                                request -> request.userName(user).accessKeyId(NO_KEY))),
                noKey(
                        "DeleteAccessKey of another's key",
                        others,
                        () -> IAM.deleteAccessKey(
                                request -> request.userName(user).accessKeyId(others))),
                noKey(
                        "GetAccessKeyLastUsed of no key",
                        NO_KEY,
                        () -> IAM.getAccessKeyLastUsed(request -> request.accessKeyId(NO_KEY))),
                Refusal.of(
                        "a status that only AWS sets",
                        "InvalidInput",
                        "Status must be Active or Inactive.",
                        () -> status(others, StatusType.EXPIRED)),
                Refusal.invalid(
                        "a status that is none",
                        "'Off' at 'status'",
                        "satisfy enum value set: [Active, Inactive, Expired]",
                        () -> IAM.updateAccessKey(request ->
                                request.userName(user).accessKeyId(others).status("Off"))),
                Refusal.invalid(
                        "a short id",
                        "'AKIA' at 'accessKeyId'",
                        "have length greater than or equal to 16",
                        () -> IAM.getAccessKeyLastUsed(request -> request.accessKeyId("AKIA"))),
                Refusal.of("a key for root", "NoSuchEntity", rootsOwn, () -> IAM.createAccessKey()),
                Refusal.of("the keys of root", "NoSuchEntity", rootsOwn, () -> IAM.listAccessKeys()));
    }

    @Test
    void aKeyWithAnotherSecretIsRefused() {
        AccessKey key = create(user);
        AccessKey forged = key.toBuilder().secretAccessKey("x".repeat(40)).build();
        IamClient iam = Account.root().with(forged).iam();
        assertThat(catchThrowableOfType(IamException.class, () -> iam.getUser())
                        .awsErrorDetails()
                        .errorCode())
                .isEqualTo("SignatureDoesNotMatch");
    }
}
