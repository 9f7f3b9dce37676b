package dev.gatehouse.server.store;

/// Seals a value again under the newest master key.
@FunctionalInterface
public interface Resealer {
    /// The value under the newest key; the same value when it is already.
    Bytes reseal(Place place, Bytes sealed);

    /// Where a sealed value stands, for sealing that binds it there.
    ///
    /// @param column which value it is
    /// @param pool the pool's id, or the setting's name
    record Place(Column column, String pool) {}

    /// The sealed values.
    enum Column {
        /// A value of {@link Settings} written as sealed.
        SETTING,
        /// {@link PoolRecord#sealedKey}.
        POOL_KEY,
        /// {@link SigningKeyRecord#sealedPrivate}.
        SIGNING_KEY,
        /// {@link ClientSecretRecord#sealed}.
        CLIENT_SECRET,
        /// {@link UserRecord#passwordHash}.
        PASSWORD_HASH,
        /// {@link UserRecord#srpVerifier}.
        SRP_VERIFIER,
        /// Each of {@link UserRecord#passwordHistory}.
        PASSWORD_HISTORY,
        /// A state in {@link Parked}.
        PARKED
    }
}
