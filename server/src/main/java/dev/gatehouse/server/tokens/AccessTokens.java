package dev.gatehouse.server.tokens;

import dev.gatehouse.model.cognitoidp.NotAuthorizedException;
import dev.gatehouse.model.cognitoidp.UserNotFoundException;
import dev.gatehouse.pure.id.ClientId;
import dev.gatehouse.pure.id.PoolId;
import dev.gatehouse.pure.id.Sub;
import dev.gatehouse.server.store.SessionRecord;
import dev.gatehouse.server.store.SigningKeyRecord.Use;
import dev.gatehouse.server.store.Store;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Checks the access tokens that self-service operations are called with.
///
/// In order: form, issuer, key, signature, use, expiry, scope, and the session it belongs to. The user is not looked
/// at.
public final class AccessTokens {
    private final PoolKeys keys;
    private final Issuers issuers;
    private final Store store;
    private final InstantSource clock;

    /// @param keys the pools' signing keys
    /// @param issuers which `iss` our tokens carry
    public AccessTokens(PoolKeys keys, Issuers issuers, Store store, InstantSource clock) {
        this.keys = keys;
        this.issuers = issuers;
        this.store = store;
        this.clock = clock;
    }

    /// Proves a token good for the self-service operations.
    ///
    /// @throws NotAuthorizedException when it is not ours, not an access token, expired, revoked, or lacks the
    ///     scope `aws.cognito.signin.user.admin`
    public VerifiedAccessToken verify(String token) {
        VerifiedAccessToken proven = verifyAnyScope(token);
        if (!proven.scopes().contains(Grant.API_SCOPE)) {
            throw new NotAuthorizedException("Access Token does not have required scopes");
        }
        return proven;
    }

    /// Proves a token good, whatever its scopes.
    ///
    /// @throws NotAuthorizedException as {@link #verify}, but for the scope
    /// @throws UserNotFoundException when the user was deleted
    public VerifiedAccessToken verifyAnyScope(String token) {
        Jws jws = Jws.parse(token).orElseThrow(AccessTokens::invalid);
        Map<String, String> claims = JsonTexts.read(jws.payload()).orElseThrow(AccessTokens::invalid);
        PoolId pool = poolOf(claims);
        PoolKey key = keys.verifying(pool, jws.kid(), Use.ACCESS).orElseThrow(AccessTokens::invalid);
        if (!key.checker().verify(jws.signed(), jws.signature())) {
            throw new NotAuthorizedException("Could not verify signature for Access Token");
        }
        if (!"access".equals(claims.get("token_use"))) {
            throw invalid();
        }
        if (clock.instant().getEpochSecond() >= seconds(claims, "exp")) {
            throw new NotAuthorizedException("Access Token has expired");
        }
        VerifiedAccessToken proven = verified(pool, claims);
        proven.originJti().ifPresent(session -> requireLive(proven, session));
        return proven;
    }

    private PoolId poolOf(Map<String, String> claims) {
        String issuer = claims.getOrDefault("iss", "");
        try {
            PoolId pool = new PoolId(Issuers.poolNameIn(issuer));
            if (issuers.of(pool).equals(issuer)) {
                return pool;
            }
        } catch (IllegalArgumentException notAPool) {
            throw invalid();
        }
        throw invalid();
    }

    /// A session that is gone has ended with its user, or with its refresh token.
    private void requireLive(VerifiedAccessToken token, String session) {
        boolean live = store.read(tx -> {
            Optional<SessionRecord> row = tx.sessions().find(token.pool(), session);
            if (row.isEmpty() && tx.users().find(token.pool(), token.sub()).isEmpty()) {
                throw new UserNotFoundException("User does not exist.");
            }
            return row.isPresent() && !row.get().revoked();
        });
        if (!live) {
            throw revoked();
        }
    }

    private static VerifiedAccessToken verified(PoolId pool, Map<String, String> claims) {
        Set<String> scopes =
                new HashSet<>(Arrays.asList(claims.getOrDefault("scope", "").split(" ")));
        return new VerifiedAccessToken(
                pool,
                new ClientId(claims.getOrDefault("client_id", "")),
                new Sub(claims.getOrDefault("sub", "")),
                claims.getOrDefault("username", ""),
                scopes,
                Optional.ofNullable(claims.get("origin_jti")),
                Optional.ofNullable(claims.get("device_key")),
                Instant.ofEpochSecond(seconds(claims, "iat")));
    }

    private static long seconds(Map<String, String> claims, String name) {
        try {
            return Long.parseLong(claims.getOrDefault(name, ""));
        } catch (NumberFormatException notANumber) {
            throw invalid();
        }
    }

    /// The token is not one of ours, or not an access token.
    private static NotAuthorizedException invalid() {
        return new NotAuthorizedException("Invalid Access Token");
    }

    /// The session of the token was ended: the user must sign in again.
    public static NotAuthorizedException revoked() {
        return new NotAuthorizedException("Access Token has been revoked");
    }
}
