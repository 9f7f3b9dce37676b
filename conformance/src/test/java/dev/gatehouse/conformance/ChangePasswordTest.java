package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ChangePasswordTest {
    private final TestPool pool = TestPool.create();
    private final TestClient client = pool.client();
    private final String user = pool.user();
    private final String token = client.signIn(user).accessToken();

    private void change(String from, String to) {
        pool.anonymous()
                .changePassword(request ->
                        request.accessToken(token).previousPassword(from).proposedPassword(to));
    }

    @Test
    void theNewPasswordReplacesTheOldAndTokensLiveOn() {
        change(Names.PASSWORD, Names.OTHER_PASSWORD);
        assertThat(client.signInBySrp(user, Names.OTHER_PASSWORD).authenticationResult())
                .isNotNull();
        Refusal.refused("NotAuthorizedException", "Incorrect username or password.", () -> client.signIn(user));
        assertThat(pool.anonymous()
                        .getUser(request -> request.accessToken(token))
                        .username())
                .isEqualTo(user);
    }

    @Test
    void refusesAWrongOldPasswordAndAWeakNewOne() {
        Refusal.refused(
                "NotAuthorizedException",
                "Incorrect username or password.",
                () -> change("Wr0ng-Password!", Names.OTHER_PASSWORD));
        Refusal.refused(
                "InvalidPasswordException",
                "Password did not conform with policy: Password must have symbol characters",
                () -> change(Names.PASSWORD, "NoSymbol1"));
        assertThat(client.signIn(user)).isNotNull();
    }

    /// Five changes an hour.
    @Test
    void changingIsLimited() {
        String current = Names.PASSWORD;
        for (int change = 0; change < 5; change++) {
            String next = "Passw0rd-" + change;
            change(current, next);
            current = next;
        }
        Refusal.refused(
                "LimitExceededException",
                "Attempt limit exceeded, please try after some time.",
                () -> change("Passw0rd-4", "Passw0rd-5"));
    }

    @Test
    void theHistoryIsKeptWhereThePoolSaysSo() {
        TestPool strict = TestPool.create(settings -> settings.policies(policies ->
                policies.passwordPolicy(policy -> policy.minimumLength(8).passwordHistorySize(2))));
        String name = strict.user("nora", Map.of());
        String access = strict.client().signIn(name).accessToken();
        Refusal.refused(
                "PasswordHistoryPolicyViolationException",
                "Password has previously been used",
                () -> strict.anonymous()
                        .changePassword(request -> request.accessToken(access)
                                .previousPassword(Names.PASSWORD)
                                .proposedPassword(Names.PASSWORD)));
    }
}
