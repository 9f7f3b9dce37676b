package dev.gatehouse.conformance;

import static dev.gatehouse.conformance.TestAccount.allow;
import static dev.gatehouse.conformance.TestAccount.deny;
import static dev.gatehouse.conformance.TestAccount.document;
import static dev.gatehouse.conformance.TestAccount.trusts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.conformance.TestAccount.TestRole;
import dev.gatehouse.conformance.TestAccount.TestUser;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.PolicyDescriptorType;

/// Session policies: passed as documents and by ARN, packed, too large, malformed.
class SessionPoliciesTest {
    private static final TestAccount ACCOUNT = TestAccount.SHARED;
    private static final String NOT_ALLOWED = " because no session policy allows the iam:ListRoles action";

    private static TestUser ann;
    private static TestRole role;

    @BeforeAll
    static void create() {
        ann = ACCOUNT.user();
        role = ACCOUNT.role(trusts(ann.arn(), "{}", "sts:AssumeRole", "sts:TagSession"))
                .may(allow("iam:List*", "*"), allow("cognito-idp:*", "*"));
    }

    private static AssumeRoleResponse assume(Consumer<AssumeRoleRequest.Builder> settings) {
        AssumeRoleRequest.Builder request =
                AssumeRoleRequest.builder().roleArn(role.arn()).roleSessionName("app");
        settings.accept(request);
        return ann.caller().sts().assumeRole(request.build());
    }

    private static Caller session(Consumer<AssumeRoleRequest.Builder> settings) {
        return Caller.of(ACCOUNT.server(), assume(settings).credentials());
    }

    private static PolicyDescriptorType policy(String arn) {
        return PolicyDescriptorType.builder().arn(arn).build();
    }

    private static void assertMayListUsers(Caller session) {
        assertThat(session.iam().listUsers(request -> request.maxItems(1)).users())
                .hasSize(1);
    }

    private static void assertMayNotListRoles(Caller session, String tail) {
        Refusal.refused(
                "AccessDenied",
                "User: " + role.session("app") + " is not authorized to perform: iam:ListRoles" + tail,
                () -> session.iam().listRoles());
    }

    @Test
    void aDocumentLimitsTheSession() {
        Caller session = session(request -> request.policy(document(allow("iam:ListUsers", "*"))));
        assertMayListUsers(session);
        assertMayNotListRoles(session, NOT_ALLOWED);
    }

    @Test
    void whatTheRoleMayNotASessionPolicyDoesNotGrant() {
        Caller session = session(request -> request.policy(document(allow("*", "*"))));
        assertMayListUsers(session);
        Refusal.refused(
                "AccessDenied",
                "User: " + role.session("app") + " is not authorized to perform: iam:CreateUser on resource:"
                        + " arn:aws:iam::000000000000:user/theo because no identity-based policy allows the"
                        + " iam:CreateUser action",
                () -> session.iam().createUser(request -> request.userName("theo")));
    }

    @Test
    void aDenyInADocumentIsTold() {
        Caller session = session(request -> request.policy(document(allow("*", "*"), deny("iam:ListRoles", "*"))));
        assertMayListUsers(session);
        assertMayNotListRoles(session, " with an explicit deny in a session policy");
    }

    @Test
    void policiesAndDocumentTogetherAllowWhatOneOfThemAllows() {
        String users = ACCOUNT.policy(allow("iam:ListUsers", "*"));
        Caller byArn = session(request -> request.policyArns(policy(users)));
        assertMayListUsers(byArn);
        assertMayNotListRoles(byArn, NOT_ALLOWED);

        Caller both =
                session(request -> request.policyArns(policy(users)).policy(document(allow("iam:ListRoles", "*"))));
        assertMayListUsers(both);
        assertThat(both.iam().listRoles(request -> request.maxItems(1)).roles()).hasSize(1);

        Caller byAws = session(request -> request.policyArns(policy("arn:aws:iam::aws:policy/IAMReadOnlyAccess")));
        assertMayListUsers(byAws);
    }

    @Test
    void aPolicyThatIsNotThereLeavesNothing() {
        Caller session =
                session(request -> request.policyArns(policy("arn:aws:iam::000000000000:policy/no-such-policy")));
        assertMayNotListRoles(session, " with an explicit deny in a session policy");
    }

    /// Of 2,048 characters, rounded up: here 46 of the ARN, 9 of the tag and those of the document.
    @Test
    void thePackedSizeCountsPoliciesAndTags() {
        PolicyDescriptorType readOnly = policy("arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess");
        assertThat(assume(request -> request.policyArns(readOnly)
                                .tags(tag -> tag.key("dept").value("sales")))
                        .packedPolicySize())
                .isEqualTo(3);
        String half = document(allow("s3:*", "*"));
        assertThat(assume(request -> request.policy(half + " ".repeat(1024 - half.length())))
                        .packedPolicySize())
                .isEqualTo(50);
        assertThat(assume(request -> request.policy(half + " ".repeat(2048 - half.length())))
                        .packedPolicySize())
                .isEqualTo(100);
    }

    private static Refusal tooLarge(String name, int percent, Consumer<AssumeRoleRequest.Builder> settings) {
        return Refusal.of(
                name,
                "PackedPolicyTooLarge",
                "Packed policy consumes " + percent + "% of allotted space, please use smaller policy.",
                () -> assume(settings));
    }

    private static Refusal malformed(String name, String text, String document) {
        return Refusal.of(
                name,
                "MalformedPolicyDocument",
                text,
                () -> assume(request -> request.policy(document.replace('\'', '"'))));
    }

    @TestFactory
    Stream<DynamicTest> refusals() {
        String small = document(allow("s3:*", "*"));
        String full = small + " ".repeat(2048 - small.length());
        List<PolicyDescriptorType> eleven = IntStream.range(0, 11)
                .mapToObj(number -> policy("arn:aws:iam::aws:policy/P" + number))
                .toList();
        return Refusal.tests(
                tooLarge("one character more", 101, request -> request.policy(full + " ")),
                tooLarge(
                        "a tag beside",
                        101,
                        request -> request.policy(full).tags(tag -> tag.key("k").value(""))),
                Refusal.of(
                        "eleven policies",
                        "ValidationError",
                        "At most 10 policy ARNs may be passed.",
                        () -> assume(request -> request.policyArns(eleven))),
                malformed(
                        "not JSON",
                        "Syntax errors in policy. (line 1, column 24: ends too early)",
                        "{'Version':'2012-10-17'"),
                malformed(
                        "no actions",
                        "Policy statement must contain actions. (Statement[0])",
                        "{'Version':'2012-10-17','Statement':[{'Effect':'Allow','Resource':'*'}]}"),
                Refusal.of(
                        "a principal",
                        "MalformedPolicyDocument",
                        () -> assume(request -> request.policy(document(trusts("*"))))),
                Refusal.of("no characters", "ValidationError", () -> assume(request -> request.policy(""))));
    }
}
