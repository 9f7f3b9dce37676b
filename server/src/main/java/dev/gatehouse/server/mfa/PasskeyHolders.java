package dev.gatehouse.server.mfa;

import dev.gatehouse.server.pools.Pool;
import dev.gatehouse.server.users.User;

/// Knows about passkeys. The room that keeps them is not below this one.
public interface PasskeyHolders {
    /// Whether the user can sign in with a passkey now.
    boolean canSignIn(Pool pool, User user);

    /// Whether the pool lets a passkey that verifies its holder count as both factors.
    boolean countAsBoth(Pool pool);
}
