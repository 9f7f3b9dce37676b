package dev.gatehouse.server.sync;

/// Which identities there are. Nothing is kept for a pool or an identity that this does not know.
public interface IdentityDirectory {
    /// Whether there is an identity pool of that id.
    boolean hasPool(String pool);

    /// Whether that pool has an identity of that id.
    boolean hasIdentity(String pool, String identity);

    /// That of a server without identity pools: every dataset is refused.
    static IdentityDirectory none() {
        return new None();
    }

    /// Knows nobody.
    record None() implements IdentityDirectory {
        @Override
        public boolean hasPool(String pool) {
            return false;
        }

        @Override
        public boolean hasIdentity(String pool, String identity) {
            return false;
        }
    }
}
