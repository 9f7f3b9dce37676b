package dev.gatehouse.server.store;

import dev.gatehouse.pure.id.ClientId;
import dev.gatehouse.pure.id.PoolId;

/// An app client of a pool.
///
/// @param pool the pool it belongs to
/// @param id its id, unique across pools
/// @param name the operator's name for it
/// @param document settings as JSON text, the `pools` room's own form
/// @param createdAt epoch milliseconds
/// @param modifiedAt epoch milliseconds
/// @param version counts changes, those of its secrets too
public record ClientRecord(
        PoolId pool, ClientId id, String name, String document, long createdAt, long modifiedAt, long version) {

    /// The same client with other settings, for {@link Clients#update}.
    public ClientRecord with(String newName, String newDocument, long now) {
        return new ClientRecord(pool, id, newName, newDocument, createdAt, now, version);
    }
}
