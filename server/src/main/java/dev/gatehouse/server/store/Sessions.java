package dev.gatehouse.server.store;

import dev.gatehouse.pure.id.ClientId;
import dev.gatehouse.pure.id.PoolId;
import dev.gatehouse.pure.id.Sub;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// Sign-ins: a row each, until it expires.
public final class Sessions {
    private static final String COLUMNS = "pool_id, id, sub, client_id, attempt_id, event_id, scope, auth_time,"
            + " created_at, expires_at, generation, rotated_at, last_active_at, revoked_at, extras, device_key";
    private final Sql sql;

    Sessions(Sql sql) {
        this.sql = sql;
    }

    /// Writes a session and spends its attempt.
    ///
    /// @return `Admitted` or `AttemptSpent`
    public SessionWrite insert(SessionRecord session) {
        int inserted = sql.change(
                "INSERT INTO sessions (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (pool_id, attempt_id) DO NOTHING",
                session.pool(),
                session.id(),
                session.sub(),
                session.client(),
                session.attemptId(),
                session.eventId(),
                session.scope(),
                session.authTime(),
                session.createdAt(),
                session.expiresAt(),
                session.generation(),
                session.rotatedAt(),
                session.lastActiveAt(),
                session.revokedAt(),
                session.extras(),
                session.deviceKey());
        return inserted == 1 ? new SessionWrite.Admitted() : new SessionWrite.AttemptSpent();
    }

    /// The session, revoked or not; empty when unknown or long expired.
    public Optional<SessionRecord> find(PoolId pool, String id) {
        return sql.one("SELECT " + COLUMNS + " FROM sessions WHERE pool_id = ? AND id = ?", Sessions::read, pool, id);
    }

    /// The sessions of a user that are neither revoked nor expired, newest first.
    public List<SessionRecord> ofUser(PoolId pool, Sub sub, long now) {
        return sql.list(
                "SELECT " + COLUMNS + " FROM sessions WHERE pool_id = ? AND sub = ? AND revoked_at = 0"
                        + " AND expires_at > ? ORDER BY created_at DESC, id",
                Sessions::read,
                pool,
                sub,
                now);
    }

    /// Moves the session to its next refresh token.
    ///
    /// @param generation the one of the token presented
    /// @return false when it is no longer the session's, or the session is revoked or gone
    public boolean rotate(PoolId pool, String id, long generation, long now) {
        return sql.change(
                        "UPDATE sessions SET generation = generation + 1, rotated_at = ?, last_active_at = ?"
                                + " WHERE pool_id = ? AND id = ? AND generation = ? AND revoked_at = 0",
                        now,
                        now,
                        pool,
                        id,
                        generation)
                == 1;
    }

    /// Notes that the session was used.
    public void touch(PoolId pool, String id, long now) {
        sql.change("UPDATE sessions SET last_active_at = ? WHERE pool_id = ? AND id = ?", now, pool, id);
    }

    /// Revokes a session.
    ///
    /// @return false when it is unknown or revoked already
    public boolean revoke(PoolId pool, String id, long now) {
        return sql.change(
                        "UPDATE sessions SET revoked_at = ? WHERE pool_id = ? AND id = ? AND revoked_at = 0",
                        now,
                        pool,
                        id)
                == 1;
    }

    /// Revokes every session of a user.
    ///
    /// @return how many
    public int revokeAll(PoolId pool, Sub sub, long now) {
        return sql.change(
                "UPDATE sessions SET revoked_at = ? WHERE pool_id = ? AND sub = ? AND revoked_at = 0", now, pool, sub);
    }

    /// Whether a session of the user came from that device and is neither revoked nor expired.
    public boolean liveFrom(PoolId pool, Sub sub, String device, long now) {
        return sql.exists(
                "SELECT 1 FROM sessions WHERE pool_id = ? AND sub = ? AND device_key = ? AND revoked_at = 0"
                        + " AND expires_at > ?",
                pool,
                sub,
                device,
                now);
    }

    /// Revokes every session of a user that came from a device, but one.
    ///
    /// @param spared the session that stays; an empty text for none
    /// @return how many
    public int revokeFrom(PoolId pool, Sub sub, String device, String spared, long now) {
        return sql.change(
                "UPDATE sessions SET revoked_at = ? WHERE pool_id = ? AND sub = ? AND device_key = ? AND id <> ?"
                        + " AND revoked_at = 0",
                now,
                pool,
                sub,
                device,
                spared);
    }

    /// Ends the refresh tokens of a session; its access tokens live on. Two generations ahead, so that no grace
    /// period covers the last one.
    public void endRefresh(PoolId pool, String id) {
        sql.change("UPDATE sessions SET generation = generation + 2 WHERE pool_id = ? AND id = ?", pool, id);
    }

    private static SessionRecord read(ResultSet row) throws SQLException {
        return new SessionRecord(
                new PoolId(row.getString(1)),
                row.getString(2),
                new Sub(row.getString(3)),
                new ClientId(row.getString(4)),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getLong(8),
                row.getLong(9),
                row.getLong(10),
                row.getLong(11),
                row.getLong(12),
                row.getLong(13),
                row.getLong(14),
                row.getString(15),
                row.getString(16));
    }
}
