package dev.gatehouse.conformance;

import static dev.gatehouse.conformance.TestAccount.allow;
import static dev.gatehouse.conformance.TestAccount.deny;
import static dev.gatehouse.conformance.TestAccount.trusts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.conformance.TestAccount.TestRole;
import dev.gatehouse.conformance.TestAccount.TestUser;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;

/// AssumeRole: who is trusted, on what conditions, for how long. Session policies: {@link SessionPoliciesTest}; one
/// role after another: {@link RoleChainingTest}.
class AssumeRoleTest {
    private static final TestAccount ACCOUNT = TestAccount.SHARED;
    private static final String ARN = "arn:aws:iam::" + TestAccount.ID + ":";
    private static TestUser ann;

    @BeforeAll
    static void create() {
        ann = ACCOUNT.user();
    }

    private static AssumeRoleResponse assume(
            Caller caller, TestRole role, Consumer<AssumeRoleRequest.Builder> settings) {
        AssumeRoleRequest.Builder request =
                AssumeRoleRequest.builder().roleArn(role.arn()).roleSessionName("app");
        settings.accept(request);
        return caller.sts().assumeRole(request.build());
    }

    private static String denied(TestUser user, String action, TestRole role) {
        return "User: " + user.arn() + " is not authorized to perform: " + action + " on resource: " + role.arn();
    }

    private static void assertDenied(TestUser user, TestRole role, Consumer<AssumeRoleRequest.Builder> settings) {
        Refusal.refused(
                "AccessDenied", denied(user, "sts:AssumeRole", role), () -> assume(user.caller(), role, settings));
    }

    @Test
    void aTrustedUserBecomesTheRole() {
        TestRole role = ACCOUNT.role(trusts(ann.arn()));
        Instant before = Instant.now().minusSeconds(1);
        AssumeRoleResponse answer = assume(ann.caller(), role, request -> {});
        assertThat(answer.assumedRoleUser().arn()).isEqualTo(role.session("app"));
        assertThat(answer.assumedRoleUser().assumedRoleId()).isEqualTo(role.id() + ":app");
        assertThat(answer.credentials().accessKeyId()).matches("ASIA[A-Z0-9]{16}");
        assertThat(answer.credentials().secretAccessKey()).matches("[A-Za-z0-9+/]{40}");
        assertThat(answer.credentials().expiration())
                .isBetween(before.plus(Duration.ofHours(1)), Instant.now().plus(Duration.ofHours(1)));
        assertThat(answer.packedPolicySize()).isNull();
        assertThat(answer.sourceIdentity()).isNull();
        assertThat(Caller.of(ACCOUNT.server(), answer.credentials()).arn()).isEqualTo(role.session("app"));
    }

    /// A role that trusts the account leaves it to the account's policies who may become it.
    @Test
    void trustInTheAccountNeedsTheUsersPolicyToo() {
        for (String principal : new String[] {TestAccount.ID, ARN + "root"}) {
            TestRole role = ACCOUNT.role(trusts(principal));
            assertDenied(ann, role, request -> {});
            assertDenied(ACCOUNT.user(allow("sts:AssumeRole", role.arn() + "x")), role, request -> {});
            TestUser allowed = ACCOUNT.user(allow("sts:AssumeRole", role.arn()));
            assertThat(role.assumedBy(allowed.caller()).arn()).isEqualTo(role.session("app"));
        }
    }

    @Test
    void trustInOneUserIsNoTrustInAnother() {
        TestRole role = ACCOUNT.role(trusts(ann.arn()));
        assertDenied(ACCOUNT.user(allow("*", "*")), role, request -> {});
        TestRole nobodys = ACCOUNT.role(trusts("arn:aws:iam::111122223333:root"));
        assertDenied(ACCOUNT.user(allow("*", "*")), nobodys, request -> {});
    }

    @Test
    void anyoneIsTrustedWhoMeetsTheCondition() {
        TestRole role = ACCOUNT.role(trusts("*", "{'StringEquals':{'aws:PrincipalArn':'" + ann.arn() + "'}}", "sts:*"));
        assertThat(role.assumedBy(ann.caller()).arn()).isEqualTo(role.session("app"));
        assertDenied(ACCOUNT.user(), role, request -> {});
    }

    @Test
    void aDenyIsTold() {
        TestUser user = ACCOUNT.user(deny("sts:Assume*", "*"));
        TestRole role = ACCOUNT.role(trusts(user.arn()));
        Refusal.refused(
                "AccessDenied",
                denied(user, "sts:AssumeRole", role) + " with an explicit deny in an identity-based policy",
                () -> role.assumedBy(user.caller()));
        TestRole refusing = ACCOUNT.role(
                trusts(ann.arn()),
                "{'Effect':'Deny','Principal':{'AWS':'" + ann.arn() + "'},'Action':'sts:AssumeRole'}");
        Refusal.refused(
                "AccessDenied",
                denied(ann, "sts:AssumeRole", refusing) + " with an explicit deny in a resource-based policy",
                () -> refusing.assumedBy(ann.caller()));
    }

    /// The account's own key may do everything but this.
    @Test
    void rootBecomesNoRole() {
        TestRole role = ACCOUNT.role(trusts(TestAccount.ID));
        Refusal.refused(
                "AccessDenied",
                "Roles may not be assumed by root accounts.",
                () -> role.assumedBy(Caller.root(ACCOUNT.server())));
    }

    @Test
    void aRoleThatIsNotThereLooksLikeOneThatDoesNotTrust() {
        TestUser user = ACCOUNT.user(allow("sts:*", "*"));
        TestRole gone = new TestRole(ACCOUNT, "gone", ARN + "role/gone", "");
        assertDenied(user, gone, request -> {});
        TestRole pathless = ACCOUNT.role(trusts(user.arn()));
        assertDenied(
                user, new TestRole(ACCOUNT, pathless.name(), ARN + "role/path/" + pathless.name(), ""), request -> {});
    }

    @Test
    void theExternalIdMustBeTheOneAgreedOn() {
        TestRole role =
                ACCOUNT.role(trusts(ann.arn(), "{'StringEquals':{'sts:ExternalId':'a+b:c/d@e'}}", "sts:AssumeRole"));
        assertDenied(ann, role, request -> {});
        assertDenied(ann, role, request -> request.externalId("A+b:c/d@e"));
        assume(ann.caller(), role, request -> request.externalId("a+b:c/d@e"));
    }

    @Test
    void theSessionsNameIsAConditionKey() {
        TestRole role = ACCOUNT.role(
                trusts(ACCOUNT.user().arn()),
                trusts(ann.arn(), "{'StringLike':{'sts:RoleSessionName':'ann-*'}}", "sts:AssumeRole"));
        assertDenied(ann, role, request -> {});
        assertThat(assume(ann.caller(), role, request -> request.roleSessionName("ann-1"))
                        .assumedRoleUser()
                        .arn())
                .isEqualTo(role.session("ann-1"));
    }

    @Test
    void aSourceIdentityNeedsTrustOfItsOwn() {
        TestRole plain = ACCOUNT.role(trusts(ann.arn()));
        Refusal.refused(
                "AccessDenied",
                denied(ann, "sts:SetSourceIdentity", plain),
                () -> assume(ann.caller(), plain, request -> request.sourceIdentity("ann")));
        TestRole role = ACCOUNT.role(trusts(
                ann.arn(),
                "{'StringLikeIfExists':{'sts:SourceIdentity':'ann*'}}",
                "sts:AssumeRole",
                "sts:SetSourceIdentity"));
        assertThat(assume(ann.caller(), role, request -> request.sourceIdentity("ann-1"))
                        .sourceIdentity())
                .isEqualTo("ann-1");
        assertDenied(ann, role, request -> request.sourceIdentity("bob"));
    }

    @Test
    void tagsNeedTrustOfTheirOwn() {
        TestRole plain = ACCOUNT.role(trusts(ann.arn()));
        Refusal.refused(
                "AccessDenied",
                denied(ann, "sts:TagSession", plain),
                () -> assume(
                        ann.caller(),
                        plain,
                        request -> request.tags(tag -> tag.key("team").value("red"))));
        TestRole role = ACCOUNT.role(trusts(
                ann.arn(),
                "{'StringEquals':{'aws:RequestTag/team':['red','blue']},"
                        + "'ForAllValues:StringEquals':{'aws:TagKeys':['team']}}",
                "sts:AssumeRole",
                "sts:TagSession"));
        assume(
                ann.caller(),
                role,
                request -> request.tags(tag -> tag.key("team").value("red")));
        assertDenied(ann, role, request -> request.tags(tag -> tag.key("team").value("green")));
        assertDenied(
                ann,
                role,
                request -> request.tags(
                        tag -> tag.key("team").value("red"),
                        tag -> tag.key("more").value("x")));
    }

    @Test
    void aSessionLastsAsLongAsTheRoleAllows() {
        TestRole role = ACCOUNT.role(trusts(ann.arn()));
        ACCOUNT.iam().updateRole(request -> request.roleName(role.name()).maxSessionDuration(7_200));
        Instant before = Instant.now().minusSeconds(1);
        assertThat(assume(ann.caller(), role, request -> request.durationSeconds(7_200))
                        .credentials()
                        .expiration())
                .isBetween(before.plusSeconds(7_200), Instant.now().plusSeconds(7_200));
        assertThat(assume(ann.caller(), role, request -> request.durationSeconds(900))
                        .credentials()
                        .expiration())
                .isBetween(before.plusSeconds(900), Instant.now().plusSeconds(900));
        Refusal.refused(
                "ValidationError",
                "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
                () -> assume(ann.caller(), role, request -> request.durationSeconds(7_201)));
    }

    private static Refusal invalid(String name, String text, Consumer<AssumeRoleRequest.Builder> settings) {
        TestRole role = ACCOUNT.role(trusts(ann.arn(), "{}", "sts:*"));
        return Refusal.of(name, "ValidationError", text, () -> assume(ann.caller(), role, settings));
    }

    private static Refusal malformed(String name, String text, Consumer<AssumeRoleRequest.Builder> settings) {
        return invalid(name, "1 validation error detected: Value " + text, settings);
    }

    @TestFactory
    Stream<DynamicTest> refusals() {
        String wrongMfa = "MultiFactorAuthentication failed with invalid MFA one time pass code.";
        TestRole role = ACCOUNT.role(trusts(ann.arn()));
        return Refusal.tests(
                invalid("a user's ARN", "Request ARN is invalid", request -> request.roleArn(ann.arn())),
                invalid("no ARN", "Request ARN is invalid", request -> request.roleArn("not-an-arn-of-anything")),
                malformed(
                        "a short ARN",
                        "'role' at 'roleArn' failed to satisfy constraint: Member must have length greater than or"
                                + " equal to 20",
                        request -> request.roleArn("role")),
                malformed(
                        "a name with a space",
                        "'a b' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular"
                                + " expression pattern: [\\w+=,.@-]*",
                        request -> request.roleSessionName("a b")),
                malformed(
                        "a name of one letter",
                        "'a' at 'roleSessionName' failed to satisfy constraint: Member must have length greater than"
                                + " or equal to 2",
                        request -> request.roleSessionName("a")),
                malformed(
                        "no name",
                        "null at 'roleSessionName' failed to satisfy constraint: Member must not be null",
                        request -> request.roleSessionName(null)),
                malformed(
                        "a minute",
                        "'60' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than"
                                + " or equal to 900",
                        request -> request.durationSeconds(60)),
                malformed(
                        "a day",
                        "'86400' at 'durationSeconds' failed to satisfy constraint: Member must have value less than"
                                + " or equal to 43200",
                        request -> request.durationSeconds(86_400)),
                malformed(
                        "an external id of one letter",
                        "'x' at 'externalId' failed to satisfy constraint: Member must have length greater than or"
                                + " equal to 2",
                        request -> request.externalId("x")),
                invalid(
                        "a reserved tag",
                        "Tag keys that begin with aws: are reserved.",
                        request -> request.tags(tag -> tag.key("aws:team").value("red"))),
                invalid(
                        "a tag twice",
                        "Duplicate tag keys found. Please note that Tag keys are case insensitive.",
                        request -> request.tags(
                                tag -> tag.key("team").value("red"),
                                tag -> tag.key("Team").value("blue"))),
                invalid(
                        "a transitive key without its tag",
                        "The transitive tag key team is not among the tags.",
                        request -> request.transitiveTagKeys("team")),
                Refusal.of(
                        "a code",
                        "AccessDenied",
                        wrongMfa,
                        () -> assume(
                                ann.caller(),
                                role,
                                request -> request.serialNumber(ARN + "mfa/ann").tokenCode("123456"))));
    }
}
