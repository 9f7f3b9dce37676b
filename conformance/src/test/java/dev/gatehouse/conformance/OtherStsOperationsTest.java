package dev.gatehouse.conformance;

import static dev.gatehouse.conformance.TestAccount.allow;
import static dev.gatehouse.conformance.TestAccount.deny;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.conformance.TestAccount.TestUser;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.sts.StsClient;

/// GetAccessKeyInfo, and the operations that can only be refused here: DecodeAuthorizationMessage, GetWebIdentityToken,
/// AssumeRoot, GetDelegatedAccessToken.
class OtherStsOperationsTest {
    private static final TestAccount ACCOUNT = TestAccount.SHARED;
    private static final StsClient ROOT = Caller.root(ACCOUNT.server()).sts();

    /// Whoever has a key learns the account, whether or not the key is known.
    @Test
    void everyKeyIsOfOurAccount() {
        for (String key : new String[] {"AKIAIOSFODNN7EXAMPLE", "ASIAIOSFODNN7EXAMPLE", "A".repeat(128)}) {
            assertThat(ROOT.getAccessKeyInfo(request -> request.accessKeyId(key))
                            .account())
                    .isEqualTo(TestAccount.ID);
        }
        StsClient allowed =
                ACCOUNT.user(allow("sts:GetAccessKeyInfo", "*")).caller().sts();
        assertThat(allowed.getAccessKeyInfo(request -> request.accessKeyId("AKIAIOSFODNN7EXAMPLE"))
                        .account())
                .isEqualTo(TestAccount.ID);
    }

    @TestFactory
    Stream<DynamicTest> refusals() {
        TestUser nobody = ACCOUNT.user();
        TestUser denied = ACCOUNT.user(allow("*", "*"), deny("sts:Decode*", "*"));
        String who = "User: " + nobody.arn() + " is not authorized to perform: ";
        return Refusal.tests(
                Refusal.of(
                        "a key too short",
                        "ValidationError",
                        "1 validation error detected: Value 'AKIA' at 'accessKeyId' failed to satisfy constraint:"
                                + " Member must have length greater than or equal to 16",
                        () -> ROOT.getAccessKeyInfo(request -> request.accessKeyId("AKIA"))),
                Refusal.of(
                        "a key, without permission",
                        "AccessDenied",
                        who + "sts:GetAccessKeyInfo because no identity-based policy allows the sts:GetAccessKeyInfo"
                                + " action",
                        () -> nobody.caller()
                                .sts()
                                .getAccessKeyInfo(request -> request.accessKeyId("AKIAIOSFODNN7EXAMPLE"))),
                Refusal.of(
                        "a message",
                        "InvalidAuthorizationMessageException",
                        "The authorization message is not one of this server's.",
                        () -> ROOT.decodeAuthorizationMessage(request -> request.encodedMessage("abc"))),
                Refusal.of(
                        "a message, without permission",
                        "AccessDenied",
                        who + "sts:DecodeAuthorizationMessage because no identity-based policy allows the"
                                + " sts:DecodeAuthorizationMessage action",
                        () -> nobody.caller()
                                .sts()
                                .decodeAuthorizationMessage(request -> request.encodedMessage("abc"))),
                Refusal.of(
                        "a message, denied",
                        "AccessDenied",
                        "User: " + denied.arn() + " is not authorized to perform: sts:DecodeAuthorizationMessage with"
                                + " an explicit deny in an identity-based policy",
                        () -> denied.caller()
                                .sts()
                                .decodeAuthorizationMessage(request -> request.encodedMessage("abc"))),
                Refusal.of(
                        "a token for others",
                        "OutboundWebIdentityFederationDisabledException",
                        "Outbound web identity federation is disabled for this account.",
                        () -> ROOT.getWebIdentityToken(request ->
                                request.audience("https://shop.example").signingAlgorithm("RS256"))),
                Refusal.of(
                        "root of another account",
                        "AccessDenied",
                        "This account is not part of an organization: AssumeRoot is not possible.",
                        () -> ROOT.assumeRoot(request -> request.targetPrincipal("111122223333")
                                .taskPolicyArn(policy ->
                                        policy.arn("arn:aws:iam::aws:policy/root-task/IAMAuditRootUserCredentials")))),
                Refusal.of(
                        "a token to trade in",
                        "AccessDenied",
                        "Delegated access is not offered by this server.",
                        () -> ROOT.getDelegatedAccessToken(request -> request.tradeInToken("abc"))));
    }
}
