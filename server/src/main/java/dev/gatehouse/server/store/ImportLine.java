package dev.gatehouse.server.store;

/// What became of a line of an imported file that gave no user.
///
/// @param line its number, from 1
/// @param outcome `SKIPPED` or `FAILED`
/// @param reason why; never a value from the file
public record ImportLine(long line, String outcome, String reason) {}
