package dev.gatehouse.server.identitypools;

import dev.gatehouse.server.store.Tx;

/// What others keep for identities. Told inside the write that merges or deletes them.
public interface Belongings {
    /// One identity is switched off; what it had is another's.
    ///
    /// @param pool the identity pool of both
    void merged(Tx tx, String pool, String from, String into);

    /// An identity is deleted.
    void forgotten(Tx tx, String pool, String identity);
}
