package dev.gatehouse.server.sync;

import dev.gatehouse.server.seal.Chance;
import dev.gatehouse.server.store.Store;
import dev.gatehouse.server.store.SyncOwner;
import dev.gatehouse.server.store.Work;
import java.time.InstantSource;

/// What the classes of this room share.
record Room(Store store, Chance chance, InstantSource clock, Askers askers, SyncSessions sessions) {

    /// Writes for a pool, which may have been deleted since the caller was let in.
    ///
    /// @throws dev.gatehouse.model.service.ServiceException ResourceNotFoundException
    <T> T write(String pool, Work<T> work) {
        return store.write(tx -> {
            askers.require(tx, pool);
            return work.run(tx);
        });
    }

    /// Writes for an identity, which may have been merged or deleted since the caller was let in.
    ///
    /// @throws dev.gatehouse.model.service.ServiceException ResourceNotFoundException
    <T> T write(SyncOwner owner, Work<T> work) {
        return store.write(tx -> {
            askers.require(tx, owner);
            return work.run(tx);
        });
    }
}
