package dev.gatehouse.server.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/// A secret the operator supplied. Printing it shows nothing; {@link #reveal} is the only way to its text.
public final class SecretText {
    private final String text;

    /// @param text the secret itself
    public SecretText(String text) {
        this.text = text;
    }

    /// The secret itself.
    public String reveal() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SecretText that
                && MessageDigest.isEqual(
                        text.getBytes(StandardCharsets.UTF_8), that.text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int hashCode() {
        return SecretText.class.hashCode();
    }

    @Override
    public String toString() {
        return "***";
    }
}
