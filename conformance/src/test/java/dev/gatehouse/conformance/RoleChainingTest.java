package dev.gatehouse.conformance;

import static dev.gatehouse.conformance.TestAccount.allow;
import static dev.gatehouse.conformance.TestAccount.trusts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.conformance.TestAccount.TestRole;
import dev.gatehouse.conformance.TestAccount.TestUser;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;

/// A role's session becomes another role: what goes on and what does not.
class RoleChainingTest {
    private static final TestAccount ACCOUNT = TestAccount.SHARED;
    private static final String[] ALL = {"sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"};

    private static TestUser ann;
    private static TestRole first;

    @BeforeAll
    static void create() {
        ann = ACCOUNT.user();
        first = ACCOUNT.role(trusts(ann.arn(), "{}", ALL));
    }

    private static AssumeRoleResponse assume(
            Caller caller, TestRole role, Consumer<AssumeRoleRequest.Builder> settings) {
        AssumeRoleRequest.Builder request =
                AssumeRoleRequest.builder().roleArn(role.arn()).roleSessionName("next");
        settings.accept(request);
        return caller.sts().assumeRole(request.build());
    }

    private static Caller becoming(Caller caller, TestRole role, Consumer<AssumeRoleRequest.Builder> settings) {
        return Caller.of(ACCOUNT.server(), assume(caller, role, settings).credentials());
    }

    @Test
    void trustInARoleIsTrustInItsSessions() {
        TestRole second = ACCOUNT.role(trusts(first.arn()));
        Caller session = first.assumedBy(ann.caller());
        assertThat(second.assumedBy(session).arn()).isEqualTo(second.session("app"));
        Refusal.refused(
                "AccessDenied",
                "User: " + ann.arn() + " is not authorized to perform: sts:AssumeRole on resource: " + second.arn(),
                () -> second.assumedBy(ann.caller()));
    }

    @Test
    void trustInOneSessionIsNoTrustInAnother() {
        TestRole second = ACCOUNT.role(trusts(first.session("app")));
        assertThat(second.assumedBy(first.assumedBy(ann.caller())).arn()).isEqualTo(second.session("app"));
        Caller other = becoming(ann.caller(), first, request -> {});
        Refusal.refused(
                "AccessDenied",
                "User: " + first.session("next") + " is not authorized to perform: sts:AssumeRole on resource: "
                        + second.arn(),
                () -> second.assumedBy(other));
    }

    @Test
    void anHourIsTheMost() {
        TestRole second = ACCOUNT.role(trusts(first.arn()));
        ACCOUNT.iam().updateRole(request -> request.roleName(second.name()).maxSessionDuration(43_200));
        Caller session = first.assumedBy(ann.caller());
        Refusal.refused(
                "ValidationError",
                "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.",
                () -> assume(session, second, request -> request.durationSeconds(3_601)));
        assume(session, second, request -> request.durationSeconds(3_600));
    }

    /// A user's session of GetSessionToken is the user: nothing is chained.
    @Test
    void aUsersSessionMayTakeLonger() {
        TestRole role = ACCOUNT.role(trusts(ann.arn()));
        ACCOUNT.iam().updateRole(request -> request.roleName(role.name()).maxSessionDuration(43_200));
        Caller session =
                Caller.of(ACCOUNT.server(), ann.caller().sts().getSessionToken().credentials());
        assume(session, role, request -> request.durationSeconds(43_200));
    }

    @Test
    void transitiveTagsGoOnAndOthersDoNot() {
        TestRole second = ACCOUNT.role(trusts(first.arn(), "{'StringEquals':{'aws:PrincipalTag/dept':'sales'}}", ALL))
                .may(allow(
                        "iam:ListUsers",
                        "*",
                        "{'StringEquals':{'aws:PrincipalTag/dept':'sales'},'Null':{'aws:PrincipalTag/team':'true'}}"));
        Consumer<AssumeRoleRequest.Builder> tagged = request -> request.tags(
                        tag -> tag.key("dept").value("sales"),
                        tag -> tag.key("team").value("red"))
                .transitiveTagKeys("dept");
        Caller session = becoming(ann.caller(), first, tagged);
        Caller next = second.assumedBy(session);
        assertThat(next.iam().listUsers(request -> request.maxItems(1)).users()).hasSize(1);

        Refusal.refused(
                "ValidationError",
                "The tag DEPT is transitive in the caller's session and cannot be set.",
                () -> assume(
                        session,
                        second,
                        request -> request.tags(tag -> tag.key("DEPT").value("other"))));
        Caller untagged = first.assumedBy(ann.caller());
        Refusal.refused(
                "AccessDenied",
                "User: " + first.session("app") + " is not authorized to perform: sts:AssumeRole on resource: "
                        + second.arn(),
                () -> second.assumedBy(untagged));
    }

    @Test
    void tagsThatGoOnNeedTrustAgain() {
        TestRole second = ACCOUNT.role(trusts(first.arn()));
        Caller session = becoming(
                ann.caller(),
                first,
                request -> request.tags(tag -> tag.key("dept").value("sales")).transitiveTagKeys("dept"));
        Refusal.refused(
                "AccessDenied",
                "User: " + first.session("next") + " is not authorized to perform: sts:TagSession on resource: "
                        + second.arn(),
                () -> second.assumedBy(session));
    }

    @Test
    void aSourceIdentityStays() {
        TestRole second = ACCOUNT.role(trusts(first.arn(), "{}", ALL))
                .may(allow("iam:ListUsers", "*", "{'StringEquals':{'aws:SourceIdentity':'ann-1'}}"));
        Caller session = becoming(ann.caller(), first, request -> request.sourceIdentity("ann-1"));
        for (String asked : List.of("", "ann-1")) {
            AssumeRoleResponse answer =
                    assume(session, second, request -> request.sourceIdentity(asked.isEmpty() ? null : asked));
            assertThat(answer.sourceIdentity()).isEqualTo("ann-1");
            Caller.of(ACCOUNT.server(), answer.credentials()).iam().listUsers(request -> request.maxItems(1));
        }
        Refusal.refused(
                "AccessDenied",
                "User: " + first.session("next") + " is not authorized to perform: sts:SetSourceIdentity on resource: "
                        + second.arn(),
                () -> assume(session, second, request -> request.sourceIdentity("bob")));
    }

    /// A session policy limits the session it was given for, and so whether that one may become another role.
    @Test
    void aSessionPolicyLimitsWhatASessionMayBecome() {
        TestRole open = ACCOUNT.role(trusts(TestAccount.ID));
        TestRole able = ACCOUNT.role(trusts(ann.arn())).may(allow("sts:AssumeRole", "*"));
        Caller limited =
                becoming(ann.caller(), able, request -> request.policy(TestAccount.document(allow("s3:*", "*"))));
        Refusal.refused(
                "AccessDenied",
                "User: " + able.session("next") + " is not authorized to perform: sts:AssumeRole on resource: "
                        + open.arn(),
                () -> open.assumedBy(limited));
        assertThat(open.assumedBy(able.assumedBy(ann.caller())).arn()).isEqualTo(open.session("app"));
    }
}
