package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;

/// SECRET_HASH of clients with a secret, in every operation that takes it.
class SecretHashTest {
    private static TestPool pool;
    private static TestClient client;

    @BeforeAll
    static void create() {
        pool = TestPool.verifyingEmail();
        client = pool.client(settings -> settings.generateSecret(true));
    }

    private static void signIn(TestClient client, String user, @Nullable String hash) {
        Map<String, String> parameters = new HashMap<>(Map.of("USERNAME", user, "PASSWORD", Names.PASSWORD));
        if (hash != null) {
            parameters.put("SECRET_HASH", hash);
        }
        client.initiate(AuthFlowType.USER_PASSWORD_AUTH, parameters);
    }

    @Test
    void theRightHashIsTakenEverywhere() {
        String user = Names.unique("nora");
        String email = Names.email();
        String hash = client.secretHash(user);
        client.anonymous()
                .signUp(request -> request.clientId(client.id())
                        .secretHash(hash)
                        .username(user)
                        .password(Names.PASSWORD)
                        .userAttributes(TestPool.attributes(Map.of("email", email))));
        client.anonymous()
                .resendConfirmationCode(request ->
                        request.clientId(client.id()).secretHash(hash).username(user));
        client.anonymous()
                .confirmSignUp(request -> request.clientId(client.id())
                        .secretHash(hash)
                        .username(user)
                        .confirmationCode(pool.server().outbox().code(email)));
        client.anonymous()
                .forgotPassword(request ->
                        request.clientId(client.id()).secretHash(hash).username(user));
        client.anonymous()
                .confirmForgotPassword(request -> request.clientId(client.id())
                        .secretHash(hash)
                        .username(user)
                        .confirmationCode(pool.server().outbox().code(email))
                        .password(Names.PASSWORD));
        signIn(client, user, hash);
        SrpClient srp = new SrpClient(pool.id());
        Map<String, String> challenge = client.initiate(
                        AuthFlowType.USER_SRP_AUTH, Map.of("USERNAME", user, "SRP_A", srp.srpA(), "SECRET_HASH", hash))
                .challengeParameters();
        Map<String, String> answer = srp.answer(challenge, Names.PASSWORD);
        Refusal.refused(
                "NotAuthorizedException",
                "Client " + client.id() + " is configured with secret but SECRET_HASH was not received",
                () -> client.respond(ChallengeNameType.PASSWORD_VERIFIER, null, answer));
        assertThat(client.respond(
                                ChallengeNameType.PASSWORD_VERIFIER, null, TestClient.with(answer, "SECRET_HASH", hash))
                        .authenticationResult())
                .isNotNull();
    }

    @TestFactory
    Stream<DynamicTest> refuses() {
        String user = pool.user();
        TestClient open = pool.client();
        String missing = "Client " + client.id() + " is configured with secret but SECRET_HASH was not received";
        String wrong = "Unable to verify secret hash for client " + client.id();
        String needless = "Client " + open.id() + " is not configured with secret but secret hash was received";
        String hash = client.secretHash("somebody else");
        String code = "NotAuthorizedException";
        return Refusal.tests(
                Refusal.of("InitiateAuth without", code, missing, () -> signIn(client, user, null)),
                Refusal.of("InitiateAuth with another's", code, wrong, () -> signIn(client, user, hash)),
                Refusal.of("InitiateAuth with a needless one", code, needless, () -> signIn(open, user, hash)),
                Refusal.of("SignUp without", code, missing, () -> client.signUp(Names.unique("new"), Map.of())),
                Refusal.of("ConfirmSignUp without", code, missing, () -> client.confirm(user, "123456")),
                Refusal.of(
                        "ConfirmSignUp with another's",
                        code,
                        wrong,
                        () -> client.anonymous()
                                .confirmSignUp(request -> request.clientId(client.id())
                                        .secretHash(hash)
                                        .username(user)
                                        .confirmationCode("123456"))),
                Refusal.of(
                        "ResendConfirmationCode without",
                        code,
                        missing,
                        () -> client.anonymous()
                                .resendConfirmationCode(
                                        request -> request.clientId(client.id()).username(user))),
                Refusal.of(
                        "ForgotPassword without",
                        code,
                        missing,
                        () -> client.anonymous()
                                .forgotPassword(
                                        request -> request.clientId(client.id()).username(user))),
                Refusal.of(
                        "ConfirmForgotPassword with another's",
                        code,
                        wrong,
                        () -> client.anonymous()
                                .confirmForgotPassword(request -> request.clientId(client.id())
                                        .secretHash(hash)
                                        .username(user)
                                        .confirmationCode("123456")
                                        .password(Names.PASSWORD))));
    }
}
