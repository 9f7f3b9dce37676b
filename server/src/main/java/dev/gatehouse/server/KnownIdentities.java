package dev.gatehouse.server;

import dev.gatehouse.server.store.IdentityRecord;
import dev.gatehouse.server.store.Store;
import dev.gatehouse.server.sync.IdentityDirectory;

/// The identity pools and identities of the store, for those who keep something for them.
record KnownIdentities(Store store) implements IdentityDirectory {
    @Override
    public boolean hasPool(String pool) {
        return store.read(tx -> tx.identityPools().find(pool)).isPresent();
    }

    @Override
    public boolean hasIdentity(String pool, String identity) {
        return store.read(tx -> tx.identities().find(identity))
                .filter(IdentityRecord::enabled)
                .filter(record -> record.pool().equals(pool))
                .isPresent();
    }
}
