package dev.gatehouse.conformance;

import static dev.gatehouse.conformance.TestAccount.allow;
import static dev.gatehouse.conformance.TestAccount.deny;
import static dev.gatehouse.conformance.TestAccount.trusts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.conformance.TestAccount.TestRole;
import dev.gatehouse.conformance.TestAccount.TestUser;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/// GetSessionToken: a user's session, which may what the user may, but for IAM and most of STS.
class GetSessionTokenTest {
    private static final TestAccount ACCOUNT = TestAccount.SHARED;
    private static final String WITH_SESSION = "Cannot call GetSessionToken with session credentials";
    private static TestUser ann;

    @BeforeAll
    static void create() {
        ann = ACCOUNT.user(allow("*", "*"));
    }

    private static Credentials credentials(Caller caller, @Nullable Integer seconds) {
        return caller.sts()
                .getSessionToken(request -> request.durationSeconds(seconds))
                .credentials();
    }

    private static Caller session(Caller caller) {
        return Caller.of(ACCOUNT.server(), credentials(caller, null));
    }

    private static void assertLasts(Credentials made, Duration life) {
        Instant now = Instant.now();
        assertThat(made.expiration()).isBetween(now.plus(life).minusSeconds(10), now.plus(life));
    }

    @Test
    void itLastsHalfADayOrAsAsked() {
        assertLasts(credentials(ann.caller(), null), Duration.ofHours(12));
        assertLasts(credentials(ann.caller(), 900), Duration.ofMinutes(15));
        assertLasts(credentials(ann.caller(), 129_600), Duration.ofHours(36));
    }

    @Test
    void whatRootMakesLastsAnHour() {
        Caller root = Caller.root(ACCOUNT.server());
        assertLasts(credentials(root, null), Duration.ofHours(1));
        assertLasts(credentials(root, 43_200), Duration.ofHours(1));
        assertThat(session(root).iam().listUsers(request -> request.maxItems(1)).users())
                .hasSize(1);
    }

    /// No permission is needed, and none can be taken away.
    @Test
    void everyUserMayCallIt() {
        TestUser denied = ACCOUNT.user(deny("*", "*"));
        assertThat(session(denied.caller()).arn()).isEqualTo(denied.arn());
    }

    @Test
    void theSessionMayWhatTheUserMay() {
        TestPool pool = TestPool.create();
        Caller session = session(ann.caller());
        assertThat(session.userPools()
                        .describeUserPool(request -> request.userPoolId(pool.id()))
                        .userPool()
                        .id())
                .isEqualTo(pool.id());
        TestRole role = ACCOUNT.role(trusts(ann.arn()));
        assertThat(role.assumedBy(session).arn()).isEqualTo(role.session("app"));
    }

    @TestFactory
    Stream<DynamicTest> whatASessionMayNot() {
        Caller session = session(ann.caller());
        StsClient sts = session.sts();
        TestRole role = ACCOUNT.role(trusts(ann.arn()));
        String who = "User: " + ann.arn() + " is not authorized to perform: ";
        return Refusal.tests(
                Refusal.of(
                        "IAM",
                        "AccessDenied",
                        who + "iam:GetUser on resource: " + ann.arn(),
                        () -> session.iam().getUser()),
                Refusal.of(
                        "IAM's lists",
                        "AccessDenied",
                        who + "iam:ListUsers",
                        () -> session.iam().listUsers()),
                Refusal.of("another session", "AccessDenied", WITH_SESSION, () -> sts.getSessionToken()),
                Refusal.of(
                        "somebody else's",
                        "AccessDenied",
                        "Cannot call GetFederationToken with session credentials",
                        () -> sts.getFederationToken(request -> request.name("theo"))),
                Refusal.of(
                        "whose a key is",
                        "AccessDenied",
                        who + "sts:GetAccessKeyInfo",
                        () -> sts.getAccessKeyInfo(request -> request.accessKeyId("AKIAIOSFODNN7EXAMPLE"))),
                Refusal.of(
                        "a role's session",
                        "AccessDenied",
                        WITH_SESSION,
                        () -> role.assumedBy(ann.caller()).sts().getSessionToken()),
                Refusal.of(
                        "a session of root's session",
                        "AccessDenied",
                        WITH_SESSION,
                        () -> session(session(Caller.root(ACCOUNT.server())))));
    }

    @TestFactory
    Stream<DynamicTest> refusals() {
        return Refusal.tests(
                Refusal.of(
                        "ten minutes",
                        "ValidationError",
                        "1 validation error detected: Value '600' at 'durationSeconds' failed to satisfy constraint:"
                                + " Member must have value greater than or equal to 900",
                        () -> credentials(ann.caller(), 600)),
                Refusal.of(
                        "two days",
                        "ValidationError",
                        "1 validation error detected: Value '172800' at 'durationSeconds' failed to satisfy"
                                + " constraint: Member must have value less than or equal to 129600",
                        () -> credentials(ann.caller(), 172_800)),
                Refusal.of(
                        "a code",
                        "AccessDenied",
                        "MultiFactorAuthentication failed with invalid MFA one time pass code.",
                        () -> ann.caller()
                                .sts()
                                .getSessionToken(request -> request.serialNumber("arn:aws:iam::000000000000:mfa/ann")
                                        .tokenCode("123456"))));
    }
}
