package dev.gatehouse.server.store;

import dev.gatehouse.pure.id.ClientId;
import dev.gatehouse.pure.id.PoolId;
import dev.gatehouse.pure.id.Sub;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;

/// Records for tests.
final class Samples {
    static final long NOW = 1_767_225_600_123L;
    static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochMilli(NOW));
    static final PoolId POOL = new PoolId("eu-west-1_aB3dE5fG7");
    static final PoolId OTHER = new PoolId("eu-west-1_zzzzzzzzz");

    private Samples() {}

    static Bytes bytes(String text) {
        return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
    }

    static Sub sub(int number) {
        return new Sub(new UUID(number * 0x9E3779B97F4A7C15L, number).toString());
    }

    static PoolRecord pool(PoolId id) {
        return new PoolRecord(id, "shop", "{\"a\":1}", bytes("key of " + id), NOW, NOW, 1);
    }

    static ClientRecord client(PoolId pool, String id) {
        return new ClientRecord(pool, new ClientId(id), "web", "{}", NOW, NOW, 1);
    }

    static UserRecord user(PoolId pool, int number) {
        var attributes = new LinkedHashMap<String, String>();
        attributes.put("email", "user" + number + "@example.com");
        attributes.put("custom:plan", "gold");
        return UserRecord.create(pool, sub(number), "user" + number, "CONFIRMED", attributes, NOW);
    }

    /// Found by user name and mail address.
    static NewUser newUser(PoolId pool, int number) {
        UserRecord user = user(pool, number);
        return new NewUser(user, keys(user.username(), user.attributes().get("email")));
    }

    static UserKeys keys(String username, String... emails) {
        var names = new ArrayList<SignInName>();
        var search = new ArrayList<SearchKey>();
        names.add(new SignInName(SignInName.Kind.USERNAME, username));
        search.add(new SearchKey("username", username));
        for (String email : emails) {
            names.add(new SignInName(SignInName.Kind.EMAIL, email));
            search.add(new SearchKey("email", email));
        }
        return new UserKeys(names, search);
    }

    static SessionRecord session(PoolId pool, String id, Sub sub, String attempt) {
        return new SessionRecord(
                pool,
                id,
                sub,
                new ClientId("client"),
                attempt,
                "event",
                "aws.cognito.signin.user.admin",
                NOW,
                NOW,
                NOW + 1_000,
                1,
                0,
                NOW,
                0,
                "{}");
    }

    static List<NewUser> users(PoolId pool, int from, int to) {
        var users = new ArrayList<NewUser>();
        for (int i = from; i < to; i++) {
            users.add(newUser(pool, i));
        }
        return users;
    }
}
