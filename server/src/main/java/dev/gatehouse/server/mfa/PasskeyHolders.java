package dev.gatehouse.server.mfa;

import dev.gatehouse.server.pools.Pool;
import dev.gatehouse.server.users.User;

/// Knows who has a passkey. The room that keeps them is not below this one.
@FunctionalInterface
public interface PasskeyHolders {
    /// Whether the user can sign in with a passkey now.
    boolean canSignIn(Pool pool, User user);
}
