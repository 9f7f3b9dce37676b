package dev.gatehouse.server.store;

import dev.gatehouse.pure.id.ClientId;
import dev.gatehouse.pure.id.PoolId;
import dev.gatehouse.pure.id.Sub;
import org.jspecify.annotations.Nullable;

/// One sign-in and all that follows from it by refreshing. Times are epoch milliseconds.
///
/// @param pool the pool
/// @param id the `origin_jti` of its tokens
/// @param sub the user
/// @param client the app client
/// @param attemptId the sign-in attempt that led here; admits once
/// @param eventId the `event_id` of its tokens
/// @param scope granted scopes, space separated
/// @param authTime when the user proved who they are
/// @param createdAt when the row was written
/// @param expiresAt when its refresh token ends
/// @param generation which refresh token is good, counted by rotation
/// @param rotatedAt last rotation, 0 for never
/// @param lastActiveAt last refresh or rotation
/// @param revokedAt 0 while good; a revoked row stays until it expires, so that it can be told from an unknown one
/// @param extras JSON text of the rooms that use it
/// @param deviceKey the device it came from; null where the pool did not track devices
public record SessionRecord(
        PoolId pool,
        String id,
        Sub sub,
        ClientId client,
        String attemptId,
        String eventId,
        String scope,
        long authTime,
        long createdAt,
        long expiresAt,
        long generation,
        long rotatedAt,
        long lastActiveAt,
        long revokedAt,
        String extras,
        @Nullable String deviceKey) {

    /// A sign-in from no known device.
    public SessionRecord(
            PoolId pool,
            String id,
            Sub sub,
            ClientId client,
            String attemptId,
            String eventId,
            String scope,
            long authTime,
            long createdAt,
            long expiresAt,
            long generation,
            long rotatedAt,
            long lastActiveAt,
            long revokedAt,
            String extras) {
        this(
                pool,
                id,
                sub,
                client,
                attemptId,
                eventId,
                scope,
                authTime,
                createdAt,
                expiresAt,
                generation,
                rotatedAt,
                lastActiveAt,
                revokedAt,
                extras,
                null);
    }

    /// Whether it was revoked.
    public boolean revoked() {
        return revokedAt != 0;
    }
}
