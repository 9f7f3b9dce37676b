package dev.gatehouse.server.store;

import dev.gatehouse.pure.id.ClientId;
import dev.gatehouse.pure.id.PoolId;

/// One secret of an app client.
///
/// @param pool the client's pool
/// @param client the client
/// @param secretId the id it is listed and deleted by
/// @param sealed the secret, sealed
/// @param createdAt epoch milliseconds
public record ClientSecretRecord(PoolId pool, ClientId client, String secretId, Bytes sealed, long createdAt) {}
