package dev.gatehouse.server.seal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;

/// A text that must not be printed: compared in constant time, opened only by {@link #reveal()}.
public final class Secret {
    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /// Wraps a text.
    public static Secret of(String value) {
        return new Secret(value);
    }

    /// The text itself. Every call is a place to review.
    public String reveal() {
        return value;
    }

    /// Whether the candidate is the same text; takes a time that depends on its length only.
    public boolean matches(String candidate) {
        return MessageDigest.isEqual(value.getBytes(UTF_8), candidate.getBytes(UTF_8));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && matches(secret.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "Secret(***)";
    }
}
