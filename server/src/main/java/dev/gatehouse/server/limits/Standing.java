package dev.gatehouse.server.limits;

import java.time.Instant;

/// Where somebody stands with the lock-out.
public sealed interface Standing {
    /// May try.
    record Open() implements Standing {}

    /// May not try, not even with the right password: `NotAuthorizedException`, "Password attempts exceeded".
    ///
    /// @param until when the next try is looked at
    record Locked(Instant until) implements Standing {}
}
