package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExplicitAuthFlowsType;

/// REFRESH_TOKEN_AUTH and GetTokensFromRefreshToken.
class RefreshTokenTest {
    private static final String INVALID = "Invalid Refresh Token.";
    private static TestPool pool;
    private static TestClient client;

    @BeforeAll
    static void create() {
        pool = TestPool.create();
        client = pool.client();
    }

    private static AuthenticationResultType exchange(TestClient client, String token) {
        return pool.anonymous()
                .getTokensFromRefreshToken(request -> request.clientId(client.id())
                        .clientSecret(client.secret())
                        .refreshToken(token))
                .authenticationResult();
    }

    /// A client that answers each refresh with a new refresh token.
    private static TestClient rotating(int grace) {
        return pool.client(settings -> settings.explicitAuthFlows(ExplicitAuthFlowsType.ALLOW_USER_PASSWORD_AUTH)
                .refreshTokenRotation(rotation -> rotation.feature("ENABLED").retryGracePeriodSeconds(grace)));
    }

    @Test
    void aRefreshGivesNewTokensOfTheSameSession() {
        AuthenticationResultType first = client.signIn(pool.user());
        AuthenticationResultType second = client.refresh(first.refreshToken());
        assertThat(second.refreshToken()).isNull();
        assertThat(second.expiresIn()).isEqualTo(3600);
        assertThat(second.tokenType()).isEqualTo("Bearer");
        for (var pair : Map.of(first.idToken(), second.idToken(), first.accessToken(), second.accessToken())
                .entrySet()) {
            Map<String, Object> before = Tokens.verified(pool, pair.getKey());
            Map<String, Object> after = Tokens.verified(pool, pair.getValue());
            for (String kept : new String[] {"sub", "auth_time", "origin_jti", "iss", "token_use"}) {
                assertThat(after.get(kept)).as(kept).isEqualTo(before.get(kept));
            }
            assertThat(after.get("jti")).isNotEqualTo(before.get("jti"));
        }
        assertThat(client.refresh(first.refreshToken())).isNotNull();
    }

    /// What has changed since shows in the new tokens.
    @Test
    void aRefreshReadsTheUserAgain() {
        String user = pool.user();
        String refresh = client.signIn(user).refreshToken();
        pool.admin()
                .adminUpdateUserAttributes(request -> request.userPoolId(pool.id())
                        .username(user)
                        .userAttributes(TestPool.attributes(Map.of("nickname", "N"))));
        assertThat(Tokens.verified(pool, client.refresh(refresh).idToken())).containsEntry("nickname", "N");
    }

    @Test
    void theOldFlowNameMeansTheSame() {
        String refresh = client.signIn(pool.user()).refreshToken();
        assertThat(client.initiate(AuthFlowType.REFRESH_TOKEN, Map.of("REFRESH_TOKEN", refresh))
                        .authenticationResult()
                        .accessToken())
                .isNotBlank();
    }

    @Test
    void exchangeWorksWithoutRotationAndWithoutTheFlow() {
        TestClient plain =
                pool.client(settings -> settings.explicitAuthFlows(ExplicitAuthFlowsType.ALLOW_USER_PASSWORD_AUTH));
        String refresh = plain.signIn(pool.user()).refreshToken();
        AuthenticationResultType answer = exchange(plain, refresh);
        assertThat(answer.accessToken()).isNotBlank();
        assertThat(answer.refreshToken()).isNull();
        assertThat(exchange(plain, refresh).idToken()).isNotBlank();
    }

    @Test
    void rotationGivesANewTokenAndRefusesTheOld() {
        TestClient rotating = rotating(0);
        String first = rotating.signIn(pool.user()).refreshToken();
        String second = exchange(rotating, first).refreshToken();
        assertThat(second).isNotBlank().isNotEqualTo(first);
        Refusal.refused("RefreshTokenReuseException", () -> exchange(rotating, first));
        assertThat(exchange(rotating, second).refreshToken()).isNotBlank();
    }

    @Test
    void theGraceTimeForgivesALostAnswer() {
        TestClient rotating = rotating(60);
        String first = rotating.signIn(pool.user()).refreshToken();
        String second = exchange(rotating, first).refreshToken();
        String again = exchange(rotating, first).refreshToken();
        assertThat(again).isNotBlank();
        assertThat(exchange(rotating, second).refreshToken()).isNotBlank();
    }

    @Test
    void aSecretIsNeededWhereThereIsOne() {
        TestClient confidential = pool.client(settings -> settings.generateSecret(true));
        String user = pool.user();
        String refresh = confidential
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
        assertThat(exchange(confidential, refresh).accessToken()).isNotBlank();
        Refusal.refused(
                "NotAuthorizedException",
                () -> exchange(new TestClient(pool, confidential.id(), "00000000000000000000000000000000"), refresh));
        Refusal.refused(
                "NotAuthorizedException", () -> exchange(new TestClient(pool, confidential.id(), null), refresh));
        assertThat(confidential
                        .initiate(
                                AuthFlowType.REFRESH_TOKEN_AUTH,
                                Map.of("REFRESH_TOKEN", refresh, "SECRET_HASH", confidential.secretHash(user)))
                        .authenticationResult())
                .isNotNull();
        Refusal.refused(
                "NotAuthorizedException",
                "SecretHash does not match for the client: " + confidential.id(),
                () -> confidential.initiate(
                        AuthFlowType.REFRESH_TOKEN_AUTH,
                        Map.of("REFRESH_TOKEN", refresh, "SECRET_HASH", confidential.secretHash("somebody"))));
    }

    @TestFactory
    Stream<DynamicTest> refuses() {
        AuthenticationResultType tokens = client.signIn(pool.user());
        TestClient other = pool.client();
        TestPool otherPool = TestPool.create();
        TestClient elsewhere = otherPool.client();
        String foreign = elsewhere.signIn(otherPool.user()).refreshToken();
        String tampered =
                tokens.refreshToken().substring(0, tokens.refreshToken().length() - 8) + "AAAAAAAA";
        return Refusal.tests(
                Refusal.of("a word", "NotAuthorizedException", INVALID, () -> client.refresh("hello")),
                Refusal.of(
                        "an access token",
                        "NotAuthorizedException",
                        INVALID,
                        () -> client.refresh(tokens.accessToken())),
                Refusal.of("a changed token", "NotAuthorizedException", INVALID, () -> client.refresh(tampered)),
                Refusal.of(
                        "another client's token",
                        "NotAuthorizedException",
                        INVALID,
                        () -> other.refresh(tokens.refreshToken())),
                Refusal.of("another pool's token", "NotAuthorizedException", INVALID, () -> client.refresh(foreign)),
                Refusal.of("an exchange of a word", "NotAuthorizedException", INVALID, () -> exchange(client, "hello")),
                Refusal.of(
                        "an exchange of another client's token",
                        "NotAuthorizedException",
                        INVALID,
                        () -> exchange(other, tokens.refreshToken())),
                Refusal.of(
                        "an exchange by an unknown client",
                        "ResourceNotFoundException",
                        "User pool client " + Names.NO_CLIENT + " does not exist.",
                        () -> exchange(new TestClient(pool, Names.NO_CLIENT, null), tokens.refreshToken())));
    }
}
