package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AliasAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;

/// After five wrong passwords a user waits, twice as long each time.
class LockOutTest {
    private static final String WRONG = "Incorrect username or password.";
    private static final String LOCKED = "Password attempts exceeded";
    private final TestPool pool = TestPool.create();
    private final TestClient client = pool.client();

    /// Fails once more, as soon as the window allows an attempt.
    private void fail(String user) {
        Await.untilTrue(
                "an attempt is judged",
                Duration.ofSeconds(20),
                () -> refusal(user).equals(WRONG));
    }

    private String refusal(String user) {
        try {
            client.password(user, Names.OTHER_PASSWORD);
            return "let in";
        } catch (NotAuthorizedException refused) {
            return refused.awsErrorDetails().errorMessage();
        }
    }

    @Test
    void theSixthAttemptWaitsEvenWithTheRightPassword() {
        String user = pool.user();
        for (int attempt = 0; attempt < 5; attempt++) {
            Refusal.refused("NotAuthorizedException", WRONG, () -> client.password(user, Names.OTHER_PASSWORD));
        }
        fail(user);
        fail(user);
        Refusal.refused("NotAuthorizedException", LOCKED, () -> client.signIn(user));
        Refusal.refused("NotAuthorizedException", LOCKED, () -> client.signInBySrp(user, Names.PASSWORD));
        Await.untilTrue("the window ends", Duration.ofSeconds(20), () -> !refusedNow(user));
        for (int attempt = 0; attempt < 4; attempt++) {
            Refusal.refused("NotAuthorizedException", WRONG, () -> client.password(user, Names.OTHER_PASSWORD));
        }
        assertThat(client.signIn(user)).isNotNull();
    }

    private boolean refusedNow(String user) {
        try {
            client.signIn(user);
            return false;
        } catch (NotAuthorizedException refused) {
            assertThat(refused.awsErrorDetails().errorMessage()).isEqualTo(LOCKED);
            return true;
        }
    }

    /// Whatever name is used, it is one user's count.
    @Test
    void everyNameOfAUserCountsForThatUser() {
        TestPool folding = TestPool.create(settings -> settings.aliasAttributes(AliasAttributeType.EMAIL)
                .usernameConfiguration(names -> names.caseSensitive(false)));
        TestClient app = folding.client();
        String email = Names.email();
        folding.user("nora", Map.of("email", email, "email_verified", "true"));
        for (String name : List.of("nora", email, "NORA", email.toUpperCase(Locale.ROOT), "Nora")) {
            Refusal.refused("NotAuthorizedException", WRONG, () -> app.password(name, Names.OTHER_PASSWORD));
        }
        Refusal.refused("NotAuthorizedException", LOCKED, () -> app.signIn("nora"));
        Refusal.refused("NotAuthorizedException", LOCKED, () -> app.signIn(email));
    }

    /// SRP proofs count as passwords do, and nobody else is locked out with the user.
    @Test
    void srpCountsAndOthersAreNotConcerned() {
        String user = pool.user();
        String other = pool.user();
        for (int attempt = 0; attempt < 5; attempt++) {
            Refusal.refused("NotAuthorizedException", WRONG, () -> client.signInBySrp(user, Names.OTHER_PASSWORD));
        }
        Refusal.refused("NotAuthorizedException", LOCKED, () -> client.signIn(user));
        assertThat(client.signIn(other)).isNotNull();
    }
}
