package dev.gatehouse.model.service;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What an operation lets the audit record know about itself while it runs: ids, the true reason of a refusal, and what
/// is remarkable about a success.
///
/// Confined to the thread of its request. Never a secret, a code, a password or an address.
public final class Trail {
    private @Nullable String pool;
    private @Nullable String client;
    private @Nullable String user;
    private @Nullable String reason;

    /// The user pool the call was about.
    public void pool(String poolId) {
        pool = poolId;
    }

    /// The app client the call came through.
    public void client(String clientId) {
        client = clientId;
    }

    /// The `sub` of the user the call was about.
    public void user(String sub) {
        user = sub;
    }

    /// Why the call was refused, where the answer must not tell; or by what it succeeded, as with a recovery code.
    public void reason(String word) {
        reason = word;
    }

    /// The user pool, if the operation named one.
    public Optional<String> pool() {
        return Optional.ofNullable(pool);
    }

    /// The app client, if the operation named one.
    public Optional<String> client() {
        return Optional.ofNullable(client);
    }

    /// The user's `sub`, if the operation found one.
    public Optional<String> user() {
        return Optional.ofNullable(user);
    }

    /// The true reason of a refusal, or what is remarkable about a success, if the operation gave one.
    public Optional<String> reason() {
        return Optional.ofNullable(reason);
    }
}
