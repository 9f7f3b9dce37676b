package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CognitoIdentityProviderException;

/// RevokeToken, GlobalSignOut and AdminUserGlobalSignOut.
class RevokeTokenTest {
    private static final String REVOKED = "Access Token has been revoked";
    private static TestPool pool;
    private static TestClient client;

    @BeforeAll
    static void create() {
        pool = TestPool.create();
        client = pool.client();
    }

    private static void revoke(TestClient client, String token) {
        pool.anonymous()
                .revokeToken(request -> request.clientId(client.id())
                        .clientSecret(client.secret())
                        .token(token));
    }

    private static void use(AuthenticationResultType tokens) {
        pool.anonymous().getUser(request -> request.accessToken(tokens.accessToken()));
    }

    private static void assertEnded(AuthenticationResultType tokens) {
        Refusal.refused("NotAuthorizedException", REVOKED, () -> use(tokens));
        Refusal.refused(
                "NotAuthorizedException",
                "Refresh Token has been revoked",
                () -> client.refresh(tokens.refreshToken()));
    }

    @Test
    void revokingEndsOneSession() {
        String user = pool.user();
        AuthenticationResultType one = client.signIn(user);
        AuthenticationResultType other = client.signIn(user);
        AuthenticationResultType refreshed = client.refresh(one.refreshToken());
        revoke(client, one.refreshToken());
        revoke(client, one.refreshToken());
        assertEnded(one);
        Refusal.refused("NotAuthorizedException", REVOKED, () -> use(refreshed));
        use(other);
    }

    @Test
    void globalSignOutEndsEverySession() {
        String user = pool.user();
        AuthenticationResultType one = client.signIn(user);
        AuthenticationResultType other = client.signIn(user);
        pool.anonymous().globalSignOut(request -> request.accessToken(one.accessToken()));
        assertEnded(one);
        assertEnded(other);
        Refusal.refused(
                "NotAuthorizedException",
                REVOKED,
                () -> pool.anonymous().globalSignOut(request -> request.accessToken(one.accessToken())));
        use(client.signIn(user));
    }

    @Test
    void anAdministratorSignsAUserOut() {
        String user = pool.user();
        AuthenticationResultType tokens = client.signIn(user);
        AuthenticationResultType bystander = client.signIn(pool.user());
        pool.admin()
                .adminUserGlobalSignOut(request -> request.userPoolId(pool.id()).username(user));
        assertEnded(tokens);
        use(bystander);
    }

    @Test
    void refusesWhatIsNoRefreshTokenOfTheClient() {
        AuthenticationResultType tokens = client.signIn(pool.user());
        Refusal.refused("UnsupportedTokenTypeException", () -> revoke(client, tokens.accessToken()));
        Refusal.refused("UnauthorizedException", () -> revoke(pool.client(), tokens.refreshToken()));
        TestClient irrevocable = pool.client(settings -> settings.enableTokenRevocation(false));
        String refresh = irrevocable.signIn(pool.user()).refreshToken();
        Refusal.refused("UnsupportedOperationException", () -> revoke(irrevocable, refresh));
        assertThat(irrevocable.refresh(refresh)).isNotNull();
        TestClient confidential = pool.client(settings -> settings.generateSecret(true));
        String user = pool.user();
        String token = confidential
                .initiate(
                        AuthFlowType.USER_PASSWORD_AUTH,
                        Map.of(
                                "USERNAME",
                                user,
                                "PASSWORD",
                                Names.PASSWORD,
                                "SECRET_HASH",
                                confidential.secretHash(user)))
                .authenticationResult()
                .refreshToken();
        assertThatThrownBy(() -> revoke(new TestClient(pool, confidential.id(), null), token))
                .isInstanceOf(CognitoIdentityProviderException.class);
        assertThat(confidential
                        .initiate(
                                AuthFlowType.REFRESH_TOKEN_AUTH,
                                Map.of("REFRESH_TOKEN", token, "SECRET_HASH", confidential.secretHash(user)))
                        .authenticationResult())
                .isNotNull();
        use(tokens);
        Refusal.refused(
                "NotAuthorizedException",
                "Invalid Access Token",
                () -> pool.anonymous().globalSignOut(request -> request.accessToken("hello")));
    }
}
