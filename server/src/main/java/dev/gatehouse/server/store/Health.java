package dev.gatehouse.server.store;

/// Whether the store serves.
///
/// @param available reads work and the last write did not fail for lack of a database
/// @param engine `sqlite` or `postgresql`
public record Health(boolean available, String engine) {}
