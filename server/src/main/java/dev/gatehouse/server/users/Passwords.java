package dev.gatehouse.server.users;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.model.cognitoidp.PasswordPolicyType;
import dev.gatehouse.pure.id.Sub;
import dev.gatehouse.pure.srp.Salt;
import dev.gatehouse.pure.srp.SrpIdentity;
import dev.gatehouse.pure.srp.Verifier;
import dev.gatehouse.server.pools.Pool;
import dev.gatehouse.server.seal.Chance;
import dev.gatehouse.server.seal.Chance.CharacterClass;
import dev.gatehouse.server.seal.ForeignHash;
import dev.gatehouse.server.seal.PasswordHasher;
import dev.gatehouse.server.seal.Purpose;
import dev.gatehouse.server.seal.Sealer;
import dev.gatehouse.server.seal.Secret;
import dev.gatehouse.server.store.Bytes;
import dev.gatehouse.server.store.UserRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Passwords of users: rules for new ones, Argon2id hashes and SRP verifiers of those that are set.
///
/// Hashing takes long and must not happen inside a write: {@link #make} first, {@link #with} inside.
public final class Passwords {
    private static final int SALT_LENGTH = 16;
    private static final int SHORTEST_TEMPORARY = 12;

    /// Stands before a hash of another system; ours begin with a dollar sign.
    private static final String FOREIGN = "foreign ";

    private final PasswordHasher hasher;
    private final Sealer sealer;
    private final Chance chance;
    private final CommonPasswords common = CommonPasswords.bundled();

    /// @param hasher hashes passwords
    /// @param sealer seals hashes and verifiers
    /// @param chance makes salts and temporary passwords
    public Passwords(PasswordHasher hasher, Sealer sealer, Chance chance) {
        this.hasher = hasher;
        this.sealer = sealer;
        this.chance = chance;
    }

    /// What is kept of a password, for one user.
    ///
    /// @param hash the Argon2id hash, sealed
    /// @param salt the SRP salt
    /// @param verifier the SRP verifier, sealed
    public record Kept(Bytes hash, Bytes salt, Bytes verifier) {}

    /// Whether that is the user's password. Takes as long for users without one, and never less for a hash of another
    /// system.
    public boolean matches(User user, String password) {
        Bytes hash = user.record().passwordHash();
        if (hash == null) {
            return hasher.verifyNobody(password);
        }
        boolean holds = holds(password, open(user, hash));
        if (user.hasForeignPassword()) {
            hasher.verifyNobody(password);
        }
        return holds;
    }

    /// The user with a password that another system hashed. There is no SRP verifier until it is first given.
    UserRecord withForeign(UserRecord user, String hash, Instant now) {
        Bytes sealed = seal(user, "password", (FOREIGN + hash).getBytes(UTF_8));
        return user.withPassword(sealed, null, null, List.of(), now.toEpochMilli());
    }

    /// The user with their own password kept in our way instead of another system's. It counts as set when it was.
    public UserRecord adopted(UserRecord user, Kept kept, Instant now) {
        return user.withPassword(
                        kept.hash(), kept.salt(), kept.verifier(), user.passwordHistory(), user.passwordSetAt())
                .withStatus(user.status(), now.toEpochMilli());
    }

    private boolean holds(String password, String kept) {
        if (!kept.startsWith(FOREIGN)) {
            return hasher.verify(password, kept);
        }
        ForeignHash hash = ForeignHash.parse(kept.substring(FOREIGN.length()))
                .orElseThrow(() -> new IllegalStateException("a stored hash cannot be read"));
        return hasher.verify(password, hash);
    }

    /// Takes as long as {@link #matches}, for a user who does not exist.
    public void dummy(String password) {
        hasher.verifyNobody(password);
    }

    /// The SRP credential of a user; one that fits no password for users without a password.
    public SrpCredential srp(Pool pool, User user) {
        Bytes salt = user.record().srpSalt();
        Bytes verifier = user.record().srpVerifier();
        if (salt == null || verifier == null) {
            return Ghosts.credential(pool, user.username(), user.username());
        }
        byte[] opened = sealer.openStored(Purpose.USER_SECRET, verifier.toArray(), context(user.record(), "srp"));
        return new SrpCredential(Salt.of(salt.toArray()), Verifier.of(opened), user.username());
    }

    /// The SRP credential of a user who does not exist: always the same for one name, and it fits no password.
    public SrpCredential ghost(Pool pool, String name) {
        return Ghosts.credential(pool, name);
    }

    /// What stands for a user who does not exist: formed like a sub, always the same for one name.
    public Sub standIn(Pool pool, String name) {
        return Ghosts.sub(pool, name);
    }

    /// Checks a new password against the pool's rules, without its history.
    ///
    /// @param username the user name, as typed where the canonical one is a sub
    /// @param attributes the user's attributes
    /// @throws dev.gatehouse.model.service.ServiceException InvalidPasswordException
    public void checkNew(Pool pool, String username, Map<String, String> attributes, String password) {
        PasswordPolicy.of(pool.passwordPolicy()).brokenBy(password).ifPresent(rule -> {
            throw Refusals.badPassword(rule);
        });
        if (pool.refusesCommonPasswords() && common.contain(password)) {
            throw Refusals.badPassword("Password is too common");
        }
        if (pool.refusesPersonalPasswords() && PersonalPasswords.contains(password, username, attributes)) {
            throw Refusals.badPassword("Password must not contain the user name, email or name");
        }
    }

    /// Checks a new password against the rules and the last passwords of a user, the present one included
    /// (PasswordHistorySize of PasswordPolicyType).
    ///
    /// @throws dev.gatehouse.model.service.ServiceException InvalidPasswordException or
    ///     PasswordHistoryPolicyViolationException
    public void checkNext(Pool pool, User user, String password) {
        checkNew(pool, user.username(), user.attributes(), password);
        UserRecord record = user.record();
        Stream<Bytes> last = Stream.concat(Stream.ofNullable(record.passwordHash()), record.passwordHistory().stream());
        boolean used = last.limit(historySize(pool)).anyMatch(hash -> holds(password, open(user, hash)));
        if (used) {
            throw Refusals.reusedPassword();
        }
    }

    /// Computes what is kept of a password. Slow; not to be called inside a write.
    public Kept make(UserRecord user, String password) {
        Bytes hash = seal(user, "password", hasher.hash(password).getBytes(UTF_8));
        Salt salt = Salt.of(chance.bytes(SALT_LENGTH));
        Verifier verifier = Verifier.compute(new SrpIdentity(user.pool().name(), user.username()), password, salt);
        return new Kept(hash, Bytes.of(salt.padded()), seal(user, "srp", verifier.padded()));
    }

    /// The user with another password, the present one moved into the history if the pool keeps one.
    public UserRecord with(Pool pool, UserRecord user, Kept kept, Instant now) {
        List<Bytes> history = new ArrayList<>();
        int size = historySize(pool);
        Bytes present = user.passwordHash();
        if (size > 1 && present != null) {
            history.add(present);
        }
        user.passwordHistory().stream()
                .limit(Math.max(0, size - 1 - history.size()))
                .forEach(history::add);
        return user.withPassword(kept.hash(), kept.salt(), kept.verifier(), history, now.toEpochMilli());
    }

    /// A temporary password that keeps the pool's policy.
    Secret temporary(Pool pool) {
        PasswordPolicy policy = PasswordPolicy.of(pool.passwordPolicy());
        Set<CharacterClass> classes = EnumSet.noneOf(CharacterClass.class);
        if (policy.uppercase()) {
            classes.add(CharacterClass.UPPERCASE);
        }
        if (policy.lowercase()) {
            classes.add(CharacterClass.LOWERCASE);
        }
        if (policy.numbers()) {
            classes.add(CharacterClass.NUMBER);
        }
        if (policy.symbols()) {
            classes.add(CharacterClass.SYMBOL);
        }
        return chance.password(Math.max(policy.minimumLength(), SHORTEST_TEMPORARY), classes);
    }

    /// Whether a temporary password is too old to be used (TemporaryPasswordValidityDays of the pool).
    public boolean temporaryExpired(Pool pool, User user, Instant now) {
        return !now.isBefore(user.passwordSetAt().plus(pool.temporaryPasswordValidity()));
    }

    private static int historySize(Pool pool) {
        PasswordPolicyType policy = pool.passwordPolicy();
        Integer size = policy.passwordHistorySize();
        return size == null ? 0 : size;
    }

    private String open(User user, Bytes sealed) {
        byte[] hash = sealer.openStored(Purpose.USER_SECRET, sealed.toArray(), context(user.record(), "password"));
        return new String(hash, UTF_8);
    }

    private Bytes seal(UserRecord user, String what, byte[] plain) {
        return Bytes.of(sealer.seal(Purpose.USER_SECRET, plain, context(user, what)));
    }

    private static String context(UserRecord user, String what) {
        return user.pool() + "/" + user.sub() + "/" + what;
    }
}
