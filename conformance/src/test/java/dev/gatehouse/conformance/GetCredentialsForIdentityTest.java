package dev.gatehouse.conformance;

import static dev.gatehouse.conformance.TestIdentityPool.login;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.conformance.TestAccount.TestRole;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.cognitoidentity.model.Credentials;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/// The enhanced flow: login, identity, credentials, and who one is with them. Which role it is: {@link
/// RoleMappingsTest}; whose identity: {@link LinkingTest}.
class GetCredentialsForIdentityTest {
    private static TestPool users;
    private static TestClient client;
    private static TestIdentityPool pool;
    private static TestRole member;
    private static TestRole guest;

    @BeforeAll
    static void create() {
        users = TestPool.create();
        client = users.client();
        pool = TestIdentityPool.of(client);
        member = pool.role("authenticated");
        guest = pool.role("unauthenticated");
        pool.roles(member, guest);
    }

    private static Credentials credentials(String identity, Map<String, String> logins) {
        return pool.anonymous()
                .getCredentialsForIdentity(
                        request -> request.identityId(identity).logins(logins))
                .credentials();
    }

    @Test
    void aUserGetsTheRoleOfThoseSignedIn() {
        Map<String, String> logins = login(client, users.user());
        String identity = pool.identity(logins);
        GetCallerIdentityResponse who = pool.credentials(identity, logins).sts().getCallerIdentity();
        assertThat(who.arn()).isEqualTo(member.session("CognitoIdentityCredentials"));
        assertThat(who.userId()).isEqualTo(member.id() + ":CognitoIdentityCredentials");
        assertThat(who.account()).isEqualTo(TestAccount.ID);
        assertThat(pool.admin()
                        .describeIdentity(request -> request.identityId(identity))
                        .logins())
                .isEqualTo(List.of(TestIdentityPool.provider(users)));
    }

    @Test
    void aGuestGetsTheRoleOfGuests() {
        Caller caller = pool.credentials(pool.guest(), Map.of());
        assertThat(caller.arn()).isEqualTo(guest.session("CognitoIdentityCredentials"));
    }

    @Test
    void credentialsLastAnHour() {
        String identity = pool.guest();
        Instant before = Instant.now().minusSeconds(1);
        Credentials made = credentials(identity, Map.of());
        assertThat(made.accessKeyId()).matches("ASIA[A-Z0-9]{16}");
        assertThat(made.secretKey()).matches("[A-Za-z0-9+/]{40}");
        assertThat(made.sessionToken()).isNotEmpty();
        assertThat(made.expiration())
                .isBetween(before.plus(Duration.ofHours(1)), Instant.now().plus(Duration.ofHours(1)));
        assertThat(credentials(identity, Map.of()).accessKeyId()).isNotEqualTo(made.accessKeyId());
    }

    @Test
    void guestsLoseAccessWhenThePoolStopsTakingThem() {
        TestIdentityPool closing = TestIdentityPool.create(settings -> {});
        closing.roles(closing.role("authenticated"), closing.role("unauthenticated"));
        String someone = closing.guest();
        closing.credentials(someone, Map.of());
        closing.admin()
                .updateIdentityPool(request -> request.identityPoolId(closing.id())
                        .identityPoolName("closed")
                        .allowUnauthenticatedIdentities(false));
        Refusal.refused(
                "NotAuthorizedException",
                "Unauthenticated access is not supported for this identity pool.",
                () -> closing.credentials(someone, Map.of()));
    }

    /// A client that is no longer registered signs nobody in, also those it did before.
    @Test
    void loginsEndWithTheRegistrationOfTheirClient() {
        TestClient leaving = users.client();
        TestIdentityPool open = TestIdentityPool.of(leaving);
        open.roles(open.role("authenticated"), open.role("unauthenticated"));
        Map<String, String> logins = login(leaving, users.user());
        String identity = open.identity(logins);
        open.admin()
                .updateIdentityPool(request -> request.identityPoolId(open.id())
                        .identityPoolName("closed")
                        .allowUnauthenticatedIdentities(false));
        Refusal.refused(
                "NotAuthorizedException",
                "Token is not from a supported provider of this identity pool.",
                () -> open.credentials(identity, logins));
    }

    @TestFactory
    Stream<DynamicTest> refusals() {
        Map<String, String> nora = login(client, users.user());
        String identity = pool.identity(nora);
        String access = client.signIn(users.user()).accessToken();
        return Refusal.tests(
                Refusal.of(
                        "no identity",
                        "ResourceNotFoundException",
                        "Identity '" + TestIdentityPool.UNKNOWN + "' not found.",
                        () -> credentials(TestIdentityPool.UNKNOWN, Map.of())),
                Refusal.of(
                        "not an id",
                        "ValidationException",
                        "1 validation error detected: Value 'nora' at 'identityId' failed to satisfy constraint:"
                                + " Member must satisfy regular expression pattern: [\\w-]+:[0-9a-f-]+",
                        () -> credentials("nora", Map.of())),
                Refusal.of(
                        "somebody's without logins",
                        "NotAuthorizedException",
                        "Access to Identity '" + identity + "' is forbidden.",
                        () -> credentials(identity, Map.of())),
                Refusal.of(
                        "another's login",
                        "NotAuthorizedException",
                        "Logins don't match. Please include at least one valid login for this identity or identity"
                                + " pool.",
                        () -> credentials(identity, login(client, users.user()))),
                Refusal.of(
                        "an access token",
                        "NotAuthorizedException",
                        "Invalid login token. Missing a required claim: aud",
                        () -> credentials(identity, Map.of(TestIdentityPool.provider(users), access))),
                Refusal.of(
                        "no role's ARN",
                        "ValidationException",
                        "1 validation error detected: Value 'role' at 'customRoleArn' failed to satisfy constraint:"
                                + " Member must have length greater than or equal to 20",
                        () -> pool.anonymous()
                                .getCredentialsForIdentity(request -> request.identityId(identity)
                                        .logins(nora)
                                        .customRoleArn("role"))));
    }
}
