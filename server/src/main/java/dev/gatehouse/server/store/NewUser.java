package dev.gatehouse.server.store;

/// A user to insert.
///
/// @param user the record, version 1
/// @param keys what it is found by
public record NewUser(UserRecord user, UserKeys keys) {}
