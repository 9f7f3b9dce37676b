package dev.gatehouse.server.signin;

import dev.gatehouse.model.cognitoidp.AuthenticationResultType;
import dev.gatehouse.model.cognitoidp.NewDeviceMetadataType;
import dev.gatehouse.pure.id.Sub;
import dev.gatehouse.server.attempts.Attempt;
import dev.gatehouse.server.devices.Devices;
import dev.gatehouse.server.pools.Client;
import dev.gatehouse.server.pools.Pool;
import dev.gatehouse.server.seal.Chance;
import dev.gatehouse.server.sessions.Tracking;
import dev.gatehouse.server.store.GroupRecord;
import dev.gatehouse.server.store.SessionRecord;
import dev.gatehouse.server.store.SessionWrite;
import dev.gatehouse.server.store.Store;
import dev.gatehouse.server.store.Tx;
import dev.gatehouse.server.tokens.Grant;
import dev.gatehouse.server.tokens.Issuer;
import dev.gatehouse.server.tokens.RefreshToken;
import dev.gatehouse.server.tokens.RefreshTokens;
import dev.gatehouse.server.triggers.Trigger;
import dev.gatehouse.server.triggers.Triggers;
import dev.gatehouse.server.users.User;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Admits a proven user: the session row, then the tokens.
final class Admission {
    private final Store store;
    private final Issuer issuer;
    private final RefreshTokens refreshTokens;
    private final Devices devices;
    private final Triggers triggers;
    private final Tracking tracking;
    private final Chance chance;
    private final InstantSource clock;

    Admission(
            Store store,
            Issuer issuer,
            RefreshTokens refreshTokens,
            Devices devices,
            Triggers triggers,
            Tracking tracking,
            Chance chance,
            InstantSource clock) {
        this.store = store;
        this.issuer = issuer;
        this.refreshTokens = refreshTokens;
        this.devices = devices;
        this.triggers = triggers;
        this.tracking = tracking;
        this.chance = chance;
        this.clock = clock;
    }

    /// The user as they stood in the write that admitted them.
    private record Admitted(User user, List<GroupRecord> groups) {}

    /// Writes the session and issues all three tokens. Unless a known device has proven itself, and where the pool
    /// tracks devices, they name a new one, which the user may confirm.
    ///
    /// @param turn the last step; its `onAdmit` happens in the same write
    /// @throws dev.gatehouse.model.cognitoidp.NotAuthorizedException when the attempt has led to a session before
    AuthenticationResultType admit(Turn turn) {
        Pool pool = turn.pool();
        Client client = turn.client();
        Sub sub = turn.user().sub();
        triggers.reached(pool.triggers(), Trigger.POST_AUTHENTICATION);
        triggers.reached(pool.triggers(), Trigger.PRE_TOKEN_GENERATION);
        Optional<Devices.Offer> offer = turn.device().isPresent() ? Optional.empty() : devices.offer(pool, sub);
        Optional<String> device = turn.device().or(() -> offer.map(Devices.Offer::key));
        SessionRecord session = session(client, turn.attempt(), sub, device);
        Consumer<Tx> remembered = tracking.signedIn(pool, session, turn.call());
        Admitted admitted = store.write(tx -> {
            User user = turn.onAdmit().apply(tx);
            return switch (tx.sessions().insert(session)) {
                case SessionWrite.Admitted ignored -> {
                    remembered.accept(tx);
                    yield new Admitted(user, tx.groups().ofUser(pool.id(), sub));
                }
                case SessionWrite.AttemptSpent ignored -> throw Refusals.spentSession();
            };
        });
        String refreshToken =
                refreshTokens.seal(new RefreshToken(pool.id(), client.id(), session.id(), session.generation()));
        return result(grant(pool, client, admitted.user(), session, admitted.groups()), Optional.of(refreshToken))
                .newDeviceMetadata(offer.map(Admission::metadata).orElse(null))
                .build();
    }

    private static NewDeviceMetadataType metadata(Devices.Offer offer) {
        return new NewDeviceMetadataType(offer.key(), offer.groupKey());
    }

    /// ID and access token for a session that goes on.
    ///
    /// @param refreshToken the next refresh token, where refresh tokens rotate
    AuthenticationResultType continued(
            Pool pool,
            Client client,
            User user,
            SessionRecord session,
            List<GroupRecord> groups,
            Optional<String> refreshToken) {
        triggers.reached(pool.triggers(), Trigger.PRE_TOKEN_GENERATION);
        return result(grant(pool, client, user, session, groups), refreshToken).build();
    }

    private AuthenticationResultType.Builder result(Grant grant, Optional<String> refreshToken) {
        Issuer.Issued issued = issuer.issue(grant);
        return AuthenticationResultType.builder()
                .accessToken(issued.accessToken())
                .expiresIn(Math.toIntExact(issued.expiresInSeconds()))
                .tokenType("Bearer")
                .refreshToken(refreshToken.orElse(null))
                .idToken(issued.idToken());
    }

    private SessionRecord session(Client client, Attempt attempt, Sub sub, Optional<String> device) {
        long now = clock.millis();
        return new SessionRecord(
                attempt.pool(),
                chance.uuid().toString(),
                sub,
                client.id(),
                attempt.id(),
                chance.uuid().toString(),
                Grant.API_SCOPE,
                now,
                now,
                now + client.refreshTokenValidity().toMillis(),
                0,
                0,
                now,
                0,
                "{}",
                device.orElse(null));
    }

    private static Grant grant(Pool pool, Client client, User user, SessionRecord session, List<GroupRecord> groups) {
        return new Grant(
                pool.id(),
                client.id(),
                new Grant.Subject(user.sub(), user.username(), readable(client, user), memberships(groups)),
                new Grant.Sitting(
                        session.id(),
                        session.eventId(),
                        Instant.ofEpochMilli(session.authTime()),
                        Optional.ofNullable(session.deviceKey())),
                new Grant.Lifetimes(client.accessTokenValidity(), client.idTokenValidity()),
                client.revocable() || client.rotates() || pool.sessionTracking().enabled(),
                session.scope());
    }

    private static Map<String, String> readable(Client client, User user) {
        Map<String, String> readable = new LinkedHashMap<>();
        user.attributes().forEach((name, value) -> {
            if (client.mayRead(name)) {
                readable.put(name, value);
            }
        });
        return readable;
    }

    private static List<Grant.Membership> memberships(List<GroupRecord> groups) {
        return groups.stream()
                .map(group -> new Grant.Membership(
                        group.name(), Optional.ofNullable(group.roleArn()), Optional.ofNullable(group.precedence())))
                .toList();
    }
}
