package dev.gatehouse.server.signin;

import dev.gatehouse.model.cognitoidp.AuthenticationResultType;
import dev.gatehouse.model.cognitoidp.GetTokensFromRefreshTokenRequest;
import dev.gatehouse.model.cognitoidp.GetTokensFromRefreshTokenResponse;
import dev.gatehouse.model.cognitoidp.NotAuthorizedException;
import dev.gatehouse.model.cognitoidp.RefreshTokenReuseException;
import dev.gatehouse.model.service.Call;
import dev.gatehouse.server.devices.DeviceSettings;
import dev.gatehouse.server.devices.Devices;
import dev.gatehouse.server.pools.Client;
import dev.gatehouse.server.pools.Directory;
import dev.gatehouse.server.pools.Pool;
import dev.gatehouse.server.sessions.Tracking;
import dev.gatehouse.server.store.GroupRecord;
import dev.gatehouse.server.store.SessionRecord;
import dev.gatehouse.server.store.Store;
import dev.gatehouse.server.store.UserRecord;
import dev.gatehouse.server.tokens.RefreshToken;
import dev.gatehouse.server.tokens.RefreshTokens;
import dev.gatehouse.server.users.User;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// New ID and access tokens for an old sign-in ("Using the refresh token" in the developer guide).
///
/// The session row holds which generation of refresh token is good. With rotation, a refresh hands out the next
/// generation; inside
/// the grace period the one before it still yields tokens of the current generation, without another rotation.
final class Refreshing {
    private final Directory directory;
    private final Store store;
    private final Devices devices;
    private final RefreshTokens refreshTokens;
    private final Admission admission;
    private final Tracking tracking;
    private final InstantSource clock;

    Refreshing(
            Directory directory,
            Store store,
            Devices devices,
            RefreshTokens refreshTokens,
            Admission admission,
            Tracking tracking,
            InstantSource clock) {
        this.directory = directory;
        this.store = store;
        this.devices = devices;
        this.refreshTokens = refreshTokens;
        this.admission = admission;
        this.tracking = tracking;
        this.clock = clock;
    }

    /// What a refresh reads, at once.
    private record Held(
            Pool pool,
            Client client,
            RefreshToken token,
            SessionRecord session,
            User user,
            List<GroupRecord> groups,
            Call call) {}

    GetTokensFromRefreshTokenResponse getTokens(GetTokensFromRefreshTokenRequest request, Call call) {
        Client client = directory.client(Objects.requireNonNull(request.clientId()));
        ClientSecrets.require(client, request.clientSecret());
        Pool pool = directory.pool(client.pool());
        Held held = held(pool, client, Objects.requireNonNull(request.refreshToken()), call);
        requireDevice(held, request.deviceKey());
        return GetTokensFromRefreshTokenResponse.builder()
                .authenticationResult(client.rotates() ? rotated(held) : withoutRotation(held))
                .build();
    }

    /// REFRESH_TOKEN_AUTH: never rotates, so it is not open to clients that do.
    AuthenticationResultType refresh(
            Pool pool,
            Client client,
            String token,
            @Nullable String secretHash,
            @Nullable String deviceKey,
            Call call) {
        Held held = held(pool, client, token, call);
        requireDevice(held, deviceKey);
        client.requireSecretHashOnRefresh(held.user().username(), secretHash);
        if (!current(held)) {
            throw invalid();
        }
        return same(held);
    }

    private AuthenticationResultType withoutRotation(Held held) {
        if (!current(held)) {
            throw reused();
        }
        return same(held);
    }

    private static boolean current(Held held) {
        return held.token().generation() == held.session().generation();
    }

    private AuthenticationResultType same(Held held) {
        return continued(held, Optional.empty());
    }

    private AuthenticationResultType rotated(Held held) {
        SessionRecord session = held.session();
        long now = clock.millis();
        long generation = session.generation();
        if (current(held)) {
            boolean first = store.write(tx -> tx.sessions().rotate(session.pool(), session.id(), generation, now));
            if (first) {
                return withRefreshToken(held, generation + 1);
            }
            SessionRecord current = store.read(tx -> tx.sessions().find(session.pool(), session.id()))
                    .orElseThrow(Refreshing::invalid);
            return rotated(new Held(
                    held.pool(), held.client(), held.token(), current, held.user(), held.groups(), held.call()));
        }
        boolean inGrace = held.token().generation() == generation - 1
                && now - session.rotatedAt() < held.client().retryGrace().toMillis();
        if (!inGrace) {
            throw reused();
        }
        return withRefreshToken(held, generation);
    }

    private AuthenticationResultType withRefreshToken(Held held, long generation) {
        String next = refreshTokens.seal(new RefreshToken(
                held.pool().id(), held.client().id(), held.session().id(), generation));
        return continued(held, Optional.of(next));
    }

    private AuthenticationResultType continued(Held held, Optional<String> refreshToken) {
        tracking.refreshed(held.pool(), held.session(), held.call());
        return admission.continued(
                held.pool(), held.client(), held.user(), held.session(), held.groups(), refreshToken);
    }

    private Held held(Pool pool, Client client, String text, Call call) {
        RefreshToken token = refreshTokens
                .open(text)
                .filter(opened ->
                        opened.pool().equals(pool.id()) && opened.client().equals(client.id()))
                .orElseThrow(Refreshing::invalid);
        Held held = store.read(tx -> {
            SessionRecord session =
                    tx.sessions().find(pool.id(), token.session()).orElseThrow(Refreshing::invalid);
            UserRecord user = tx.users().find(pool.id(), session.sub()).orElseThrow(Refreshing::invalid);
            List<GroupRecord> groups = tx.groups().ofUser(pool.id(), session.sub());
            return new Held(pool, client, token, session, new User(user), groups, call);
        });
        call.trail().pool(pool.id().value());
        call.trail().client(client.id().value());
        call.trail().user(held.user().sub().value());
        requireLive(held);
        return held;
    }

    private void requireLive(Held held) {
        if (held.session().revoked()) {
            throw new NotAuthorizedException("Refresh Token has been revoked");
        }
        if (clock.millis() >= held.session().expiresAt()) {
            throw new NotAuthorizedException("Refresh Token has expired");
        }
        if (!held.user().enabled()) {
            throw new NotAuthorizedException("User is disabled.");
        }
    }

    /// While a pool tracks devices, a refresh token works only from the device it was handed to, and only once that is
    /// confirmed and until it is forgotten.
    private void requireDevice(Held held, @Nullable String given) {
        String key = held.session().deviceKey();
        if (key == null || !DeviceSettings.of(held.pool()).on()) {
            return;
        }
        if (!key.equals(given) || devices.find(held.user(), key).isEmpty()) {
            throw invalid();
        }
    }

    /// Not one of our refresh tokens, another client's, or its session or user is gone.
    private static NotAuthorizedException invalid() {
        return new NotAuthorizedException("Invalid Refresh Token.");
    }

    /// The refresh token was replaced by a rotation and its grace period is over.
    private static RefreshTokenReuseException reused() {
        return new RefreshTokenReuseException("Refresh token has been invalidated by rotation.");
    }
}
