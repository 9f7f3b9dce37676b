package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/// Checks the original does not have, switched on by a pool's tags.
class PasswordsBeyondTheOriginalTest {
    private static void signUp(TestPool pool, String name, String password) {
        TestClient client = pool.client();
        client.anonymous()
                .signUp(request -> request.clientId(client.id())
                        .username(name)
                        .password(password)
                        .userAttributes(TestPool.attributes(Map.of("email", "violet@example.com"))));
    }

    private static TestPool pool(Map<String, String> tags) {
        return TestPool.create(settings -> settings.userPoolTags(tags)
                .policies(policies -> policies.passwordPolicy(policy -> policy.minimumLength(6))));
    }

    @Test
    void commonPasswordsAreRefusedOnlyWhereAskedFor() {
        signUp(pool(Map.of()), "nora", "password1");
        TestPool strict = pool(Map.of("gatehouse:refuse-common-passwords", "true"));
        Refusal.refused("InvalidPasswordException", () -> signUp(strict, "nora", "password1"));
        Refusal.refused("UserNotFoundException", () -> strict.statusOf("nora"));
        signUp(strict, "nora", "a rare and longer phrase");
        assertThat(strict.statusOf("nora")).isEqualTo("UNCONFIRMED");
    }

    @Test
    void personalPasswordsAreRefusedOnlyWhereAskedFor() {
        signUp(pool(Map.of()), "nathaniel", "xnathanielx");
        TestPool strict = pool(Map.of("gatehouse:refuse-personal-passwords", "true"));
        Refusal.refused("InvalidPasswordException", () -> signUp(strict, "nathaniel", "xNathanielx"));
        Refusal.refused("InvalidPasswordException", () -> signUp(strict, "nathaniel", "my-violet-car"));
        signUp(strict, "nathaniel", "something else");
    }
}
