package dev.gatehouse.server.seal;

/// Something that computes Argon2id, version 0x13 (RFC 9106).
interface Argon2 {
    /// Computes a hash.
    ///
    /// @param length bytes wanted
    byte[] hash(byte[] password, byte[] salt, Argon2Parameters parameters, int length);

    /// Which implementation this is, for the start log.
    String name();
}
