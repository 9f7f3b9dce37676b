package dev.gatehouse.server.seal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/// Hashes passwords with Argon2id into the PHC text form `$argon2id$v=19$m=19456,t=2,p=1$<salt>$<hash>`.
///
/// Hashing runs on its own few threads. That bounds the memory in use (threads times the memory of one hash), and
/// keeps
/// the threads that carry all other requests free while hashes are computed. Callers wait their turn.
public final class PasswordHasher implements AutoCloseable {
    private static final int SALT_LENGTH = 16;
    private static final int HASH_LENGTH = 32;

    private final Argon2Parameters parameters;
    private final SecureRandom random;
    private final Argon2 argon2;
    private final ExecutorService threads;

    /// A hasher with the fastest implementation at hand.
    ///
    /// @param parameters the cost of new hashes; the server uses {@link Argon2Parameters#STANDARD}
    /// @param concurrent how many hashes are computed at once, at most; see {@link #defaultConcurrent()}
    /// @param random where salts come from
    public PasswordHasher(Argon2Parameters parameters, int concurrent, SecureRandom random) {
        this(parameters, concurrent, random, fastest());
    }

    PasswordHasher(Argon2Parameters parameters, int concurrent, SecureRandom random, Argon2 argon2) {
        this.parameters = parameters;
        this.random = random;
        this.argon2 = argon2;
        this.threads = Executors.newFixedThreadPool(
                concurrent, Thread.ofPlatform().name("password-", 0).daemon().factory());
    }

    /// As many as there are processors: more would only wait for one another.
    public static int defaultConcurrent() {
        return Runtime.getRuntime().availableProcessors();
    }

    private static Argon2 fastest() {
        Argon2 everywhere = new BouncyArgon2();
        return SodiumArgon2.find(everywhere).orElse(everywhere);
    }

    /// Which implementation computes, for the start log.
    public String implementation() {
        return argon2.name();
    }

    /// Hashes a password with a fresh salt.
    public String hash(String password) {
        byte[] salt = new byte[SALT_LENGTH];
        random.nextBytes(salt);
        return new PhcHash(parameters, salt, compute(password, salt, parameters, HASH_LENGTH)).text();
    }

    /// Whether the password is the one that was hashed.
    ///
    /// @param hash what {@link #hash} gave, of this or another cost
    /// @throws IllegalArgumentException when the text is not an Argon2id hash in PHC form
    public boolean verify(String password, String hash) {
        PhcHash stored = PhcHash.parse(hash);
        byte[] computed = compute(password, stored.salt(), stored.parameters(), stored.hash().length);
        return MessageDigest.isEqual(computed, stored.hash());
    }

    /// Whether the password is the one that another system hashed.
    public boolean verify(String password, ForeignHash hash) {
        return await(() -> hash.holds(password));
    }

    /// Spends what {@link #verify} would, for a user who does not exist. Always false.
    public boolean verifyNobody(String password) {
        compute(password, new byte[SALT_LENGTH], parameters, HASH_LENGTH);
        return false;
    }

    /// Whether a hash was made at another cost than new ones are.
    ///
    /// @throws IllegalArgumentException when the text is not an Argon2id hash in PHC form
    public boolean needsRehash(String hash) {
        PhcHash stored = PhcHash.parse(hash);
        return !stored.parameters().equals(parameters) || stored.hash().length != HASH_LENGTH;
    }

    /// Stops the threads; a hash under way is finished.
    @Override
    public void close() {
        threads.shutdown();
    }

    private byte[] compute(String password, byte[] salt, Argon2Parameters cost, int length) {
        byte[] bytes = password.getBytes(UTF_8);
        try {
            return await(() -> argon2.hash(bytes, salt, cost, length));
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private <T> T await(Supplier<T> work) {
        Future<T> result = threads.submit(work::get);
        try {
            return result.get();
        } catch (InterruptedException e) {
            result.cancel(false);
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while hashing", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("hashing failed", e.getCause());
        }
    }
}
