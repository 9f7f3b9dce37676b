package dev.gatehouse.server.store;

import dev.gatehouse.pure.id.PoolId;
import dev.gatehouse.pure.id.Sub;

/// An identity of a user at another provider.
///
/// @param pool the pool
/// @param key which identity
/// @param sub the user
/// @param primary whether the user was made from it, rather than linked to it
/// @param createdAt when it was linked; epoch milliseconds
public record LinkedIdentityRecord(PoolId pool, Key key, Sub sub, boolean primary, long createdAt) {

    /// Which identity.
    ///
    /// @param provider the provider's name
    /// @param attribute what the provider's user is known by
    /// @param value the value that is theirs
    public record Key(String provider, String attribute, String value) {}
}
