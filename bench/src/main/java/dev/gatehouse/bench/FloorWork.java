package dev.gatehouse.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.gatehouse.pure.id.ClientId;
import dev.gatehouse.pure.id.PoolId;
import dev.gatehouse.pure.id.Sub;
import dev.gatehouse.pure.sigv4.Rules;
import dev.gatehouse.pure.srp.Salt;
import dev.gatehouse.pure.srp.SrpIdentity;
import dev.gatehouse.pure.srp.Verifier;
import dev.gatehouse.pure.totp.Totp;
import dev.gatehouse.server.seal.Argon2Parameters;
import dev.gatehouse.server.seal.BadSeal;
import dev.gatehouse.server.seal.MasterKey;
import dev.gatehouse.server.seal.PasswordHasher;
import dev.gatehouse.server.seal.Purpose;
import dev.gatehouse.server.seal.Rs256;
import dev.gatehouse.server.seal.Sealer;
import dev.gatehouse.server.seal.SigningKey;
import dev.gatehouse.server.store.NewUser;
import dev.gatehouse.server.store.SessionRecord;
import dev.gatehouse.server.store.Store;
import dev.gatehouse.server.store.UserKeys;
import dev.gatehouse.server.store.UserRecord;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/// The work that each {@link Floor} stands for. Each piece may run on many threads.
final class FloorWork implements AutoCloseable {
    private static final PoolId POOL = new PoolId("us-east-1_Floor0000");
    private static final ClientId CLIENT = new ClientId("floor00000000000000000000");
    private static final int USERS = 1_000;
    private static final int TOKEN_LENGTH = 900;
    private static final int TOTP_SECRET = 32;

    /// Bytes that a session of an identity takes.
    private static final int SESSION = 700;

    private final Store store;
    private final PasswordHasher hasher;
    private final SigningKey key = SigningKey.generate();
    private final Sealer sealer =
            new Sealer(MasterKey.parse("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="), new SecureRandom());
    private final Map<Floor, Runnable> prepared = new EnumMap<>(Floor.class);

    private FloorWork(Store store, PasswordHasher hasher) {
        this.store = store;
        this.hasher = hasher;
    }

    static FloorWork open(Path data) {
        Store store = Store.sqlite(data.resolve("floor.db"), InstantSource.system());
        List<NewUser> users = new ArrayList<>();
        for (int n = 0; n < USERS; n++) {
            Map<String, String> attributes = Map.of("email", Population.email(n), "email_verified", "true");
            var user = UserRecord.create(POOL, sub(n), Population.name(n), "CONFIRMED", attributes, 0);
            users.add(new NewUser(user, new UserKeys(List.of(), List.of())));
        }
        var _ = store.write(tx -> tx.users().insertAll(users).size());
        var hasher =
                new PasswordHasher(Argon2Parameters.STANDARD, PasswordHasher.defaultConcurrent(), new SecureRandom());
        return new FloorWork(store, hasher);
    }

    private static Sub sub(int n) {
        return new Sub(new UUID(n, 0).toString());
    }

    /// The work, ready to be run again and again.
    Runnable of(Floor floor) {
        return prepared.computeIfAbsent(floor, this::prepare);
    }

    private Runnable prepare(Floor floor) {
        byte[] token = "e".repeat(TOKEN_LENGTH).getBytes(US_ASCII);
        return switch (floor) {
            case SIGNATURE -> () -> key.sign(token);
            case CHECK -> {
                Rs256 checker = Rs256.of(key.publicKey());
                byte[] signature = key.sign(token);
                yield () -> require(checker.verify(token, signature));
            }
            case SRP -> {
                var exchange = new SrpExchange();
                yield () -> require(exchange.serverSide());
            }
            case TOTP -> {
                byte[] secret = new byte[TOTP_SECRET];
                Instant now = Instant.EPOCH;
                String code = Totp.code(secret, Totp.step(now));
                yield () -> require(Totp.match(secret, code, now).isPresent());
            }
            case VERIFIER -> {
                var identity = new SrpIdentity(POOL.name(), "someone");
                var salt = Salt.of(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16});
                yield () -> Verifier.compute(identity, Population.PASSWORD, salt);
            }
            case HASH -> {
                String hash = hasher.hash(Population.PASSWORD);
                yield () -> require(hasher.verify(Population.PASSWORD, hash));
            }
            case SIGV4 -> {
                var signed =
                        SignedCall.of("AdminGetUser", "{\"UserPoolId\":\"%s\",\"Username\":\"u\"}".formatted(POOL));
                Rules rules = Rules.of("cognito-idp");
                yield () -> require(signed.check(rules));
            }
            case SEAL -> {
                byte[] plain = new byte[SESSION];
                yield () -> sealer.seal(Purpose.SESSION_TOKEN, plain, "");
            }
            case OPEN -> {
                byte[] sealed = sealer.seal(Purpose.SESSION_TOKEN, new byte[SESSION], "");
                yield () -> require(opens(sealed));
            }
            case WRITE -> () -> store.write(tx -> tx.sessions().insert(session()));
            case READ ->
                () -> require(store.read(tx -> tx.users()
                                .find(POOL, sub(ThreadLocalRandom.current().nextInt(USERS))))
                        .isPresent());
        };
    }

    private boolean opens(byte[] sealed) {
        try {
            return sealer.open(Purpose.SESSION_TOKEN, sealed, "").length == SESSION;
        } catch (BadSeal wrong) {
            return false;
        }
    }

    private static SessionRecord session() {
        String id = UUID.randomUUID().toString();
        Sub sub = sub(ThreadLocalRandom.current().nextInt(USERS));
        return new SessionRecord(POOL, id, sub, CLIENT, id, id, "scope", 0, 0, Long.MAX_VALUE, 0, 0, 0, 0, "{}");
    }

    private static void require(boolean good) {
        if (!good) {
            throw new IllegalStateException("the work went wrong");
        }
    }

    @Override
    public void close() {
        hasher.close();
        store.close();
    }
}
