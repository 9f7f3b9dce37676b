package dev.gatehouse.server.identitypools;

import dev.gatehouse.model.cognitoidentity.CognitoIdentityProvider;
import dev.gatehouse.pure.id.PoolId;
import dev.gatehouse.pure.id.Sub;
import dev.gatehouse.server.store.SessionRecord;
import dev.gatehouse.server.store.Store;
import dev.gatehouse.server.store.UserRecord;
import dev.gatehouse.server.tokens.IdTokenKeys;
import dev.gatehouse.server.trust.Claims;
import dev.gatehouse.server.trust.Jwt;
import dev.gatehouse.server.trust.TokenCheck;
import dev.gatehouse.server.trust.Verdict;
import java.security.PublicKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Logins of our own user pools: ID tokens of a registered client and nothing else.
final class UserPoolLogins {
    private final IdTokenKeys keys;
    private final ProviderNames names;
    private final Store store;
    private final InstantSource clock;

    UserPoolLogins(IdTokenKeys keys, ProviderNames names, Store store, InstantSource clock) {
        this.keys = keys;
        this.names = names;
        this.store = store;
        this.clock = clock;
    }

    /// @throws dev.gatehouse.model.service.ServiceException NotAuthorizedException
    Login verify(Pool pool, PoolId userPool, String token) {
        String provider = ProviderNames.of(userPool);
        List<CognitoIdentityProvider> registered = pool.userPools().stream()
                .filter(entry -> provider.equals(names.canonical(String.valueOf(entry.providerName()))))
                .toList();
        if (registered.isEmpty()) {
            throw Refusals.notSupported();
        }
        Claims claims = claims(userPool, registered, token);
        String client = claims.text("aud").orElseThrow();
        boolean asked = registered.stream()
                .filter(entry -> client.equals(entry.clientId()))
                .anyMatch(entry -> Boolean.TRUE.equals(entry.serverSideTokenCheck()));
        if (asked) {
            requireLive(userPool, claims);
        }
        String sub = claims.text("sub").orElseThrow();
        return new Login(
                provider,
                sub,
                List.of(provider),
                List.of(provider + ":" + client),
                Amr.ofUserPool(provider, sub),
                claims);
    }

    private Claims claims(PoolId userPool, List<CognitoIdentityProvider> registered, String token) {
        TokenCheck.Expected expected = new TokenCheck.Expected(
                keys.issuer(userPool),
                audience -> registered.stream().anyMatch(entry -> audience.equals(entry.clientId())),
                Duration.ZERO);
        Verdict verdict = TokenCheck.check(token, expected, jwt -> key(userPool, jwt), clock.instant());
        if (!(verdict instanceof Verdict.Good(Claims claims))) {
            throw Refusals.of(verdict, ProviderNames.of(userPool));
        }
        if (!claims.text("token_use").equals(Optional.of("id"))) {
            throw Refusals.notAnIdToken();
        }
        return claims;
    }

    private Optional<PublicKey> key(PoolId userPool, Jwt token) {
        return keys.key(userPool, token.kid()).map(PublicKey.class::cast);
    }

    /// ServerSideTokenCheck: the user exists and is enabled, and nobody ended the session of the token.
    private void requireLive(PoolId userPool, Claims claims) {
        Sub sub = new Sub(claims.text("sub").orElseThrow());
        Optional<UserRecord> user = store.read(tx -> tx.users().find(userPool, sub));
        Optional<String> session = claims.text("origin_jti");
        boolean ended = session.isPresent()
                && store.read(tx -> tx.sessions().find(userPool, session.get()))
                        .map(SessionRecord::revoked)
                        .orElse(true);
        long issuedMillis = Long.parseLong(claims.text("iat").orElse("0")) * 1_000;
        boolean good = user.isPresent()
                && user.get().enabled()
                && issuedMillis / 1_000 >= user.get().signedOutAt() / 1_000
                && !ended;
        if (!good) {
            throw Refusals.revoked();
        }
    }
}
