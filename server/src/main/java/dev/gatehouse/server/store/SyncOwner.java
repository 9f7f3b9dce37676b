package dev.gatehouse.server.store;

/// Whose datasets.
///
/// @param pool the id of an identity pool
/// @param identity the id of one of its identities
public record SyncOwner(String pool, String identity) {}
