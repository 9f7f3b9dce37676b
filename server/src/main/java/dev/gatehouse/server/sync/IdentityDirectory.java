package dev.gatehouse.server.sync;

import dev.gatehouse.server.store.Tx;

/// Which identities there are. Nothing is kept for a pool or an identity that this does not know.
public interface IdentityDirectory {
    /// Whether there is an identity pool of that id.
    boolean hasPool(Tx tx, String pool);

    /// Whether that pool has an identity of that id, in use.
    boolean hasIdentity(Tx tx, String pool, String identity);
}
