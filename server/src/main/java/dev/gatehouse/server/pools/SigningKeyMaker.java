package dev.gatehouse.server.pools;

import dev.gatehouse.pure.id.PoolId;
import dev.gatehouse.server.store.Tx;
import java.util.function.Consumer;

/// Makes the signing keys of a new pool: takes them before the write that makes the pool, because making them is
/// slow.
@FunctionalInterface
public interface SigningKeyMaker {
    /// What stores the pool's keys inside the write; it may run again if the write is retried.
    Consumer<Tx> keysFor(PoolId pool);
}
