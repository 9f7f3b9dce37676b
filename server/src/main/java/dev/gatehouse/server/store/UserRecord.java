package dev.gatehouse.server.store;

import dev.gatehouse.pure.id.PoolId;
import dev.gatehouse.pure.id.Sub;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A person in a pool. Everything a sign-in needs is in this one row.
///
/// @param pool the pool
/// @param sub the lasting id
/// @param username the name as first given, never folded
/// @param status a status of the API, such as `CONFIRMED`
/// @param enabled whether the user may sign in
/// @param attributes by name, in the order they were given; without `sub`
/// @param passwordHash the password's hash, sealed; none for users without a password
/// @param srpSalt the salt of the verifier
/// @param srpVerifier the SRP verifier, sealed
/// @param passwordHistory earlier hashes, sealed, newest first
/// @param passwordSetAt epoch milliseconds, 0 for never
/// @param createdAt epoch milliseconds
/// @param modifiedAt epoch milliseconds
/// @param signedOutAt tokens issued before are dead; epoch milliseconds, 0 for never
/// @param extras JSON text for small state of other rooms (MFA preference and the like)
/// @param version counts changes; what an update expects to find
public record UserRecord(
        PoolId pool,
        Sub sub,
        String username,
        String status,
        boolean enabled,
        Map<String, String> attributes,
        @Nullable Bytes passwordHash,
        @Nullable Bytes srpSalt,
        @Nullable Bytes srpVerifier,
        List<Bytes> passwordHistory,
        long passwordSetAt,
        long createdAt,
        long modifiedAt,
        long signedOutAt,
        String extras,
        long version) {

    public UserRecord {
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
        passwordHistory = List.copyOf(passwordHistory);
    }

    /// A user as first written: no password, nothing signed out, version 1.
    public static UserRecord create(
            PoolId pool, Sub sub, String username, String status, Map<String, String> attributes, long now) {
        return new UserRecord(
                pool, sub, username, status, true, attributes, null, null, null, List.of(), 0, now, now, 0, "{}", 1);
    }

    /// The same user in another status.
    public UserRecord withStatus(String newStatus, long now) {
        return copy(newStatus, enabled, attributes, now, signedOutAt, extras);
    }

    /// The same user, enabled or disabled.
    public UserRecord withEnabled(boolean nowEnabled, long now) {
        return copy(status, nowEnabled, attributes, now, signedOutAt, extras);
    }

    /// The same user with these attributes instead.
    public UserRecord withAttributes(Map<String, String> newAttributes, long now) {
        return copy(status, enabled, newAttributes, now, signedOutAt, extras);
    }

    /// The same user, all tokens issued before `now` dead.
    public UserRecord withSignedOutAt(long now) {
        return copy(status, enabled, attributes, modifiedAt, now, extras);
    }

    /// The same user with other small state.
    public UserRecord withExtras(String newExtras, long now) {
        return copy(status, enabled, attributes, now, signedOutAt, newExtras);
    }

    /// The same user with another password, set now.
    public UserRecord withPassword(
            @Nullable Bytes hash, @Nullable Bytes salt, @Nullable Bytes verifier, List<Bytes> history, long now) {
        return new UserRecord(
                pool,
                sub,
                username,
                status,
                enabled,
                attributes,
                hash,
                salt,
                verifier,
                history,
                now,
                createdAt,
                now,
                signedOutAt,
                extras,
                version);
    }

    UserRecord withVersion(long newVersion) {
        return new UserRecord(
                pool,
                sub,
                username,
                status,
                enabled,
                attributes,
                passwordHash,
                srpSalt,
                srpVerifier,
                passwordHistory,
                passwordSetAt,
                createdAt,
                modifiedAt,
                signedOutAt,
                extras,
                newVersion);
    }

    private UserRecord copy(
            String newStatus,
            boolean nowEnabled,
            Map<String, String> newAttributes,
            long modified,
            long signedOut,
            String newExtras) {
        return new UserRecord(
                pool,
                sub,
                username,
                newStatus,
                nowEnabled,
                newAttributes,
                passwordHash,
                srpSalt,
                srpVerifier,
                passwordHistory,
                passwordSetAt,
                createdAt,
                modified,
                signedOut,
                newExtras,
                version);
    }
}
