package dev.gatehouse.server.sessions;

import dev.gatehouse.model.service.Call;
import dev.gatehouse.server.pools.Pool;
import dev.gatehouse.server.seal.Chance;
import dev.gatehouse.server.store.SessionDetailsRecord;
import dev.gatehouse.server.store.SessionRecord;
import dev.gatehouse.server.store.Store;
import dev.gatehouse.server.store.Tx;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/// Keeps track of token sessions in pools that want it; elsewhere nothing is written.
public final class Tracking {
    private static final String ID_CHARACTERS = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final int ID_LENGTH = 25;
    private static final int LONGEST_ADDRESS = 128;

    private final Store store;
    private final Locations locations;
    private final Chance chance;
    private final InstantSource clock;

    /// @param locations says where callers are
    /// @param chance makes the ids
    public Tracking(Store store, Locations locations, Chance chance, InstantSource clock) {
        this.store = store;
        this.locations = locations;
        this.chance = chance;
        this.clock = clock;
    }

    /// What a new sign-in leaves, to be done inside the write that admits it: the least recently used sessions above
    /// the pool's limit end, and this one is remembered.
    ///
    /// @param call who signs in, from where
    public Consumer<Tx> signedIn(Pool pool, SessionRecord session, Call call) {
        if (!pool.sessionTracking().enabled()) {
            return tx -> {};
        }
        SessionDetailsRecord details = new SessionDetailsRecord(
                pool.id(),
                "tkn" + chance.text(ID_CHARACTERS, ID_LENGTH),
                session.id(),
                session.sub(),
                session.client(),
                "",
                session.createdAt(),
                session.expiresAt(),
                seen(call));
        int others = pool.sessionTracking().mostPerUser() - 1;
        return tx -> {
            makeRoom(tx, details, others);
            tx.sessionDetails().insert(details);
        };
    }

    /// Notes that a session was used: by a refresh, with or without rotation.
    public void refreshed(Pool pool, SessionRecord session, Call call) {
        if (!pool.sessionTracking().enabled()) {
            return;
        }
        SessionDetailsRecord.Seen seen = seen(call);
        store.write(tx -> {
            tx.sessionDetails().seen(pool.id(), session.id(), seen);
            return true;
        });
    }

    private void makeRoom(Tx tx, SessionDetailsRecord coming, int others) {
        long now = coming.createdAt();
        List<SessionDetailsRecord> leastUsedFirst =
                tx.sessionDetails().ofUser(coming.pool(), coming.sub(), now).stream()
                        .filter(SessionDetailsRecord::hasTokens)
                        .sorted(Comparator.comparingLong((SessionDetailsRecord details) ->
                                        details.seen().at())
                                .thenComparingLong(SessionDetailsRecord::createdAt)
                                .thenComparing(SessionDetailsRecord::id))
                        .toList();
        leastUsedFirst.stream()
                .limit(Math.max(0, leastUsedFirst.size() - others))
                .forEach(details -> end(tx, details, now));
    }

    /// Ends a session: its tokens are revoked and its record goes.
    static void end(Tx tx, SessionDetailsRecord details, long now) {
        if (details.hasTokens()) {
            tx.sessions().revoke(details.pool(), details.sessionId(), now);
        }
        tx.sessionDetails().delete(details.pool(), details.id());
    }

    private SessionDetailsRecord.Seen seen(Call call) {
        String address = call.remoteAddress();
        Location location = locations.of(address);
        return new SessionDetailsRecord.Seen(
                clock.millis(),
                UserAgents.describe(call.userAgent()),
                address.length() > LONGEST_ADDRESS ? address.substring(0, LONGEST_ADDRESS) : address,
                location.city(),
                location.country());
    }
}
