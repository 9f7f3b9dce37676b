package dev.gatehouse.server;

import dev.gatehouse.server.identitypools.Belongings;
import dev.gatehouse.server.store.Tx;
import dev.gatehouse.server.sync.IdentityData;

/// What identities keep in Cognito Sync.
final class SyncedBelongings implements Belongings {
    @Override
    public void merged(Tx tx, String pool, String from, String into) {
        IdentityData.merge(tx, pool, from, into);
    }

    @Override
    public void forgotten(Tx tx, String pool, String identity) {
        IdentityData.forget(tx, pool, identity);
    }
}
