package dev.gatehouse.server.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// Identities of identity pools and the logins linked to them.
public final class Identities {
    private static final String SELECT =
            "SELECT identity_pool_id, id, enabled, guest, created_at, modified_at FROM identities ";
    private static final String LOGINS = "SELECT provider, subject, identity_id FROM identity_logins ";
    private final Sql sql;

    Identities(Sql sql) {
        this.sql = sql;
    }

    /// Writes a new identity.
    public void insert(IdentityRecord identity) {
        sql.change(
                "INSERT INTO identities (identity_pool_id, id, enabled, guest, created_at, modified_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?)",
                identity.pool(),
                identity.id(),
                identity.enabled(),
                identity.guest(),
                identity.createdAt(),
                identity.modifiedAt());
    }

    /// The identity of that id, in whatever pool that is not deleted.
    public Optional<IdentityRecord> find(String id) {
        return sql.one(
                SELECT
                        + "WHERE id = ? AND EXISTS (SELECT 1 FROM identity_pools WHERE identity_pools.id = identity_pool_id)",
                Identities::read,
                id);
    }

    /// Identities of a pool in the order of their ids.
    ///
    /// @param onlyEnabled leaves out those merged into others
    /// @throws InvalidCursor when `after` is not a cursor of such a listing
    public Page<IdentityRecord> list(String pool, boolean onlyEnabled, Optional<String> after, int limit) {
        String first = pool.substring(0, pool.indexOf(':') + 1);
        List<IdentityRecord> rows = sql.list(
                SELECT + "WHERE identity_pool_id = ? AND id > ? AND enabled >= ? ORDER BY id LIMIT ?",
                Identities::read,
                pool,
                after.map(cursor -> Cursor.one(cursor, first)).orElse(first),
                onlyEnabled,
                limit + 1);
        return Page.cut(rows, limit, identity -> Cursor.of(identity.id()));
    }

    /// Notes that an identity has, or had, a login.
    public void named(String pool, String id, long now) {
        sql.change(
                "UPDATE identities SET guest = 0, modified_at = ? WHERE identity_pool_id = ? AND id = ?",
                now,
                pool,
                id);
    }

    /// Switches an identity off for good.
    public void disable(String pool, String id, long now) {
        sql.change(
                "UPDATE identities SET enabled = 0, modified_at = ? WHERE identity_pool_id = ? AND id = ?",
                now,
                pool,
                id);
    }

    /// Removes an identity with its logins.
    ///
    /// @return false when there was no such identity
    public boolean delete(String pool, String id) {
        sql.change("DELETE FROM identity_logins WHERE identity_pool_id = ? AND identity_id = ?", pool, id);
        return sql.change("DELETE FROM identities WHERE identity_pool_id = ? AND id = ?", pool, id) == 1;
    }

    /// Whose a login is.
    public Optional<String> owner(String pool, String provider, String subject) {
        return sql.one(
                "SELECT identity_id FROM identity_logins WHERE identity_pool_id = ? AND provider = ? AND subject = ?",
                row -> row.getString(1),
                pool,
                provider,
                subject);
    }

    /// The logins of an identity.
    public List<IdentityLoginRecord> logins(String pool, String id) {
        return sql.list(
                LOGINS + "WHERE identity_pool_id = ? AND identity_id = ? ORDER BY provider, subject",
                Identities::readLogin,
                pool,
                id);
    }

    /// The subjects of an identity at one provider in their order.
    ///
    /// @throws InvalidCursor when `after` is not a cursor of such a listing
    public Page<String> subjects(String pool, String id, String provider, Optional<String> after, int limit) {
        List<String> rows = sql.list(
                "SELECT subject FROM identity_logins WHERE identity_pool_id = ? AND identity_id = ? AND provider = ?"
                        + " AND subject > ? ORDER BY subject LIMIT ?",
                row -> row.getString(1),
                pool,
                id,
                provider,
                after.map(Cursor::one).orElse(""),
                limit + 1);
        return Page.cut(rows, limit, subject -> Cursor.of(subject));
    }

    /// Links a login that nobody has.
    ///
    /// @return false when somebody has it
    public boolean link(String pool, IdentityLoginRecord login, long now) {
        return sql.change(
                        "INSERT INTO identity_logins (identity_pool_id, provider, subject, identity_id, created_at)"
                                + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (identity_pool_id, provider, subject) DO NOTHING",
                        pool,
                        login.provider(),
                        login.subject(),
                        login.identity(),
                        now)
                == 1;
    }

    /// Gives all logins of one identity to another.
    public void move(String pool, String from, String to) {
        sql.change(
                "UPDATE identity_logins SET identity_id = ? WHERE identity_pool_id = ? AND identity_id = ?",
                to,
                pool,
                from);
    }

    /// Takes a login away from its identity.
    ///
    /// @return false when it is not linked to that identity
    public boolean unlink(String pool, IdentityLoginRecord login) {
        return sql.change(
                        "DELETE FROM identity_logins"
                                + " WHERE identity_pool_id = ? AND provider = ? AND subject = ? AND identity_id = ?",
                        pool,
                        login.provider(),
                        login.subject(),
                        login.identity())
                == 1;
    }

    private static IdentityRecord read(ResultSet row) throws SQLException {
        return new IdentityRecord(
                row.getString(1),
                row.getString(2),
                row.getLong(3) != 0,
                row.getLong(4) != 0,
                row.getLong(5),
                row.getLong(6));
    }

    private static IdentityLoginRecord readLogin(ResultSet row) throws SQLException {
        return new IdentityLoginRecord(row.getString(1), row.getString(2), row.getString(3));
    }
}
