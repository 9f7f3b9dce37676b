package dev.gatehouse.server.limits;

import dev.gatehouse.pure.id.PoolId;
import dev.gatehouse.server.store.Store;
import dev.gatehouse.server.store.Tx;
import java.time.InstantSource;

/// Tries per hour, per user and operation. A window opens with its first try; a refused try does not count.
public final class Limits {
    private final Store store;
    private final InstantSource clock;

    /// Limits counted in the store.
    public Limits(Store store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /// Counts a try in a write of its own: it stays counted whatever the operation comes to.
    ///
    /// @param user the sub, or the name as given when nobody has it
    /// @return whether the try is allowed; else the caller answers `LimitExceededException`
    /// @throws dev.gatehouse.server.store.StoreUnavailable when it cannot be counted
    public boolean allows(PoolId pool, Limited operation, String user) {
        return store.write(tx -> allows(tx, pool, operation, user));
    }

    /// Counts a try inside a write; an exception from its closure takes the count back.
    ///
    /// @param user the sub, or the name as given when nobody has it
    /// @return whether the try is allowed
    public boolean allows(Tx tx, PoolId pool, Limited operation, String user) {
        String scope = pool.value() + "/" + operation.name() + "/" + user;
        return tx.counters().hit(scope, operation.window().toMillis(), operation.max(), clock.millis());
    }
}
