package dev.gatehouse.server.seal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;

/// A password hash that another system made, read strictly and with bounds on what verifying it may cost.
///
/// Read are bcrypt (`$2a$`, `$2b$`, `$2y$`), Argon2, scrypt and PBKDF2 in PHC string format, PBKDF2 as Django and
/// passlib write it, Argon2 and bcrypt with Django's prefix, and salted SHA as LDAP servers write it
/// (`{SSHA}`, `{SSHA256}`, `{SSHA512}`).
public sealed interface ForeignHash permits BcryptHash, ArgonHash, Pbkdf2Hash, ScryptHash, SaltedShaHash {
    /// The longest text read.
    int LONGEST = 512;

    /// The family of a hash.
    enum Kind {
        /// bcrypt, cost 4 to 14.
        BCRYPT,
        /// Argon2id, up to 256 MiB and ten passes, and not both.
        ARGON2ID,
        /// Argon2i and Argon2d, in the bounds of Argon2id.
        ARGON2,
        /// PBKDF2 with HMAC-SHA256, up to two million iterations.
        PBKDF2_SHA256,
        /// PBKDF2 with HMAC-SHA1 or HMAC-SHA512, as that.
        PBKDF2,
        /// scrypt, up to 256 MiB.
        SCRYPT,
        /// SHA-1, SHA-256 or SHA-512 over password and salt.
        SALTED_SHA
    }

    /// Reads a hash.
    ///
    /// @return empty when it has none of the forms, or costs more than this server is ready to spend
    static Optional<ForeignHash> parse(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            return Optional.of(read(text));
        } catch (IllegalArgumentException notAHash) {
            return Optional.empty();
        }
    }

    private static ForeignHash read(String text) {
        if (text.startsWith("$2") || text.startsWith("bcrypt")) {
            return BcryptHash.parse(text);
        }
        if (text.startsWith("$argon2") || text.startsWith("argon2$")) {
            return ArgonHash.parse(text);
        }
        if (text.startsWith("$pbkdf2") || text.startsWith("pbkdf2_")) {
            return Pbkdf2Hash.parse(text);
        }
        if (text.startsWith("$scrypt$")) {
            return ScryptHash.parse(text);
        }
        return SaltedShaHash.parse(text);
    }

    /// The family it is of.
    Kind kind();

    /// Whether a password is the one that was hashed. Slow, as the hash demands.
    boolean holds(byte[] password);

    /// As {@link #holds(byte[])}, over UTF-8.
    default boolean holds(String password) {
        return holds(password.getBytes(UTF_8));
    }
}
