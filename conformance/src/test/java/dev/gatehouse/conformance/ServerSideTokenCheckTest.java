package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;

/// ID tokens whose user or session has ended, at identity pools that ask the user pool and at such that do not.
class ServerSideTokenCheckTest {
    private static TestPool users;
    private static TestClient client;
    private static TestIdentityPool asking;
    private static TestIdentityPool trusting;

    @BeforeAll
    static void create() {
        users = TestPool.create();
        client = users.client(settings -> settings.enableTokenRevocation(true));
        trusting = TestIdentityPool.of(client);
        asking = TestIdentityPool.create(settings ->
                settings.cognitoIdentityProviders(entry -> entry.providerName(TestIdentityPool.provider(users))
                        .clientId(client.id())
                        .serverSideTokenCheck(true)));
        Stream.of(asking, trusting)
                .forEach(pool -> pool.roles(pool.role("authenticated"), pool.role("unauthenticated")));
    }

    private record End(String name, BiConsumer<String, AuthenticationResultType> doing) {}

    @TestFactory
    Stream<DynamicTest> endedTokens() {
        return Stream.of(
                        new End(
                                "global sign-out",
                                (user, tokens) -> users.anonymous()
                                        .globalSignOut(request -> request.accessToken(tokens.accessToken()))),
                        new End(
                                "global sign-out by an administrator",
                                (user, tokens) -> users.admin()
                                        .adminUserGlobalSignOut(request ->
                                                request.userPoolId(users.id()).username(user))),
                        new End(
                                "revocation",
                                (user, tokens) -> users.anonymous()
                                        .revokeToken(request ->
                                                request.clientId(client.id()).token(tokens.refreshToken()))),
                        new End(
                                "disabled",
                                (user, tokens) -> users.admin()
                                        .adminDisableUser(request ->
                                                request.userPoolId(users.id()).username(user))),
                        new End(
                                "deleted",
                                (user, tokens) -> users.admin()
                                        .adminDeleteUser(request ->
                                                request.userPoolId(users.id()).username(user))))
                .map(end -> DynamicTest.dynamicTest(end.name, () -> check(end)));
    }

    private static void check(End end) {
        String user = users.user();
        AuthenticationResultType tokens = client.signIn(user);
        Map<String, String> logins = Map.of(TestIdentityPool.provider(users), tokens.idToken());
        String identity = asking.identity(logins);
        asking.credentials(identity, logins);
        String trusted = trusting.identity(logins);

        end.doing.accept(user, tokens);

        String text = "Invalid login token. Token has been revoked.";
        Refusal.refused("NotAuthorizedException", text, () -> asking.identity(logins));
        Refusal.refused("NotAuthorizedException", text, () -> asking.credentials(identity, logins));
        assertThat(trusting.credentials(trusted, logins).arn()).endsWith("/CognitoIdentityCredentials");
    }
}
