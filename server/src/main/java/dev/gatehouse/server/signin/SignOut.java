package dev.gatehouse.server.signin;

import dev.gatehouse.model.cognitoidp.AdminUserGlobalSignOutRequest;
import dev.gatehouse.model.cognitoidp.AdminUserGlobalSignOutResponse;
import dev.gatehouse.model.cognitoidp.GlobalSignOutRequest;
import dev.gatehouse.model.cognitoidp.GlobalSignOutResponse;
import dev.gatehouse.model.cognitoidp.RevokeTokenRequest;
import dev.gatehouse.model.cognitoidp.RevokeTokenResponse;
import dev.gatehouse.model.cognitoidp.UnauthorizedException;
import dev.gatehouse.model.cognitoidp.UnsupportedOperationException;
import dev.gatehouse.model.cognitoidp.UnsupportedTokenTypeException;
import dev.gatehouse.model.service.Call;
import dev.gatehouse.server.pools.Client;
import dev.gatehouse.server.pools.Directory;
import dev.gatehouse.server.pools.Pool;
import dev.gatehouse.server.store.Store;
import dev.gatehouse.server.tokens.RefreshToken;
import dev.gatehouse.server.tokens.RefreshTokens;
import dev.gatehouse.server.users.SignedIn;
import dev.gatehouse.server.users.User;
import dev.gatehouse.server.users.Users;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;

/// The ends of sign-ins: one by its refresh token, all of a user, by the user or by an administrator.
final class SignOut {
    private final Store store;
    private final Directory directory;
    private final Users users;
    private final SignedIn signedIn;
    private final RefreshTokens refreshTokens;
    private final InstantSource clock;

    SignOut(
            Store store,
            Directory directory,
            Users users,
            SignedIn signedIn,
            RefreshTokens refreshTokens,
            InstantSource clock) {
        this.store = store;
        this.directory = directory;
        this.users = users;
        this.signedIn = signedIn;
        this.refreshTokens = refreshTokens;
        this.clock = clock;
    }

    /// RevokeToken: the refresh token and every token of its sign-in. Unknown tokens are answered like revoked ones
    /// (RFC 7009 section 2.2).
    RevokeTokenResponse revokeToken(RevokeTokenRequest request, Call call) {
        Client client = directory.client(Objects.requireNonNull(request.clientId()));
        call.trail().pool(client.pool().value());
        call.trail().client(client.id().value());
        ClientSecrets.requireForRevocation(client, request.clientSecret());
        if (!client.revocable()) {
            throw new UnsupportedOperationException("Token revocation is not enabled for this client");
        }
        String text = Objects.requireNonNull(request.token());
        Optional<RefreshToken> token = refreshTokens.open(text);
        if (token.isEmpty()) {
            if (looksLikeJwt(text)) {
                throw new UnsupportedTokenTypeException("Only refresh tokens can be revoked");
            }
            return RevokeTokenResponse.builder().build();
        }
        if (!token.get().client().equals(client.id())) {
            throw new UnauthorizedException("The token was not issued to this client");
        }
        long now = clock.millis();
        store.write(tx -> tx.sessions().revoke(client.pool(), token.get().session(), now));
        return RevokeTokenResponse.builder().build();
    }

    /// GlobalSignOut.
    GlobalSignOutResponse everywhere(GlobalSignOutRequest request, Call call) {
        User user = signedIn.require(Objects.requireNonNull(request.accessToken()), call)
                .user();
        endAll(user);
        return GlobalSignOutResponse.builder().build();
    }

    /// AdminUserGlobalSignOut.
    AdminUserGlobalSignOutResponse everywhereByAdmin(AdminUserGlobalSignOutRequest request, Call call) {
        Pool pool = directory.pool(Objects.requireNonNull(request.userPoolId()), call);
        call.trail().pool(pool.id().value());
        User user = users.require(pool, Objects.requireNonNull(request.username()));
        call.trail().user(user.sub().value());
        endAll(user);
        return AdminUserGlobalSignOutResponse.builder().build();
    }

    private void endAll(User user) {
        long now = clock.millis();
        store.write(tx -> {
            tx.users()
                    .find(user.pool(), user.sub())
                    .ifPresent(current -> tx.users().update(current.withSignedOutAt(now)));
            return tx.sessions().revokeAll(user.pool(), user.sub(), now);
        });
    }

    private static boolean looksLikeJwt(String text) {
        return text.chars().filter(c -> c == '.').count() == 2;
    }
}
