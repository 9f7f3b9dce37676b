package dev.gatehouse.bench;

import dev.gatehouse.pure.id.ClientId;
import dev.gatehouse.pure.id.PoolId;
import dev.gatehouse.pure.id.Sub;
import dev.gatehouse.server.seal.Argon2Parameters;
import dev.gatehouse.server.seal.Chance;
import dev.gatehouse.server.seal.MasterKey;
import dev.gatehouse.server.seal.PasswordHasher;
import dev.gatehouse.server.seal.Sealer;
import dev.gatehouse.server.store.NewUser;
import dev.gatehouse.server.store.SearchKey;
import dev.gatehouse.server.store.SessionRecord;
import dev.gatehouse.server.store.SignInName;
import dev.gatehouse.server.store.Store;
import dev.gatehouse.server.store.UserKeys;
import dev.gatehouse.server.store.UserRecord;
import dev.gatehouse.server.store.UserWrite;
import dev.gatehouse.server.tokens.Grant;
import dev.gatehouse.server.tokens.RefreshToken;
import dev.gatehouse.server.tokens.RefreshTokens;
import dev.gatehouse.server.users.Passwords;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The users of a pool, written through the store while no server runs: each with a session, evenly over the key
/// range
/// some with a password and some whose refresh token is known.
///
/// @param signIns user names with {@link #PASSWORD}
/// @param refreshTokens good ones
record Population(List<String> signIns, List<String> refreshTokens) {
    static final String PASSWORD = "Correct-Horse-7-Battery";

    private static final int WITH_PASSWORD = 200;
    private static final int WITH_KNOWN_TOKEN = 20_000;
    private static final int BATCH = 2_000;
    private static final long SESSION_LIFE = Duration.ofDays(30).toMillis();

    /// The user name of the n-th user.
    static String name(int n) {
        return "user%08d".formatted(n);
    }

    /// The e-mail address of the n-th user.
    static String email(int n) {
        return name(n) + "@example.com";
    }

    /// The sub of the n-th of so many users.
    static Sub sub(int n, int users) {
        return new Sub(id("4000", n, users));
    }

    /// Ids ascend, so that the tables fill from left to right: a full tree of the same height, sooner.
    ///
    /// @param kind tells ids of different things apart
    static String id(String kind, int n, int users) {
        long first = (long) n * 0xFFFF_FFFFL / users;
        return "%08x-%04x-%s-8000-%012x".formatted(first, n & 0xFFFF, kind, n);
    }

    /// Fills a pool.
    static Population load(Path data, PoolId pool, ClientId client, int users) throws IOException {
        SecureRandom random = new SecureRandom();
        Sealer sealer = new Sealer(MasterKey.open(data, Optional.empty(), Optional.empty(), random), random);
        try (Store store = Store.sqlite(data.resolve("gatehouse.db"), InstantSource.system());
                PasswordHasher hasher =
                        new PasswordHasher(Argon2Parameters.STANDARD, PasswordHasher.defaultConcurrent(), random)) {
            Passwords passwords = new Passwords(hasher, sealer, new Chance(random));
            return new Loader(store, passwords, new RefreshTokens(sealer), pool, client, users).run();
        }
    }

    private record Loader(
            Store store, Passwords passwords, RefreshTokens tokens, PoolId pool, ClientId client, int users) {

        Population run() {
            var population = new Population(new ArrayList<>(), new ArrayList<>());
            for (int from = 0; from < users; from += BATCH) {
                batch(from, Math.min(users, from + BATCH), population);
            }
            return population;
        }

        private void batch(int from, int to, Population population) {
            List<NewUser> added = new ArrayList<>();
            List<SessionRecord> sessions = new ArrayList<>();
            for (int n = from; n < to; n++) {
                UserRecord user = user(n);
                if (chosen(n, WITH_PASSWORD)) {
                    var kept = passwords.make(user, PASSWORD);
                    user = user.withPassword(kept.hash(), kept.salt(), kept.verifier(), List.of(), user.createdAt());
                    population.signIns().add(user.username());
                }
                SessionRecord session = session(n, user.sub());
                if (chosen(n, WITH_KNOWN_TOKEN)) {
                    population.refreshTokens().add(tokens.seal(new RefreshToken(pool, client, session.id(), 0)));
                }
                added.add(new NewUser(user, keys(n)));
                sessions.add(session);
            }
            var _ = store.write(tx -> {
                List<UserWrite> written = tx.users().insertAll(added);
                sessions.forEach(session -> tx.sessions().insert(session));
                return written.size();
            });
        }

        /// About `many` of all, at equal distances.
        private boolean chosen(int n, int many) {
            return n % Math.max(1, users / many) == 0;
        }

        private UserRecord user(int n) {
            Map<String, String> attributes = Map.of("email", email(n), "email_verified", "true", "name", "User " + n);
            return UserRecord.create(pool, sub(n, users), name(n), "CONFIRMED", attributes, System.currentTimeMillis());
        }

        private static UserKeys keys(int n) {
            return new UserKeys(
                    List.of(new SignInName(SignInName.Kind.USERNAME, name(n))),
                    List.of(
                            new SearchKey("username", name(n)),
                            new SearchKey("email", email(n)),
                            new SearchKey("name", "user " + n)));
        }

        private SessionRecord session(int n, Sub sub) {
            long now = System.currentTimeMillis();
            return new SessionRecord(
                    pool,
                    id("4001", n, users),
                    sub,
                    client,
                    id("4002", n, users),
                    id("4003", n, users),
                    Grant.API_SCOPE,
                    now,
                    now,
                    now + SESSION_LIFE,
                    0,
                    0,
                    now,
                    0,
                    "{}");
        }
    }
}
