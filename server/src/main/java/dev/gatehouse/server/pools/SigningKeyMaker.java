package dev.gatehouse.server.pools;

import dev.gatehouse.pure.id.PoolId;
import dev.gatehouse.server.store.Tx;

/// Makes the signing keys of a new pool, in the write that makes the pool.
@FunctionalInterface
public interface SigningKeyMaker {
    /// Stores the pool's keys. May run more than once for one pool, if the write is retried.
    void makeFor(Tx tx, PoolId pool);
}
