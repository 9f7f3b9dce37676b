package dev.gatehouse.server.sessions;

import static java.util.Objects.requireNonNull;

import dev.gatehouse.model.cognitoidp.AdminListUserSessionsRequest;
import dev.gatehouse.model.cognitoidp.AdminListUserSessionsResponse;
import dev.gatehouse.model.cognitoidp.AdminRevokeUserSessionRequest;
import dev.gatehouse.model.cognitoidp.AdminRevokeUserSessionResponse;
import dev.gatehouse.model.cognitoidp.ListUserSessionsRequest;
import dev.gatehouse.model.cognitoidp.ListUserSessionsResponse;
import dev.gatehouse.model.cognitoidp.RevokeAssociatedSessionsType;
import dev.gatehouse.model.cognitoidp.RevokeUserSessionRequest;
import dev.gatehouse.model.cognitoidp.RevokeUserSessionResponse;
import dev.gatehouse.model.cognitoidp.SessionDescriptionType;
import dev.gatehouse.model.cognitoidp.SessionLocationType;
import dev.gatehouse.model.cognitoidp.SessionTypeType;
import dev.gatehouse.model.service.Call;
import dev.gatehouse.server.pools.Directory;
import dev.gatehouse.server.pools.Pool;
import dev.gatehouse.server.store.SessionDetailsRecord;
import dev.gatehouse.server.store.Store;
import dev.gatehouse.server.users.SignedIn;
import dev.gatehouse.server.users.User;
import dev.gatehouse.server.users.Users;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// ListUserSessions, RevokeUserSession and their Admin forms.
final class UserSessions {
    private final Store store;
    private final Directory directory;
    private final Users users;
    private final SignedIn signedIn;
    private final InstantSource clock;

    UserSessions(Store store, Directory directory, Users users, SignedIn signedIn, InstantSource clock) {
        this.store = store;
        this.directory = directory;
        this.users = users;
        this.signedIn = signedIn;
        this.clock = clock;
    }

    ListUserSessionsResponse list(ListUserSessionsRequest request, Call call) {
        SignedIn.Person person = person(requireNonNull(request.accessToken()), call);
        return new ListUserSessionsResponse(
                described(person.user(), person.bearer().session(), request.nextToken()), null);
    }

    AdminListUserSessionsResponse listByAdmin(AdminListUserSessionsRequest request, Call call) {
        User user = user(request.userPoolId(), request.username(), call);
        return new AdminListUserSessionsResponse(described(user, Optional.empty(), request.nextToken()), null);
    }

    RevokeUserSessionResponse revoke(RevokeUserSessionRequest request, Call call) {
        SignedIn.Person person = person(requireNonNull(request.accessToken()), call);
        revoke(
                person.user(),
                requireNonNull(request.sessionId()),
                request.revokeAssociatedSessions(),
                person.bearer().session());
        return RevokeUserSessionResponse.builder().build();
    }

    AdminRevokeUserSessionResponse revokeByAdmin(AdminRevokeUserSessionRequest request, Call call) {
        User user = user(request.userPoolId(), request.username(), call);
        revoke(user, requireNonNull(request.sessionId()), request.revokeAssociatedSessions(), Optional.empty());
        return AdminRevokeUserSessionResponse.builder().build();
    }

    private SignedIn.Person person(String accessToken, Call call) {
        SignedIn.Person person = signedIn.require(accessToken, call);
        requireTracking(person.pool());
        return person;
    }

    private User user(@Nullable String poolId, @Nullable String username, Call call) {
        Pool pool = directory.pool(requireNonNull(poolId), call);
        requireTracking(pool);
        User user = users.require(pool, requireNonNull(username));
        call.trail().user(user.sub().value());
        return user;
    }

    private static void requireTracking(Pool pool) {
        if (!pool.sessionTracking().enabled()) {
            throw Refusals.notTracked();
        }
    }

    private List<SessionDescriptionType> described(User user, Optional<String> current, @Nullable String nextToken) {
        if (nextToken != null) {
            throw Refusals.badPageToken();
        }
        long now = clock.millis();
        return store.read(tx -> tx.sessionDetails().ofUser(user.pool(), user.sub(), now)).stream()
                .map(session -> description(session, isCurrent(session, current)))
                .toList();
    }

    private void revoke(
            User user, String id, @Nullable RevokeAssociatedSessionsType associated, Optional<String> current) {
        long now = clock.millis();
        store.write(tx -> {
            List<SessionDetailsRecord> all = tx.sessionDetails().ofUser(user.pool(), user.sub(), now);
            List<SessionDetailsRecord> ending =
                    Linked.ending(all, id, associated == RevokeAssociatedSessionsType.LINKED);
            if (ending.isEmpty()) {
                throw Refusals.noSession();
            }
            if (ending.stream().anyMatch(session -> isCurrent(session, current))) {
                throw Refusals.ownSession();
            }
            ending.forEach(session -> Tracking.end(tx, session, now));
            return true;
        });
    }

    private static boolean isCurrent(SessionDetailsRecord session, Optional<String> current) {
        return session.hasTokens()
                && current.filter(session.sessionId()::equals).isPresent();
    }

    private static SessionDescriptionType description(SessionDetailsRecord session, boolean current) {
        return SessionDescriptionType.builder()
                .sessionId(session.id())
                .sessionType(session.hasTokens() ? SessionTypeType.TOKEN : SessionTypeType.SSO)
                .clientId(session.client().value())
                .createDate(Instant.ofEpochMilli(session.createdAt()))
                .lastActiveDate(Instant.ofEpochMilli(session.seen().at()))
                .deviceType(session.seen().device())
                .lastIPAddress(session.seen().address())
                .lastLocation(new SessionLocationType(
                        session.seen().city(), session.seen().country()))
                .originSessionId(session.originId().isEmpty() ? null : session.originId())
                .isCurrentSession(current)
                .build();
    }
}
