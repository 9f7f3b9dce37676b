package dev.gatehouse.server.trust;

import java.security.PublicKey;
import java.util.Optional;

/// Where the keys of an issuer come from.
@FunctionalInterface
public interface KeyFinder {
    /// The key that a token says it was signed with.
    ///
    /// @return empty when the issuer has no such key
    /// @throws Unreachable when the issuer's keys cannot be had now
    Optional<PublicKey> find(Jwt token) throws Unreachable;

    /// An issuer that does not answer, or answers nonsense.
    final class Unreachable extends Exception {
        public Unreachable(String message) {
            super(message, null, false, false);
        }
    }
}
