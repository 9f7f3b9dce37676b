package dev.gatehouse.server.store;

/// Failed tries in a row for one key.
///
/// @param failures how many
/// @param lastFailedAt epoch milliseconds of the last
public record FailureRecord(int failures, long lastFailedAt) {}
