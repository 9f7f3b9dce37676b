package dev.gatehouse.conformance;

import static dev.gatehouse.conformance.TestAccount.deny;
import static dev.gatehouse.conformance.TestAccount.trusts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.conformance.TestAccount.TestRole;
import dev.gatehouse.conformance.TestAccount.TestUser;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/// What the CLI and infrastructure tools ask first.
class GetCallerIdentityTest {
    private static final Gatehouse SERVER = Gatehouse.shared();
    private static final Caller ROOT = Caller.root(SERVER);

    private static void assertIs(Caller caller, String arn, String userId) {
        GetCallerIdentityResponse who = caller.sts().getCallerIdentity();
        assertThat(who.arn()).isEqualTo(arn);
        assertThat(who.userId()).isEqualTo(userId);
        assertThat(who.account()).isEqualTo("000000000000");
    }

    @Test
    void theRootKeyIsTheAccount() {
        assertIs(ROOT, "arn:aws:iam::000000000000:root", "000000000000");
        assertIs(
                Caller.of(SERVER, ROOT.sts().getSessionToken().credentials()),
                "arn:aws:iam::000000000000:root",
                "000000000000");
    }

    @Test
    void aUserIsThatUserAlsoInASession() {
        TestUser user = TestAccount.SHARED.user();
        assertIs(user.caller(), user.arn(), user.id());
        assertIs(Caller.of(SERVER, user.caller().sts().getSessionToken().credentials()), user.arn(), user.id());
    }

    @Test
    void aUsersArnHasThePath() {
        String name = Names.unique("user");
        String arn = ROOT.iam()
                .createUser(request -> request.userName(name).path("/shop/web/"))
                .user()
                .arn();
        Caller user = Caller.of(
                SERVER,
                ROOT.iam().createAccessKey(request -> request.userName(name)).accessKey());
        assertThat(user.arn()).isEqualTo(arn).endsWith(":user/shop/web/" + name);
    }

    @Test
    void aRolesSessionHasItsName() {
        TestUser user = TestAccount.SHARED.user();
        TestRole role = TestAccount.SHARED.role(trusts(user.arn()));
        assertIs(role.assumedBy(user.caller()), role.session("app"), role.id() + ":app");
    }

    @Test
    void aFederatedUserHasTheNameGiven() {
        TestUser user = TestAccount.SHARED.user(TestAccount.allow("sts:GetFederationToken", "*"));
        Caller federated = Caller.of(
                SERVER,
                user.caller()
                        .sts()
                        .getFederationToken(request -> request.name("Theo"))
                        .credentials());
        assertIs(federated, "arn:aws:sts::000000000000:federated-user/Theo", "000000000000:Theo");
    }

    @Test
    void anIdentityHasTheRoleOfItsPool() {
        TestIdentityPool pool = TestIdentityPool.create(settings -> {});
        TestRole guest = pool.role("unauthenticated");
        pool.roles(pool.role("authenticated"), guest);
        assertIs(
                pool.credentials(pool.guest(), Map.of()),
                guest.session("CognitoIdentityCredentials"),
                guest.id() + ":CognitoIdentityCredentials");
    }

    /// It tells nothing that a refusal would not tell too.
    @Test
    void nobodyCanBeDeniedIt() {
        TestUser user = TestAccount.SHARED.user(deny("*", "*"));
        assertIs(user.caller(), user.arn(), user.id());
        TestUser other = TestAccount.SHARED.user();
        TestRole denied = TestAccount.SHARED.role(trusts(other.arn())).may(deny("*", "*"));
        assertIs(denied.assumedBy(other.caller()), denied.session("app"), denied.id() + ":app");
    }

    @Test
    void anotherKeyIsRefused() {
        Caller unknown = new Caller(
                SERVER,
                StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIAIOSFODNN7EXAMPLE", "x".repeat(40))));
        Refusal.refused("InvalidClientTokenId", "The security token included in the request is invalid.", unknown::arn);
    }

    @Test
    void withoutASignatureThereIsNoCaller() {
        HttpResponse<String> answer = Http.form(SERVER.url(), "Action=GetCallerIdentity&Version=2011-06-15");
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body())
                .contains(
                        "<Code>MissingAuthenticationToken</Code>",
                        "<Message>Request is missing Authentication Token</Message>",
                        "<RequestId>");
    }
}
