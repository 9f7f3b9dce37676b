package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserResponse;

/// GetUser and DeleteUser.
class GetUserTest {
    private static TestPool pool;
    private static TestClient client;

    @BeforeAll
    static void create() {
        pool = TestPool.create();
        client = pool.client();
    }

    private static GetUserResponse get(String token) {
        return pool.anonymous().getUser(request -> request.accessToken(token));
    }

    @Test
    void answersWhatTheClientMayRead() {
        String email = Names.email();
        String user =
                pool.user(Names.unique("user"), Map.of("email", email, "email_verified", "true", "nickname", "N"));
        GetUserResponse whole = get(client.signIn(user).accessToken());
        assertThat(whole.username()).isEqualTo(user);
        assertThat(TestPool.values(whole.userAttributes())).isEqualTo(pool.attributesOf(user));
        assertThat(whole.hasUserMFASettingList()).isFalse();
        assertThat(whole.preferredMfaSetting()).isNull();
        TestClient limited = pool.client(settings -> settings.readAttributes("nickname"));
        assertThat(TestPool.values(get(limited.signIn(user).accessToken()).userAttributes()))
                .containsOnlyKeys("sub", "nickname");
    }

    @Test
    void deleteUserEndsTheAccount() {
        String user = pool.user();
        String token = client.signIn(user).accessToken();
        pool.anonymous().deleteUser(request -> request.accessToken(token));
        Refusal.refused("UserNotFoundException", "User does not exist.", () -> pool.statusOf(user));
        Refusal.refused("UserNotFoundException", "User does not exist.", () -> get(token));
        Refusal.refused("UserNotFoundException", "User does not exist.", () -> client.signIn(user));
    }

    @TestFactory
    Stream<DynamicTest> refuses() {
        AuthenticationResultType tokens = client.signIn(pool.user());
        String[] parts = tokens.accessToken().split("\\.");
        String forged = parts[0] + "." + parts[1] + "." + parts[2].substring(0, 20) + "AAAA" + parts[2].substring(24);
        return Refusal.tests(
                Refusal.of("a word", "NotAuthorizedException", "Invalid Access Token", () -> get("hello")),
                Refusal.of(
                        "an ID token", "NotAuthorizedException", "Invalid Access Token", () -> get(tokens.idToken())),
                Refusal.of(
                        "a refresh token",
                        "NotAuthorizedException",
                        "Invalid Access Token",
                        () -> get(tokens.refreshToken())),
                Refusal.of(
                        "a forged signature",
                        "NotAuthorizedException",
                        "Could not verify signature for Access Token",
                        () -> get(forged)));
    }
}
