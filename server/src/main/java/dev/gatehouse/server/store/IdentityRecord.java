package dev.gatehouse.server.store;

/// An identity in an identity pool. Times are epoch milliseconds.
///
/// @param pool the id of its pool
/// @param id `<region>:<uuid>`
/// @param enabled false after it was merged into another
/// @param guest whether it never had a login
public record IdentityRecord(String pool, String id, boolean enabled, boolean guest, long createdAt, long modifiedAt) {}
