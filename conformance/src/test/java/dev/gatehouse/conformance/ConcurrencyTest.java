package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AliasAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CognitoIdentityProviderException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExplicitAuthFlowsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifiedAttributeType;

/// Calls at one moment for one thing: exactly one wins.
class ConcurrencyTest {

    /// Runs the calls at one moment; "won", or the refusal's code for those that lost.
    static List<String> race(List<Callable<?>> calls) {
        CyclicBarrier start = new CyclicBarrier(calls.size());
        List<String> outcomes = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> running = calls.stream()
                    .map(call -> threads.submit(() -> {
                        start.await();
                        return outcome(call);
                    }))
                    .toList();
            for (Future<String> one : running) {
                outcomes.add(one.get());
            }
        } catch (InterruptedException | ExecutionException failed) {
            throw new AssertionError(failed);
        }
        return outcomes;
    }

    private static String outcome(Callable<?> call) throws Exception {
        try {
            call.call();
            return "won";
        } catch (CognitoIdentityProviderException refused) {
            return refused.awsErrorDetails().errorCode();
        }
    }

    /// Checks that one call won and every other one was refused in the same way.
    static void assertOneWins(List<String> outcomes, String refusal) {
        assertThat(outcomes).filteredOn("won"::equals).hasSize(1);
        assertThat(outcomes).filteredOn(outcome -> !outcome.equals("won")).containsOnly(refusal);
    }

    @Test
    void oneSignUpForAName() {
        TestClient client = TestPool.create().client();
        for (int round = 0; round < 5; round++) {
            String name = Names.unique("nora");
            Callable<?> signUp = () -> client.signUp(name, Map.of());
            assertOneWins(race(List.of(signUp, signUp, signUp, signUp)), "UsernameExistsException");
        }
    }

    @Test
    void oneUserForAnAlias() {
        TestPool pool = TestPool.create(settings ->
                settings.autoVerifiedAttributes(VerifiedAttributeType.EMAIL).aliasAttributes(AliasAttributeType.EMAIL));
        TestClient client = pool.client();
        for (int round = 0; round < 3; round++) {
            String email = Names.email();
            List<Callable<?>> confirmations = new ArrayList<>();
            for (int user = 0; user < 3; user++) {
                String name = Names.unique("nora");
                client.signUp(name, Map.of("email", email));
                String code = pool.server().outbox().code(email);
                confirmations.add(() -> {
                    client.confirm(name, code);
                    return name;
                });
            }
            assertOneWins(race(confirmations), "AliasExistsException");
        }
    }

    @Test
    void oneAnswerToAChallenge() {
        TestPool pool = TestPool.create();
        TestClient client = pool.client();
        for (int round = 0; round < 3; round++) {
            String user = pool.user();
            SrpClient srp = new SrpClient(pool.id());
            Map<String, String> answer = srp.answer(client.srp(user, srp).challengeParameters(), Names.PASSWORD);
            Callable<?> respond = () -> client.respond(ChallengeNameType.PASSWORD_VERIFIER, null, answer);
            assertOneWins(race(List.of(respond, respond, respond)), "NotAuthorizedException");
        }
    }

    /// Guesses at one moment are no more than guesses one after the other.
    @Test
    void passwordsGuessedAtOnceAreCounted() {
        TestPool pool = TestPool.create();
        TestClient client = pool.client();
        String user = pool.user();
        List<String> messages = guessAtOnce(List.of(client), user);
        assertThat(messages).contains("Password attempts exceeded");
        assertThat(messages)
                .filteredOn("Incorrect username or password."::equals)
                .hasSizeBetween(5, 8);
    }

    /// Twenty-four wrong passwords at one moment, through the clients in turn; what the server says to each.
    static List<String> guessAtOnce(List<TestClient> clients, String user) {
        List<String> messages = Collections.synchronizedList(new ArrayList<>());
        List<Callable<?>> guesses = new ArrayList<>();
        for (int guess = 0; guess < 24; guess++) {
            TestClient client = clients.get(guess % clients.size());
            guesses.add(() -> {
                try {
                    return client.password(user, Names.OTHER_PASSWORD);
                } catch (NotAuthorizedException refused) {
                    messages.add(refused.awsErrorDetails().errorMessage());
                    throw refused;
                }
            });
        }
        assertThat(race(guesses)).containsOnly("NotAuthorizedException");
        return messages;
    }

    @Test
    void codesGuessedAtOnceAreCounted() {
        TestPool pool = TestPool.verifyingEmail();
        TestClient client = pool.client();
        String email = Names.email();
        client.signUp("nora", Map.of("email", email));
        String code = pool.server().outbox().code(email);
        String wrong = code.equals("123456") ? "654321" : "123456";
        Callable<?> guess = () -> {
            client.confirm("nora", wrong);
            return wrong;
        };
        List<String> outcomes = race(Collections.nCopies(30, guess));
        assertThat(outcomes).filteredOn("CodeMismatchException"::equals).hasSize(15);
        assertThat(outcomes).filteredOn("LimitExceededException"::equals).hasSize(15);
    }

    @Test
    void oneRotationOfARefreshToken() {
        TestPool pool = TestPool.create();
        TestClient client = pool.client(settings -> settings.explicitAuthFlows(
                        ExplicitAuthFlowsType.ALLOW_USER_PASSWORD_AUTH)
                .refreshTokenRotation(rotation -> rotation.feature("ENABLED").retryGracePeriodSeconds(0)));
        String token = client.signIn(pool.user()).refreshToken();
        Callable<?> rotate = () -> pool.anonymous()
                .getTokensFromRefreshToken(
                        request -> request.clientId(client.id()).refreshToken(token));
        assertOneWins(race(List.of(rotate, rotate, rotate)), "RefreshTokenReuseException");
    }
}
