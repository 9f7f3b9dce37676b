package dev.gatehouse.server.tokens;

import dev.gatehouse.pure.id.ClientId;
import dev.gatehouse.pure.id.PoolId;
import dev.gatehouse.pure.id.Sub;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// An access token that is ours, unexpired and not revoked. Comes out of {@link AccessTokens#verify} and nowhere
/// else.
public final class VerifiedAccessToken {
    private final PoolId pool;
    private final ClientId client;
    private final Sub sub;
    private final String username;
    private final Set<String> scopes;
    private final Optional<String> originJti;
    private final Optional<String> deviceKey;
    private final Instant issuedAt;

    VerifiedAccessToken(
            PoolId pool,
            ClientId client,
            Sub sub,
            String username,
            Set<String> scopes,
            Optional<String> originJti,
            Optional<String> deviceKey,
            Instant issuedAt) {
        this.pool = pool;
        this.client = client;
        this.sub = sub;
        this.username = username;
        this.scopes = Set.copyOf(scopes);
        this.originJti = originJti;
        this.deviceKey = deviceKey;
        this.issuedAt = issuedAt;
    }

    /// The pool that issued it.
    public PoolId pool() {
        return pool;
    }

    /// The client it was issued to.
    public ClientId client() {
        return client;
    }

    /// The user it speaks for. The user may be gone or disabled since.
    public Sub sub() {
        return sub;
    }

    /// The user's name when it was issued.
    public String username() {
        return username;
    }

    /// What it may be used for.
    public Set<String> scopes() {
        return scopes;
    }

    /// The session it belongs to; absent where the client has token revocation off.
    public Optional<String> originJti() {
        return originJti;
    }

    /// The device its sign-in came from, where the pool tracks them.
    public Optional<String> deviceKey() {
        return deviceKey;
    }

    /// When it was issued, to the second.
    public Instant issuedAt() {
        return issuedAt;
    }
}
