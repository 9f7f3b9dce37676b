package dev.gatehouse.server.store;

import dev.gatehouse.pure.id.PoolId;
import dev.gatehouse.pure.id.Sub;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Groups of a pool and who is in them.
///
/// A membership names the group and its incarnation, so that a deleted group's memberships are gone at once, whatever
/// their number, and a new group of the same name starts empty; the dead rows go in the background ({@link
/// Store#purge}).
public final class Groups {
    private static final String COLUMNS =
            "g.pool_id, g.name, g.description, g.role_arn, g.precedence, g.created_at, g.modified_at";
    private static final String OF_USER = "SELECT " + COLUMNS + " FROM memberships m JOIN user_groups g"
            + " ON g.pool_id = m.pool_id AND g.name = m.group_name AND g.incarnation = m.incarnation"
            + " WHERE m.pool_id = ? AND m.sub = ? ";
    private final Sql sql;

    Groups(Sql sql) {
        this.sql = sql;
    }

    /// Writes a new group.
    ///
    /// @return false when the pool has one of that name
    public boolean insert(GroupRecord group) {
        long incarnation = 1
                + sql.number(
                        "SELECT COALESCE(MAX(since), 0) FROM purges WHERE kind = 'group' AND pool_id = ? AND item = ?",
                        group.pool(),
                        group.name());
        return sql.change(
                        "INSERT INTO user_groups (pool_id, name, incarnation, description, role_arn, precedence, created_at,"
                                + " modified_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (pool_id, name) DO NOTHING",
                        group.pool(),
                        group.name(),
                        incarnation,
                        group.description(),
                        group.roleArn(),
                        group.precedence(),
                        group.createdAt(),
                        group.modifiedAt())
                == 1;
    }

    /// The group of that name.
    public Optional<GroupRecord> find(PoolId pool, String name) {
        return sql.one(
                "SELECT " + COLUMNS + " FROM user_groups g WHERE g.pool_id = ? AND g.name = ?",
                Groups::read,
                pool,
                name);
    }

    /// Replaces description, role and precedence.
    ///
    /// @return false when there is no such group
    public boolean update(GroupRecord group) {
        return sql.change(
                        "UPDATE user_groups SET description = ?, role_arn = ?, precedence = ?, modified_at = ?"
                                + " WHERE pool_id = ? AND name = ?",
                        group.description(),
                        group.roleArn(),
                        group.precedence(),
                        group.modifiedAt(),
                        group.pool(),
                        group.name())
                == 1;
    }

    /// Deletes the group; nobody is in it any more.
    ///
    /// @return false when there is no such group
    public boolean delete(PoolId pool, String name) {
        Optional<Long> incarnation = sql.one(
                "DELETE FROM user_groups WHERE pool_id = ? AND name = ? RETURNING incarnation",
                row -> row.getLong(1),
                pool,
                name);
        incarnation.ifPresent(number -> sql.change(
                "INSERT INTO purges (kind, pool_id, item, since) VALUES ('group', ?, ?, ?)"
                        + " ON CONFLICT (kind, pool_id, item) DO UPDATE SET since = excluded.since",
                pool,
                name,
                number));
        return incarnation.isPresent();
    }

    /// Groups of a pool by name.
    ///
    /// @throws InvalidCursor when `after` is not a cursor of this listing
    public Page<GroupRecord> list(PoolId pool, Optional<String> after, int limit) {
        var rows = sql.list(
                "SELECT " + COLUMNS + " FROM user_groups g WHERE g.pool_id = ? AND g.name > ? ORDER BY g.name LIMIT ?",
                Groups::read,
                pool,
                after.map(Cursor::one).orElse(""),
                limit + 1);
        return Page.cut(rows, limit, group -> Cursor.of(group.name()));
    }

    /// How many groups a pool has.
    public long count(PoolId pool) {
        return sql.number("SELECT count(*) FROM user_groups WHERE pool_id = ?", pool);
    }

    /// Puts a user into a group; nothing happens when they are in it.
    ///
    /// @return false when there is no such group
    public boolean addMember(PoolId pool, String name, Sub sub) {
        Optional<Long> incarnation = incarnation(pool, name);
        incarnation.ifPresent(number -> sql.change(
                "INSERT INTO memberships (pool_id, sub, group_name, incarnation) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT (pool_id, sub, group_name, incarnation) DO NOTHING",
                pool,
                sub,
                name,
                number));
        return incarnation.isPresent();
    }

    /// Takes a user out of a group; nothing happens when they are not in it.
    public void removeMember(PoolId pool, String name, Sub sub) {
        sql.change("DELETE FROM memberships WHERE pool_id = ? AND sub = ? AND group_name = ?", pool, sub, name);
    }

    /// All groups of a user, by name.
    public List<GroupRecord> ofUser(PoolId pool, Sub sub) {
        return sql.list(OF_USER + "ORDER BY m.group_name", Groups::read, pool, sub);
    }

    /// The groups of a user by name, page by page.
    ///
    /// @throws InvalidCursor when `after` is not a cursor of this listing
    public Page<GroupRecord> ofUser(PoolId pool, Sub sub, Optional<String> after, int limit) {
        var rows = sql.list(
                OF_USER + "AND m.group_name > ? ORDER BY m.group_name LIMIT ?",
                Groups::read,
                pool,
                sub,
                after.map(Cursor::one).orElse(""),
                limit + 1);
        return Page.cut(rows, limit, group -> Cursor.of(group.name()));
    }

    /// The users of a group by sub, page by page; empty when there is no such group.
    ///
    /// @throws InvalidCursor when `after` is not a cursor of this listing
    public Page<UserRecord> members(PoolId pool, String name, Optional<String> after, int limit) {
        String start = after.map(Cursor::one).orElse("");
        var rows = sql.list(
                "SELECT " + Users.COLUMNS + " FROM memberships m CROSS JOIN users u"
                        + " WHERE m.pool_id = ? AND m.group_name = ? AND m.incarnation = ? AND m.sub > ?"
                        + " AND u.pool_id = m.pool_id AND u.sub = m.sub ORDER BY m.sub LIMIT ?",
                Users::read,
                pool,
                name,
                incarnation(pool, name).orElse(0L),
                start,
                limit + 1);
        return Page.cut(rows, limit, user -> Cursor.of(user.sub().value()));
    }

    private Optional<Long> incarnation(PoolId pool, String name) {
        return sql.one(
                "SELECT incarnation FROM user_groups WHERE pool_id = ? AND name = ?",
                row -> row.getLong(1),
                pool,
                name);
    }

    private static GroupRecord read(ResultSet row) throws SQLException {
        int precedence = row.getInt(5);
        @Nullable Integer ranked = row.wasNull() ? null : precedence;
        return new GroupRecord(
                new PoolId(row.getString(1)),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                ranked,
                row.getLong(6),
                row.getLong(7));
    }
}
