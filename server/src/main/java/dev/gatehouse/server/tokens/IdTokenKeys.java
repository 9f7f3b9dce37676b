package dev.gatehouse.server.tokens;

import dev.gatehouse.pure.id.PoolId;
import dev.gatehouse.server.store.SigningKeyRecord.Use;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;

/// What those need who check our ID tokens as any relying party would.
public final class IdTokenKeys {
    private final PoolKeys keys;
    private final Issuers issuers;

    /// @param keys the pools' signing keys
    /// @param issuers which `iss` our tokens carry
    public IdTokenKeys(PoolKeys keys, Issuers issuers) {
        this.keys = keys;
        this.issuers = issuers;
    }

    /// The `iss` of a pool's tokens.
    public String issuer(PoolId pool) {
        return issuers.of(pool);
    }

    /// The pool whose tokens carry that issuer; whether the pool exists is not looked at.
    public Optional<PoolId> pool(String issuer) {
        try {
            PoolId pool = new PoolId(Issuers.poolNameIn(issuer));
            return issuers.of(pool).equals(issuer) ? Optional.of(pool) : Optional.empty();
        } catch (IllegalArgumentException notAPool) {
            return Optional.empty();
        }
    }

    /// The key of that id, if the pool still believes it for ID tokens.
    public Optional<RSAPublicKey> key(PoolId pool, String kid) {
        return keys.verifying(pool, kid, Use.ID).map(PoolKey::publicKey);
    }
}
