package dev.gatehouse.server.store;

/// A login linked to an identity.
///
/// @param provider as the pool's settings name it
/// @param subject the provider's lasting id of the person
/// @param identity whose login it is
public record IdentityLoginRecord(String provider, String subject, String identity) {}
