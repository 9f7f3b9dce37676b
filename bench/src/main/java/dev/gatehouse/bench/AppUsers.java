package dev.gatehouse.bench;

import dev.gatehouse.pure.id.ClientId;
import dev.gatehouse.pure.id.PoolId;
import dev.gatehouse.pure.id.Sub;
import dev.gatehouse.pure.totp.Totp;
import dev.gatehouse.server.seal.Argon2Parameters;
import dev.gatehouse.server.seal.Chance;
import dev.gatehouse.server.seal.MasterKey;
import dev.gatehouse.server.seal.PasswordHasher;
import dev.gatehouse.server.seal.Purpose;
import dev.gatehouse.server.seal.Sealer;
import dev.gatehouse.server.store.Bytes;
import dev.gatehouse.server.store.NewUser;
import dev.gatehouse.server.store.SearchKey;
import dev.gatehouse.server.store.SignInName;
import dev.gatehouse.server.store.SoftwareTokens;
import dev.gatehouse.server.store.Store;
import dev.gatehouse.server.store.UserKeys;
import dev.gatehouse.server.store.UserRecord;
import dev.gatehouse.server.users.Factor;
import dev.gatehouse.server.users.Passwords;
import dev.gatehouse.server.users.User;
import dev.gatehouse.server.users.UserFactors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;

/// Users with an authenticator app, in a pool of their own beside the one whose size is measured.
///
/// The server takes a code once, and a user has a new one every 30 seconds: there must be as many users as sign-ins in
/// that time, or the load waits for codes.
final class AppUsers {
    static final int MANY = 12_000;

    private static final int BATCH = 2_000;
    private static final int SECRET_BYTES = 32;
    private static final long PAUSE = Duration.ofMillis(1).toNanos();

    private final PoolId pool;
    private final ClientId client;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicLongArray usedSteps;

    private AppUsers(PoolId pool, ClientId client, int users) {
        this.pool = pool;
        this.client = client;
        this.usedSteps = new AtomicLongArray(users);
    }

    /// Who signs in, and the code of the app.
    record Turn(String username, String code) {}

    PoolId pool() {
        return pool;
    }

    ClientId client() {
        return client;
    }

    /// The next user in turn whose app has a code that was not used; waits for one when all were.
    Turn turn() {
        while (true) {
            int n = Math.floorMod(next.getAndIncrement(), usedSteps.length());
            long now = Totp.step(Instant.now());
            long used = usedSteps.get(n);
            long step = Math.max(used + 1, now);
            if (step <= now + Totp.SKEW_STEPS && usedSteps.compareAndSet(n, used, step)) {
                return new Turn(Population.name(n), Totp.code(secret(n), step));
            }
            LockSupport.parkNanos(PAUSE);
        }
    }

    /// Fills a pool that was made for them, while no server runs. Their passwords are hashed at no cost: they sign in
    /// by SRP.
    static AppUsers load(Path data, PoolId pool, ClientId client, int users) throws IOException {
        SecureRandom random = new SecureRandom();
        Sealer sealer = new Sealer(MasterKey.open(data, Optional.empty(), Optional.empty(), random), random);
        try (Store store = Store.sqlite(data.resolve("gatehouse.db"), InstantSource.system());
                PasswordHasher hasher = new PasswordHasher(new Argon2Parameters(8, 1, 1), 1, random)) {
            Passwords passwords = new Passwords(hasher, sealer, new Chance(random));
            for (int from = 0; from < users; from += BATCH) {
                batch(store, sealer, passwords, pool, from, Math.min(users, from + BATCH));
            }
        }
        return new AppUsers(pool, client, users);
    }

    private static void batch(Store store, Sealer sealer, Passwords passwords, PoolId pool, int from, int to) {
        List<NewUser> added = new ArrayList<>();
        for (int n = from; n < to; n++) {
            added.add(new NewUser(
                    user(passwords, pool, n),
                    new UserKeys(
                            List.of(new SignInName(SignInName.Kind.USERNAME, Population.name(n))),
                            List.of(new SearchKey("username", Population.name(n))))));
        }
        var _ = store.write(tx -> {
            var _ = tx.users().insertAll(added);
            for (int n = from; n < to; n++) {
                Bytes sealed = Bytes.of(sealer.seal(Purpose.MFA_SECRET, secret(n), pool + "/" + sub(n)));
                tx.softwareTokens().put(pool, sub(n), SoftwareTokens.Kind.ACTIVE, sealed, 0);
            }
            return true;
        });
    }

    private static UserRecord user(Passwords passwords, PoolId pool, int n) {
        Instant now = Instant.now();
        UserRecord bare = UserRecord.create(
                pool, sub(n), Population.name(n), "CONFIRMED", Map.of("name", "User " + n), now.toEpochMilli());
        Passwords.Kept kept = passwords.make(bare, Population.PASSWORD);
        UserRecord user = bare.withPassword(kept.hash(), kept.salt(), kept.verifier(), List.of(), now.toEpochMilli());
        UserFactors app = UserFactors.NONE.withSoftwareToken(Optional.empty()).with(Factor.SOFTWARE_TOKEN_MFA);
        return new User(user).with(app, now).record();
    }

    private static Sub sub(int n) {
        return new Sub(new UUID(0x4000L, 0x8000_0000_0000_0000L | n).toString());
    }

    private static byte[] secret(int n) {
        return ByteBuffer.allocate(SECRET_BYTES).putInt(n).array();
    }
}
