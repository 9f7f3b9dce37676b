package dev.gatehouse.conformance;

import static dev.gatehouse.conformance.TestAccount.allow;
import static dev.gatehouse.conformance.TestAccount.trusts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.conformance.TestAccount.TestUser;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cognitoidentity.model.GetOpenIdTokenForDeveloperIdentityResponse;
import software.amazon.awssdk.services.sts.StsClient;

/// Tokens and credentials of a server, shown to it two hours later: it starts again with its clock ahead.
class ExpiryTest {
    private static final String SETTINGS = "publicUrl: https://id.example";

    private static Gatehouse later;
    private static String provider;
    private static String idToken;
    private static String identity;
    private static GetOpenIdTokenForDeveloperIdentityResponse brief;
    private static GetOpenIdTokenForDeveloperIdentityResponse lasting;
    private static String openIdToken;
    private static String guest;
    private static TestIdentityPool pool;
    private static String role;
    private static Caller member;
    private static Caller assumed;
    private static Caller session;

    @BeforeAll
    static void twoHoursPass() {
        Path data = Gatehouse.newData();
        try (Gatehouse before = Gatehouse.start(data, SETTINGS)) {
            make(before);
        }
        later = Gatehouse.ahead(Duration.ofHours(2), data, SETTINGS);
        pool = new TestIdentityPool(later, pool.id());
    }

    private static void make(Gatehouse before) {
        TestPool users = TestPool.create(before, settings -> {});
        TestClient client = users.client();
        provider = TestIdentityPool.provider(users);
        pool = TestIdentityPool.create(before, settings -> {
            TestIdentityPool.takes(settings, client);
            settings.allowClassicFlow(true);
        });
        TestAccount.TestRole authenticated = pool.role("authenticated");
        pool.roles(authenticated, pool.role("unauthenticated"));
        role = authenticated.arn();
        Map<String, String> logins = TestIdentityPool.login(client, users.user());
        idToken = logins.get(provider);
        identity = pool.identity(logins);
        member = pool.credentials(identity, logins);
        openIdToken = pool.openIdToken(identity, logins);
        guest = pool.guest();
        brief = developer("u-1", 3_600);
        lasting = developer("u-2", 86_400);
        TestAccount account = new TestAccount(before);
        TestUser user = account.user(allow("sts:AssumeRole", "*"));
        assumed = account.role(trusts(user.arn())).assumedBy(user.caller());
        session = Caller.of(
                before,
                user.caller()
                        .sts()
                        .getSessionToken(request -> request.durationSeconds(900))
                        .credentials());
    }

    private static GetOpenIdTokenForDeveloperIdentityResponse developer(String user, long seconds) {
        return pool.admin()
                .getOpenIdTokenForDeveloperIdentity(request -> request.identityPoolId(pool.id())
                        .logins(Map.of("login.example", user))
                        .tokenDuration(seconds));
    }

    @AfterAll
    static void stop() {
        later.close();
    }

    private static long expiry(String token) {
        return Tokens.claims(token).getExpirationTime().toInstant().getEpochSecond();
    }

    /// Checks a refusal whose text names the present second.
    private static void assertRefused(String code, String text, ThrowingCallable call) {
        AwsServiceException refusal = catchThrowableOfType(AwsServiceException.class, call);
        assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
        assertThat(refusal.awsErrorDetails().errorMessage()).matches(text);
    }

    @Test
    void anIdTokenIsNoLoginAnyMore() {
        String text = "Invalid login token\\. Token expired: \\d{10} >= " + expiry(idToken);
        Map<String, String> logins = Map.of(provider, idToken);
        assertRefused("NotAuthorizedException", text, () -> pool.identity(logins));
        assertRefused("NotAuthorizedException", text, () -> pool.credentials(identity, logins));
        assertRefused("NotAuthorizedException", text, () -> pool.openIdToken(identity, logins));
        assertThat(pool.openIdToken(guest, Map.of())).isNotEmpty();
    }

    @Test
    void aDevelopersTokenIsGoodAsLongAsItSays() {
        assertRefused(
                "NotAuthorizedException",
                "Invalid login token\\. Token expired: \\d{10} >= " + expiry(brief.token()),
                () -> pool.credentials(brief.identityId(), Map.of(TestIdentityPool.OWN, brief.token())));
        assertThat(pool.anonymous()
                        .getCredentialsForIdentity(request -> request.identityId(lasting.identityId())
                                .logins(Map.of(TestIdentityPool.OWN, lasting.token())))
                        .identityId())
                .isEqualTo(lasting.identityId());
    }

    @Test
    void anOpenIdTokenBecomesNoRoleAnyMore() {
        StsClient sts = Caller.nobody(later).sts();
        assertRefused(
                "ExpiredTokenException",
                "Token expired: current date/time \\d{10} must be before the expiration date/time "
                        + expiry(openIdToken),
                () -> sts.assumeRoleWithWebIdentity(
                        request -> request.roleArn(role).roleSessionName("app").webIdentityToken(openIdToken)));
    }

    @Test
    void credentialsAreOver() {
        String text = "The security token included in the request is expired";
        for (Caller ended : List.of(member, assumed, session)) {
            Caller caller = new Caller(later, ended.credentials());
            Refusal.refused("ExpiredToken", text, caller::arn);
            Refusal.refused("ExpiredToken", text, () -> caller.iam().listUsers());
            Refusal.refused(
                    "ExpiredTokenException",
                    text,
                    () -> caller.userPools().listUserPools(request -> request.maxResults(1)));
            Refusal.refused(
                    "ExpiredTokenException",
                    text,
                    () -> caller.identityPools().listIdentityPools(request -> request.maxResults(1)));
        }
    }
}
