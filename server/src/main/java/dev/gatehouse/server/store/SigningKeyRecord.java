package dev.gatehouse.server.store;

import dev.gatehouse.pure.id.PoolId;

/// A signing key pair of a pool.
///
/// @param pool the pool
/// @param kid the key id in token headers
/// @param use which tokens it signs
/// @param state whether it still signs
/// @param sealedPrivate the private key (PKCS#8), sealed
/// @param publicDer the public key (SubjectPublicKeyInfo)
/// @param createdAt epoch milliseconds
/// @param retireAt when a retired key leaves the key set; epoch milliseconds, 0 while active
public record SigningKeyRecord(
        PoolId pool,
        String kid,
        Use use,
        State state,
        Bytes sealedPrivate,
        Bytes publicDer,
        long createdAt,
        long retireAt) {

    /// Which tokens a key signs.
    public enum Use {
        /// ID tokens.
        ID,
        /// Access tokens.
        ACCESS
    }

    /// Whether a key signs or only verifies.
    public enum State {
        /// Signs new tokens.
        ACTIVE,
        /// Only verifies, until `retireAt`.
        RETIRED
    }
}
