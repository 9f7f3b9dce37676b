package dev.gatehouse.server.store;

import dev.gatehouse.pure.id.PoolId;

/// A user pool.
///
/// @param id its id
/// @param name the operator's name for it
/// @param document settings as JSON text, the `pools` room's own form
/// @param sealedKey the pool's own secret, sealed
/// @param createdAt epoch milliseconds
/// @param modifiedAt epoch milliseconds
/// @param version counts changes; what an update expects to find
public record PoolRecord(
        PoolId id, String name, String document, Bytes sealedKey, long createdAt, long modifiedAt, long version) {

    /// The same pool with other settings, for {@link Pools#update}.
    public PoolRecord with(String newName, String newDocument, long now) {
        return new PoolRecord(id, newName, newDocument, sealedKey, createdAt, now, version);
    }
}
