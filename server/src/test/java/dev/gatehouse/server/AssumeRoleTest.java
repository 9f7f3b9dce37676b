package dev.gatehouse.server;

import static dev.gatehouse.server.AccountWorld.ACCOUNT;
import static dev.gatehouse.server.AccountWorld.ROOT;
import static dev.gatehouse.server.AccountWorld.allow;
import static dev.gatehouse.server.AccountWorld.assuming;
import static dev.gatehouse.server.AccountWorld.roleArn;
import static dev.gatehouse.server.AccountWorld.trusts;
import static dev.gatehouse.server.AccountWorld.userArn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.model.sts.AssumeRoleRequest;
import dev.gatehouse.model.sts.AssumeRoleResponse;
import dev.gatehouse.model.sts.GetCallerIdentityRequest;
import dev.gatehouse.model.sts.PolicyDescriptorType;
import dev.gatehouse.model.sts.Sts;
import dev.gatehouse.model.sts.Tag;
import dev.gatehouse.server.AccountWorld.Key;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// AssumeRole through trust policies, as the account's rooms are wired.
final class AssumeRoleTest {
    private static final String DENIED = "AccessDenied: User: " + userArn("ann") + " is not authorized to perform: ";

    @TempDir
    private Path folder;

    private AccountWorld world;
    private Key ann;

    @BeforeEach
    void open() throws IOException {
        world = new AccountWorld(folder);
        ann = world.user("ann");
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aTrustedUserBecomesTheRole() {
        String id = world.role("app", trusts(userArn("ann")));

        AssumeRoleResponse answer =
                world.call(ann, Sts.ASSUME_ROLE, assuming("app").build());
        assertThat(answer.assumedRoleUser().assumedRoleId()).isEqualTo(id + ":app");
        assertThat(answer.assumedRoleUser().arn()).isEqualTo("arn:aws:sts::" + ACCOUNT + ":assumed-role/app/app");
        assertThat(answer.credentials().accessKeyId()).startsWith("ASIA").hasSize(20);
        assertThat(answer.credentials().secretAccessKey()).hasSize(40);
        assertThat(answer.credentials().expiration()).isEqualTo("2026-03-03T10:05:00Z");
        assertThat(answer.packedPolicySize()).isNull();
        assertThat(answer.sourceIdentity()).isNull();

        Key session = Key.of(answer.credentials());
        var caller = world.call(
                session,
                Sts.GET_CALLER_IDENTITY,
                GetCallerIdentityRequest.builder().build());
        assertThat(caller.arn()).isEqualTo(answer.assumedRoleUser().arn());
        assertThat(caller.userId()).isEqualTo(answer.assumedRoleUser().assumedRoleId());
    }

    /// Trust in the account alone leaves the choice to the user's own policies.
    @Test
    void trustInTheAccountNeedsTheUsersPolicyToo() {
        world.role("app", trusts(ACCOUNT));

        assertThat(world.refusal(ann, Sts.ASSUME_ROLE, assuming("app").build()))
                .isEqualTo(DENIED + "sts:AssumeRole on resource: " + roleArn("app"));
        world.userPolicy("ann", "may", allow("sts:AssumeRole", roleArn("app")));
        world.pass(java.time.Duration.ofSeconds(2));
        world.assume(ann, "app");
    }

    @Test
    void anExplicitDenyIsTold() {
        world.role("app", trusts(userArn("ann")));
        world.userPolicy("ann", "not", AccountWorld.deny("sts:*", "*"));

        assertThat(world.refusal(ann, Sts.ASSUME_ROLE, assuming("app").build()))
                .isEqualTo(DENIED + "sts:AssumeRole on resource: " + roleArn("app")
                        + " with an explicit deny in an identity-based policy");
    }

    /// A role that does not exist looks like one that does not trust.
    @Test
    void aRoleThatDoesNotExistLooksLikeOneThatDoesNotTrust() {
        world.role("other", trusts(userArn("ann"), "{'StringEquals':{'sts:ExternalId':'x'}}", "sts:AssumeRole"));
        assertThat(world.refusal(ann, Sts.ASSUME_ROLE, assuming("other").build())
                        .replace("other", "none"))
                .isEqualTo(world.refusal(ann, Sts.ASSUME_ROLE, assuming("none").build()));
    }

    @Test
    void theExternalIdMustBeTheOneAgreedOn() {
        world.role("app", trusts(userArn("ann"), "{'StringEquals':{'sts:ExternalId':'agreed'}}", "sts:AssumeRole"));

        assertThat(world.refusal(
                        ann,
                        Sts.ASSUME_ROLE,
                        assuming("app").externalId("other").build()))
                .startsWith(DENIED + "sts:AssumeRole");
        world.call(ann, Sts.ASSUME_ROLE, assuming("app").externalId("agreed").build());
    }

    @Test
    void rootBecomesNoRole() {
        world.role("app", trusts(ACCOUNT));
        assertThat(world.refusal(ROOT, Sts.ASSUME_ROLE, assuming("app").build()))
                .isEqualTo("AccessDenied: Roles may not be assumed by root accounts.");
    }

    static Stream<Arguments> refusals() {
        String cut = "{'Version':'2012-10-17'".replace('\'', '"');
        String noActions = "{'Version':'2012-10-17','Statement':{'Effect':'Allow','Resource':'*'}}".replace('\'', '"');
        return Stream.of(
                Arguments.of(
                        assuming("app").durationSeconds(3601),
                        "ValidationError: The requested DurationSeconds exceeds the MaxSessionDuration set for this"
                                + " role."),
                Arguments.of(
                        assuming("app").roleArn("arn:aws:iam::123456789012:user/ann"),
                        "ValidationError: Request ARN is invalid"),
                Arguments.of(
                        assuming("app")
                                .serialNumber("arn:aws:iam::123456789012:mfa/ann")
                                .tokenCode("123456"),
                        "AccessDenied: MultiFactorAuthentication failed with invalid MFA one time pass code."),
                Arguments.of(assuming("app").policy(cut), "MalformedPolicyDocument: "),
                Arguments.of(
                        assuming("app").policy(noActions),
                        "MalformedPolicyDocument: Policy statement must contain actions."),
                Arguments.of(
                        assuming("app")
                                .policy(AccountWorld.document(allow("s3:*", "arn:aws:s3:::" + "b".repeat(1900)))
                                        + " ".repeat(200)),
                        "PackedPolicyTooLarge: Packed policy consumes "),
                Arguments.of(assuming("app").tags(List.of(tag("aws:x", "1"))), "ValidationError: Tag keys that begin"),
                Arguments.of(
                        assuming("app").tags(List.of(tag("dept", "1"), tag("Dept", "2"))),
                        "ValidationError: Duplicate tag keys found."),
                Arguments.of(
                        assuming("app").tags(List.of(tag("dept", "1"))).transitiveTagKeys(List.of("team")),
                        "ValidationError: The transitive tag key team"),
                Arguments.of(
                        assuming("app").tags(List.of(tag("dept", "1"))),
                        DENIED + "sts:TagSession on resource: " + roleArn("app")),
                Arguments.of(
                        assuming("app").sourceIdentity("ann"),
                        DENIED + "sts:SetSourceIdentity on resource: " + roleArn("app")));
    }

    @ParameterizedTest
    @MethodSource
    void refusals(AssumeRoleRequest.Builder request, String refusal) {
        world.role("app", trusts(userArn("ann")));
        assertThat(world.refusal(ann, Sts.ASSUME_ROLE, request.build())).startsWith(refusal);
    }

    @Test
    void thePackedSizeCountsPoliciesAndTags() {
        world.role("app", trusts(userArn("ann"), "{}", "sts:AssumeRole", "sts:TagSession"));
        AssumeRoleResponse answer = world.call(
                ann,
                Sts.ASSUME_ROLE,
                assuming("app")
                        .policyArns(List.of(PolicyDescriptorType.builder()
                                .arn("arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess")
                                .build()))
                        .tags(List.of(tag("dept", "sales")))
                        .build());
        // 46 characters of the ARN and 9 of the tag, of 2048
        assertThat(answer.packedPolicySize()).isEqualTo(3);
    }

    @Test
    void theTokenIsAtLeastAsLongAsAsked() {
        world.role("app", trusts(userArn("ann")));
        for (int least : List.of(0, 1, 2047, 2048, 4095, 4096)) {
            AssumeRoleResponse answer = world.call(
                    ann,
                    Sts.ASSUME_ROLE,
                    assuming("app").minimumSessionTokenSize(least).build());
            assertThat(answer.credentials().sessionToken()).hasSizeGreaterThanOrEqualTo(least);
            assertThat(answer.sessionTokenSize())
                    .isEqualTo(answer.credentials().sessionToken().length())
                    .isLessThan(Math.max(least, 600) + 4);
            assertThat(answer.sessionTokenUtilization()).isBetween(1, 26);
            assertThat(world.call(
                                    Key.of(answer.credentials()),
                                    Sts.GET_CALLER_IDENTITY,
                                    GetCallerIdentityRequest.builder().build())
                            .arn())
                    .isEqualTo(answer.assumedRoleUser().arn());
        }
    }

    /// Else a chain of roles could carry ever more of them along.
    @Test
    void tagsThatGoOnTakeRoomInEverySession() {
        String[] both = {"sts:AssumeRole", "sts:TagSession"};
        world.role("first", trusts(userArn("ann"), "{}", both));
        world.role("second", trusts(roleArn("first"), "{}", both));
        List<Tag> many = java.util.stream.IntStream.range(0, 5)
                .mapToObj(number -> tag("k" + number, "v".repeat(250)))
                .toList();
        Key first = Key.of(world.call(
                        ann,
                        Sts.ASSUME_ROLE,
                        assuming("first")
                                .tags(many)
                                .transitiveTagKeys(List.of("k0", "k1", "k2", "k3", "k4"))
                                .build())
                .credentials());
        AssumeRoleResponse second =
                world.call(first, Sts.ASSUME_ROLE, assuming("second").build());
        assertThat(second.packedPolicySize()).isEqualTo(62);
        List<Tag> more = java.util.stream.IntStream.range(0, 4)
                .mapToObj(number -> tag("m" + number, "v".repeat(250)))
                .toList();
        assertThat(world.refusal(
                        first, Sts.ASSUME_ROLE, assuming("second").tags(more).build()))
                .isEqualTo("PackedPolicyTooLarge: Packed policy consumes 111% of allotted space, please use smaller"
                        + " policy.");
    }

    @Test
    void chainedSessionsLastAnHourAtMost() {
        world.role("first", trusts(userArn("ann")));
        world.role("second", trusts(roleArn("first")));
        Key first = world.assume(ann, "first");

        assertThat(world.refusal(
                        first,
                        Sts.ASSUME_ROLE,
                        assuming("second").durationSeconds(3601).build()))
                .isEqualTo("ValidationError: The requested DurationSeconds exceeds the 1 hour session limit for roles"
                        + " assumed by role chaining.");
        world.assume(first, "second");
    }

    @Test
    void transitiveTagsGoOnAndCannotBeOverridden() {
        String[] both = {"sts:AssumeRole", "sts:TagSession"};
        world.role("first", trusts(userArn("ann"), "{}", both));
        world.role("second", trusts(roleArn("first"), "{'StringEquals':{'aws:PrincipalTag/dept':'sales'}}", both));
        world.role("untagged", trusts(roleArn("first")));
        Key first = Key.of(world.call(
                        ann,
                        Sts.ASSUME_ROLE,
                        assuming("first")
                                .tags(List.of(tag("dept", "sales"), tag("team", "red")))
                                .transitiveTagKeys(List.of("dept"))
                                .build())
                .credentials());

        world.rolePolicy(
                "second",
                "by-tag",
                "{'Effect':'Allow','Action':'iam:ListUsers','Resource':'*','Condition':{'StringEquals':"
                        + "{'aws:PrincipalTag/dept':'sales'},'Null':{'aws:PrincipalTag/team':'true'}}}");
        Key second = world.assume(first, "second");
        world.call(
                second,
                dev.gatehouse.model.iam.Iam.LIST_USERS,
                dev.gatehouse.model.iam.ListUsersRequest.builder().build());
        assertThat(world.refusal(
                        first,
                        Sts.ASSUME_ROLE,
                        assuming("second").tags(List.of(tag("DEPT", "other"))).build()))
                .startsWith("ValidationError: The tag DEPT is transitive");
        assertThat(world.refusal(first, Sts.ASSUME_ROLE, assuming("untagged").build()))
                .contains("is not authorized to perform: sts:TagSession on resource: " + roleArn("untagged"));
    }

    @Test
    void aSourceIdentityStays() {
        String[] both = {"sts:AssumeRole", "sts:SetSourceIdentity"};
        world.role("first", trusts(userArn("ann"), "{'StringLike':{'sts:SourceIdentity':'ann*'}}", both));
        world.role("second", trusts(roleArn("first"), "{}", both));
        Key first = Key.of(world.call(
                        ann,
                        Sts.ASSUME_ROLE,
                        assuming("first").sourceIdentity("ann-1").build())
                .credentials());

        assertThat(world.call(first, Sts.ASSUME_ROLE, assuming("second").build())
                        .sourceIdentity())
                .isEqualTo("ann-1");
        assertThat(world.refusal(
                        first,
                        Sts.ASSUME_ROLE,
                        assuming("second").sourceIdentity("bob").build()))
                .contains("is not authorized to perform: sts:SetSourceIdentity");
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}
