package dev.gatehouse.server.store;

import dev.gatehouse.pure.id.ClientId;
import dev.gatehouse.pure.id.PoolId;
import dev.gatehouse.pure.id.Sub;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/// Sessions as their users are shown them. A token session is alive as long as its row in {@link Sessions}.
public final class SessionDetails {
    private static final String COLUMNS = "d.pool_id, d.id, d.session_id, d.sub, d.client_id, d.origin_id,"
            + " d.created_at, d.expires_at, d.last_active_at, d.device, d.address, d.city, d.country";
    private final Sql sql;

    SessionDetails(Sql sql) {
        this.sql = sql;
    }

    /// Writes a new session.
    public void insert(SessionDetailsRecord details) {
        SessionDetailsRecord.Seen seen = details.seen();
        sql.change(
                "INSERT INTO session_details (" + COLUMNS.replace("d.", "")
                        + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                details.pool(),
                details.id(),
                details.sessionId(),
                details.sub(),
                details.client(),
                details.originId(),
                details.createdAt(),
                details.expiresAt(),
                seen.at(),
                seen.device(),
                seen.address(),
                seen.city(),
                seen.country());
    }

    /// Notes a sign of life of a token session; nothing for one that no track is kept of.
    ///
    /// @param sessionId the id of its {@link SessionRecord}
    public void seen(PoolId pool, String sessionId, SessionDetailsRecord.Seen seen) {
        sql.change(
                "UPDATE session_details SET last_active_at = ?, device = ?, address = ?, city = ?, country = ?"
                        + " WHERE pool_id = ? AND session_id = ?",
                seen.at(),
                seen.device(),
                seen.address(),
                seen.city(),
                seen.country(),
                pool,
                sessionId);
    }

    /// The sessions of a user that are neither revoked nor expired, newest first.
    public List<SessionDetailsRecord> ofUser(PoolId pool, Sub sub, long now) {
        return sql.list(
                "SELECT " + COLUMNS + " FROM session_details d WHERE d.pool_id = ? AND d.sub = ? AND d.expires_at > ?"
                        + " AND (d.session_id = '' OR EXISTS (SELECT 1 FROM sessions s WHERE s.pool_id = d.pool_id"
                        + " AND s.id = d.session_id AND s.revoked_at = 0))"
                        + " ORDER BY d.created_at DESC, d.id",
                SessionDetails::read,
                pool,
                sub,
                now);
    }

    /// Forgets a session. Its tokens are ended by {@link Sessions#revoke}.
    public void delete(PoolId pool, String id) {
        sql.change("DELETE FROM session_details WHERE pool_id = ? AND id = ?", pool, id);
    }

    private static SessionDetailsRecord read(ResultSet row) throws SQLException {
        return new SessionDetailsRecord(
                new PoolId(row.getString(1)),
                row.getString(2),
                row.getString(3),
                new Sub(row.getString(4)),
                new ClientId(row.getString(5)),
                row.getString(6),
                row.getLong(7),
                row.getLong(8),
                new SessionDetailsRecord.Seen(
                        row.getLong(9), row.getString(10), row.getString(11), row.getString(12), row.getString(13)));
    }
}
