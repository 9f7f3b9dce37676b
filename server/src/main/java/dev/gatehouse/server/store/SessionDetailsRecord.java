package dev.gatehouse.server.store;

import dev.gatehouse.pure.id.ClientId;
import dev.gatehouse.pure.id.PoolId;
import dev.gatehouse.pure.id.Sub;

/// A session as its user is shown it. Times are epoch milliseconds.
///
/// @param pool the pool
/// @param id its public id, `tkn...` or `sso...`
/// @param sessionId of a token session, the id of its {@link SessionRecord}; empty for one of the managed login
/// @param sub the user
/// @param client the app client
/// @param originId the session of the managed login that a token session came through; empty without
/// @param createdAt when it began
/// @param expiresAt when it ends
/// @param seen the last sign of life
public record SessionDetailsRecord(
        PoolId pool,
        String id,
        String sessionId,
        Sub sub,
        ClientId client,
        String originId,
        long createdAt,
        long expiresAt,
        Seen seen) {

    /// A sign of life.
    ///
    /// @param at when
    /// @param device what the user agent told
    /// @param address where from
    /// @param city where that is
    /// @param country where that is
    public record Seen(long at, String device, String address, String city, String country) {}

    /// Whether it is the session of an app, not one of the managed login.
    public boolean hasTokens() {
        return !sessionId.isEmpty();
    }
}
