package dev.gatehouse.server.store;

import java.util.List;

/// Seals a value again under the newest master key.
@FunctionalInterface
public interface Resealer {
    /// The value under the newest key; the same value when it is already.
    Bytes reseal(Place place, Bytes value);

    /// Where a value stands, for sealing that binds it there.
    ///
    /// @param column which value it is
    /// @param key the key of its row, as said at the column
    record Place(Column column, List<String> key) {}

    /// The sealed values.
    enum Column {
        /// A value of {@link Settings} written as sealed; key: name.
        SETTING,
        /// {@link PoolRecord#sealedKey}; key: pool.
        POOL_KEY,
        /// {@link SigningKeyRecord#sealedPrivate}; key: pool, kid.
        SIGNING_KEY,
        /// {@link ClientSecretRecord#sealed}; key: client, secret id.
        CLIENT_SECRET,
        /// {@link UserRecord#passwordHash}; key: pool, sub.
        PASSWORD_HASH,
        /// {@link UserRecord#srpVerifier}; key: pool, sub.
        SRP_VERIFIER,
        /// Each of {@link UserRecord#passwordHistory}; key: pool, sub.
        PASSWORD_HISTORY,
        /// A state in {@link Parked}; key: pool, item.
        PARKED,
        /// A secret in {@link SoftwareTokens}; key: pool, sub, kind.
        SOFTWARE_TOKEN,
        /// {@link AccessKeyRecord#sealed}; key: access key id.
        ACCESS_KEY,
        /// {@link SamlPrivateKeyRecord#sealed}; key: provider, id.
        SAML_PRIVATE_KEY,
        /// {@link DeviceRecord#sealedVerifier}; key: pool, sub, device key.
        DEVICE_VERIFIER,
        /// A piece in {@link ImportChunks}; key: pool, job, upload, number.
        IMPORT_CHUNK
    }
}
