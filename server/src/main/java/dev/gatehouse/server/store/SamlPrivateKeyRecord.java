package dev.gatehouse.server.store;

/// A private key that opens a SAML provider's encrypted assertions.
///
/// @param provider the ARN of the provider
/// @param id among those of the provider
/// @param sealed the key in PKCS #8, sealed
/// @param createdAt epoch milliseconds
public record SamlPrivateKeyRecord(String provider, String id, Bytes sealed, long createdAt) {}
