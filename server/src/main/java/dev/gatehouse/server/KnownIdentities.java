package dev.gatehouse.server;

import dev.gatehouse.server.store.IdentityRecord;
import dev.gatehouse.server.store.Tx;
import dev.gatehouse.server.sync.IdentityDirectory;

/// The identity pools and identities of the store, for those who keep something for them.
final class KnownIdentities implements IdentityDirectory {
    @Override
    public boolean hasPool(Tx tx, String pool) {
        return tx.identityPools().find(pool).isPresent();
    }

    @Override
    public boolean hasIdentity(Tx tx, String pool, String identity) {
        return tx.identities()
                .find(identity)
                .filter(IdentityRecord::enabled)
                .filter(record -> record.pool().equals(pool))
                .isPresent();
    }
}
