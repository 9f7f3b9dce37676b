package dev.gatehouse.server.store;

/// A code sent to a user, at most one per user and purpose. Times are epoch milliseconds.
///
/// @param purpose what it is good for
/// @param codeMac a keyed digest of the code
/// @param attribute the attribute it verifies, or empty
/// @param destination where it went
/// @param createdAt when it was made
/// @param expiresAt when it ends
/// @param tries wrong answers so far
public record CodeRecord(
        String purpose,
        Bytes codeMac,
        String attribute,
        String destination,
        long createdAt,
        long expiresAt,
        int tries) {}
