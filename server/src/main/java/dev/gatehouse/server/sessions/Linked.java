package dev.gatehouse.server.sessions;

import dev.gatehouse.server.store.SessionDetailsRecord;
import java.util.List;

/// Which sessions end together (`RevokeAssociatedSessions` of RevokeUserSession). Pure.
final class Linked {
    private Linked() {}

    /// The session of an id and, if asked for, those linked to it: of a token session the session of the managed login
    /// it came through, of such a one the token sessions that came through it.
    ///
    /// @param all the user's active sessions
    /// @return empty when the user has no session of that id
    static List<SessionDetailsRecord> ending(List<SessionDetailsRecord> all, String id, boolean linked) {
        return all.stream()
                .filter(session -> session.id().equals(id))
                .findFirst()
                .map(target -> all.stream()
                        .filter(session -> session.equals(target) || (linked && areLinked(session, target)))
                        .toList())
                .orElse(List.of());
    }

    private static boolean areLinked(SessionDetailsRecord one, SessionDetailsRecord other) {
        return one.originId().equals(other.id()) || other.originId().equals(one.id());
    }
}
