package dev.gatehouse.conformance;

import static dev.gatehouse.conformance.TestAccount.allow;
import static dev.gatehouse.conformance.TestAccount.document;
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
import software.amazon.awssdk.services.sts.model.GetFederationTokenRequest;
import software.amazon.awssdk.services.sts.model.GetFederationTokenResponse;

/// GetFederationToken: somebody whom a user vouches for, and may what user and session policy both allow.
class GetFederationTokenTest {
    private static final TestAccount ACCOUNT = TestAccount.SHARED;
    private static final String THEO = "arn:aws:sts::000000000000:federated-user/theo";
    private static TestUser ann;

    @BeforeAll
    static void create() {
        ann = ACCOUNT.user(
                allow("sts:GetFederationToken", "*"), allow("cognito-idp:ListUserPools", "*"), allow("iam:*", "*"));
    }

    private static GetFederationTokenResponse federate(
            Caller caller, Consumer<GetFederationTokenRequest.Builder> settings) {
        GetFederationTokenRequest.Builder request =
                GetFederationTokenRequest.builder().name("theo");
        settings.accept(request);
        return caller.sts().getFederationToken(request.build());
    }

    private static Caller theo(Caller caller, Consumer<GetFederationTokenRequest.Builder> settings) {
        return Caller.of(ACCOUNT.server(), federate(caller, settings).credentials());
    }

    private static void listUserPools(Caller caller) {
        caller.userPools().listUserPools(request -> request.maxResults(1));
    }

    private static void listIdentityPools(Caller caller) {
        caller.identityPools().listIdentityPools(request -> request.maxResults(1));
    }

    private static Duration life(GetFederationTokenResponse answer) {
        Duration left = Duration.between(Instant.now(), answer.credentials().expiration());
        return Duration.ofMinutes(left.plusSeconds(30).toMinutes());
    }

    @Test
    void theAnswerSaysWhoThatIs() {
        GetFederationTokenResponse answer = federate(ann.caller(), request -> {});
        assertThat(answer.federatedUser().arn()).isEqualTo(THEO);
        assertThat(answer.federatedUser().federatedUserId()).isEqualTo("000000000000:theo");
        assertThat(answer.packedPolicySize()).isNull();
        assertThat(life(answer)).isEqualTo(Duration.ofHours(12));
        assertThat(life(federate(ann.caller(), request -> request.durationSeconds(900))))
                .isEqualTo(Duration.ofMinutes(15));
        assertThat(federate(ann.caller(), request -> request.policy(document(allow("*", "*"))))
                        .packedPolicySize())
                .isPositive();
    }

    @Test
    void userAndSessionPolicyMustBothAllow() {
        Caller both = theo(ann.caller(), request -> request.policy(document(allow("*", "*"))));
        listUserPools(both);
        Refusal.refused(
                "AccessDeniedException",
                "User: " + THEO + " is not authorized to perform: cognito-identity:ListIdentityPools because no"
                        + " identity-based policy allows the cognito-identity:ListIdentityPools action",
                () -> listIdentityPools(both));
        Caller little = theo(ann.caller(), request -> request.policy(document(allow("s3:*", "*"))));
        Refusal.refused(
                "AccessDeniedException",
                "User: " + THEO + " is not authorized to perform: cognito-idp:ListUserPools because no session policy"
                        + " allows the cognito-idp:ListUserPools action",
                () -> listUserPools(little));
    }

    @Test
    void policiesByArnCountToo() {
        String pools = ACCOUNT.policy(allow("cognito-idp:ListUserPools", "*"));
        listUserPools(theo(ann.caller(), request -> request.policyArns(policy -> policy.arn(pools))));
    }

    @Test
    void withoutASessionPolicyThereAreNoPermissions() {
        Refusal.refused(
                "AccessDeniedException",
                "User: " + THEO + " is not authorized to perform: cognito-idp:ListUserPools because no session policy"
                        + " allows the cognito-idp:ListUserPools action",
                () -> listUserPools(theo(ann.caller(), request -> {})));
    }

    /// Session policies alone limit whom the account's own key vouches for.
    @Test
    void whomRootVouchesFor() {
        Caller root = Caller.root(ACCOUNT.server());
        GetFederationTokenResponse answer =
                federate(root, request -> request.durationSeconds(7_200).policy(document(allow("cognito-idp:*", "*"))));
        assertThat(life(answer)).isEqualTo(Duration.ofHours(1));
        Caller theo = Caller.of(ACCOUNT.server(), answer.credentials());
        listUserPools(theo);
        Refusal.refused(
                "AccessDeniedException",
                "User: " + THEO + " is not authorized to perform: cognito-identity:ListIdentityPools because no"
                        + " session policy allows the cognito-identity:ListIdentityPools action",
                () -> listIdentityPools(theo));
    }

    @Test
    void tagsNeedPermissionOfTheirOwnAndAreSeen() {
        Consumer<GetFederationTokenRequest.Builder> tagged =
                request -> request.tags(tag -> tag.key("team").value("red")).policy(document(allow("*", "*")));
        Refusal.refused(
                "AccessDenied",
                "User: " + ann.arn() + " is not authorized to perform: sts:TagSession on resource: " + THEO
                        + " because no identity-based policy allows the sts:TagSession action",
                () -> federate(ann.caller(), tagged));
        TestUser tagging = ACCOUNT.user(
                allow("sts:GetFederationToken", THEO),
                allow("sts:TagSession", THEO, "{'StringEquals':{'aws:RequestTag/team':'red'}}"),
                allow("cognito-idp:ListUserPools", "*", "{'StringEquals':{'aws:PrincipalTag/team':'red'}}"));
        listUserPools(theo(tagging.caller(), tagged));
        Refusal.refused(
                "AccessDenied",
                () -> federate(
                        tagging.caller(),
                        request -> request.tags(tag -> tag.key("team").value("blue"))));
    }

    @TestFactory
    Stream<DynamicTest> whatSuchASessionMayNot() {
        Caller theo = theo(ann.caller(), request -> request.policy(document(allow("*", "*"))));
        TestRole role = ACCOUNT.role(trusts(TestAccount.ID));
        String who = "User: " + THEO + " is not authorized to perform: ";
        return Refusal.tests(
                Refusal.of(
                        "IAM",
                        "AccessDenied",
                        who + "iam:ListUsers",
                        () -> theo.iam().listUsers()),
                Refusal.of(
                        "become a role",
                        "AccessDenied",
                        who + "sts:AssumeRole on resource: " + role.arn(),
                        () -> role.assumedBy(theo)),
                Refusal.of(
                        "vouch for another",
                        "AccessDenied",
                        "Cannot call GetFederationToken with session credentials",
                        () -> federate(theo, request -> {})),
                Refusal.of(
                        "another session",
                        "AccessDenied",
                        "Cannot call GetSessionToken with session credentials",
                        () -> theo.sts().getSessionToken()),
                Refusal.of(
                        "whose a key is",
                        "AccessDenied",
                        who + "sts:GetAccessKeyInfo",
                        () -> theo.sts().getAccessKeyInfo(request -> request.accessKeyId("AKIAIOSFODNN7EXAMPLE"))));
    }

    @TestFactory
    Stream<DynamicTest> refusals() {
        TestUser nobody = ACCOUNT.user();
        TestUser onlyTheo = ACCOUNT.user(allow("sts:GetFederationToken", THEO));
        return Refusal.tests(
                Refusal.of(
                        "no permission",
                        "AccessDenied",
                        "User: " + nobody.arn() + " is not authorized to perform: sts:GetFederationToken on resource: "
                                + THEO + " because no identity-based policy allows the sts:GetFederationToken action",
                        () -> federate(nobody.caller(), request -> {})),
                Refusal.of(
                        "another name",
                        "AccessDenied",
                        "User: " + onlyTheo.arn() + " is not authorized to perform: sts:GetFederationToken on resource:"
                                + " " + THEO.replace("theo", "otto") + " because no identity-based policy allows the"
                                + " sts:GetFederationToken action",
                        () -> federate(onlyTheo.caller(), request -> request.name("otto"))),
                Refusal.of(
                        "one letter",
                        "ValidationError",
                        "1 validation error detected: Value 't' at 'name' failed to satisfy constraint: Member must"
                                + " have length greater than or equal to 2",
                        () -> federate(ann.caller(), request -> request.name("t"))),
                Refusal.of(
                        "thirty-three letters",
                        "ValidationError",
                        "1 validation error detected: Value '" + "t".repeat(33) + "' at 'name' failed to satisfy"
                                + " constraint: Member must have length less than or equal to 32",
                        () -> federate(ann.caller(), request -> request.name("t".repeat(33)))),
                Refusal.of(
                        "a policy that is none",
                        "MalformedPolicyDocument",
                        () -> federate(ann.caller(), request -> request.policy("{}"))),
                Refusal.of(
                        "a long policy",
                        "ValidationError",
                        () -> federate(ann.caller(), request -> request.policy(" ".repeat(2_049)))),
                Refusal.of(
                        "a reserved tag",
                        "ValidationError",
                        "Tag keys that begin with aws: are reserved.",
                        () -> federate(
                                ann.caller(),
                                request -> request.tags(tag -> tag.key("aws:a").value("b")))),
                Refusal.of(
                        "a minute",
                        "ValidationError",
                        "1 validation error detected: Value '60' at 'durationSeconds' failed to satisfy constraint:"
                                + " Member must have value greater than or equal to 900",
                        () -> federate(ann.caller(), request -> request.durationSeconds(60))));
    }
}
