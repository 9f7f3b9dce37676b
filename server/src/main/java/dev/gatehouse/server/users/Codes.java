package dev.gatehouse.server.users;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.pure.id.Sub;
import dev.gatehouse.server.pools.Pool;
import dev.gatehouse.server.seal.Chance;
import dev.gatehouse.server.seal.Kdf;
import dev.gatehouse.server.store.Bytes;
import dev.gatehouse.server.store.CodeRecord;
import dev.gatehouse.server.store.Tx;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Codes sent to users: one per user and purpose, six digits, kept as a keyed digest bound to pool, user and
/// purpose, good once, for a time and a number of tries.
final class Codes {
    /// Wrong answers after which a code is dead.
    static final int MOST_TRIES = 15;

    private static final int DIGITS = 6;
    private static final int UNKNOWABLE = 32;
    private static final Duration LONG_LIFE = Duration.ofHours(24);
    private static final Duration SHORT_LIFE = Duration.ofHours(1);

    private final Chance chance;

    Codes(Chance chance) {
        this.chance = chance;
    }

    /// What a code is good for, and for how long.
    ///
    /// @param key the purpose in the store
    /// @param life how long a code is good
    record Purpose(String key, Duration life) {
        /// Confirming a sign-up.
        static final Purpose SIGN_UP = new Purpose("sign-up", LONG_LIFE);
        /// Choosing a new password.
        static final Purpose FORGOT_PASSWORD = new Purpose("forgot-password", SHORT_LIFE);

        /// Verifying an address.
        static Purpose verify(String address) {
            return new Purpose("verify-" + address, LONG_LIFE);
        }
    }

    /// How a code was judged.
    sealed interface Verdict {
        /// The code is right.
        ///
        /// @param code what was kept of it
        record Right(CodeRecord code) implements Verdict {}

        /// The code is wrong; the try was counted.
        record Wrong() implements Verdict {}

        /// There is no code, or it is too old, or was tried too often.
        record None() implements Verdict {}
    }

    /// A fresh code.
    String fresh() {
        return chance.code(DIGITS);
    }

    /// What is kept of a code.
    CodeRecord kept(Pool pool, Sub sub, Purpose purpose, String code, String address, String destination, Instant now) {
        return record(purpose, mac(pool, sub, purpose, code), address, destination, now);
    }

    /// What is kept for a user who is not sent a code but must not be told from one who is: no code fits it.
    CodeRecord unanswerable(Purpose purpose, Instant now) {
        return record(purpose, Bytes.of(chance.bytes(UNKNOWABLE)), "", "", now);
    }

    /// Judges a code inside a write and counts a wrong one; a right one stays.
    Verdict judge(Tx tx, Pool pool, Sub sub, Purpose purpose, String code, Instant now) {
        byte[] answered = mac(pool, sub, purpose, code).toArray();
        Optional<CodeRecord> found = tx.codes().find(pool.id(), sub, purpose.key());
        boolean live = found.isPresent()
                && now.toEpochMilli() < found.get().expiresAt()
                && found.get().tries() < MOST_TRIES;
        if (!live) {
            return new Verdict.None();
        }
        if (!MessageDigest.isEqual(answered, found.get().codeMac().toArray())) {
            tx.codes().countTry(pool.id(), sub, purpose.key());
            return new Verdict.Wrong();
        }
        return new Verdict.Right(found.get());
    }

    /// As {@link #judge}, but a right code is used up.
    Verdict use(Tx tx, Pool pool, Sub sub, Purpose purpose, String code, Instant now) {
        Verdict verdict = judge(tx, pool, sub, purpose, code, now);
        if (verdict instanceof Verdict.Right) {
            tx.codes().consume(pool.id(), sub, purpose.key());
        }
        return verdict;
    }

    private static CodeRecord record(Purpose purpose, Bytes mac, String address, String destination, Instant now) {
        long made = now.toEpochMilli();
        return new CodeRecord(
                purpose.key(),
                mac,
                address,
                destination,
                made,
                made + purpose.life().toMillis(),
                0);
    }

    private static Bytes mac(Pool pool, Sub sub, Purpose purpose, String code) {
        return Bytes.of(Kdf.mac(
                pool.key(),
                "code".getBytes(UTF_8),
                pool.id().value().getBytes(UTF_8),
                sub.value().getBytes(UTF_8),
                purpose.key().getBytes(UTF_8),
                code.getBytes(UTF_8)));
    }
}
