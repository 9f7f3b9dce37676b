package dev.gatehouse.server.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Users, groups and roles of the account, their inline policies, attachments and memberships.
public final class IamEntities {
    private static final String COLUMNS =
            "id, kind, name, path, description, trust, boundary, max_session, tags, created_at, version";
    private static final String SELECT = "SELECT " + COLUMNS + " FROM iam_entities ";
    private static final String MEMBERS_OF = "SELECT e.id, e.kind, e.name, e.path, e.description, e.trust, e.boundary,"
            + " e.max_session, e.tags, e.created_at, e.version FROM iam_memberships m JOIN iam_entities e";
    private final Sql sql;

    IamEntities(Sql sql) {
        this.sql = sql;
    }

    /// Writes a new entity.
    ///
    /// @return false when its kind has one of that name
    public boolean insert(IamEntity entity) {
        return sql.change(
                        "INSERT INTO iam_entities (id, kind, name_key, name, path, description, trust, boundary,"
                                + " max_session, tags, created_at, version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                                + " ON CONFLICT (kind, name_key) DO NOTHING",
                        entity.id(),
                        entity.kind().text(),
                        IamEntity.key(entity.name()),
                        entity.name(),
                        entity.path(),
                        entity.description(),
                        entity.trust(),
                        entity.boundary(),
                        entity.maxSession(),
                        JsonText.write(entity.tags()),
                        entity.createdAt(),
                        entity.version())
                == 1;
    }

    /// The entity of that name, ignoring case.
    public Optional<IamEntity> find(IamEntity.Kind kind, String name) {
        return sql.one(SELECT + "WHERE kind = ? AND name_key = ?", IamEntities::read, kind.text(), IamEntity.key(name));
    }

    /// The entity of that unique id.
    public Optional<IamEntity> byId(String id) {
        return sql.one(SELECT + "WHERE id = ?", IamEntities::read, id);
    }

    /// The version alone, for caches.
    public OptionalLong version(String id) {
        return sql.one("SELECT version FROM iam_entities WHERE id = ?", row -> OptionalLong.of(row.getLong(1)), id)
                .orElse(OptionalLong.empty());
    }

    /// Replaces everything but id, kind and time of creation.
    ///
    /// @return false when there is no such entity, or another one has the name
    public boolean update(IamEntity entity) {
        boolean taken = sql.exists(
                "SELECT 1 FROM iam_entities WHERE kind = ? AND name_key = ? AND id <> ?",
                entity.kind().text(),
                IamEntity.key(entity.name()),
                entity.id());
        return !taken
                && sql.change(
                                "UPDATE iam_entities SET name_key = ?, name = ?, path = ?, description = ?, trust = ?,"
                                        + " boundary = ?, max_session = ?, tags = ?, version = version + 1 WHERE id = ?",
                                IamEntity.key(entity.name()),
                                entity.name(),
                                entity.path(),
                                entity.description(),
                                entity.trust(),
                                entity.boundary(),
                                entity.maxSession(),
                                JsonText.write(entity.tags()),
                                entity.id())
                        == 1;
    }

    /// Deletes an entity. What hangs on it must have been taken off before.
    public void delete(String id) {
        sql.change("DELETE FROM iam_entities WHERE id = ?", id);
    }

    /// Entities of a kind by name, those whose path begins so.
    ///
    /// @throws InvalidCursor when `after` is not a cursor of this listing
    public Page<IamEntity> list(IamEntity.Kind kind, String pathPrefix, Optional<String> after, int limit) {
        var rows = sql.list(
                SELECT + "WHERE kind = ? AND name_key > ? AND substr(path, 1, ?) = ? ORDER BY name_key LIMIT ?",
                IamEntities::read,
                kind.text(),
                after.map(Cursor::one).orElse(""),
                pathPrefix.length(),
                pathPrefix,
                limit + 1);
        return cut(rows, limit);
    }

    /// How many there are of a kind.
    public long count(IamEntity.Kind kind) {
        return sql.number("SELECT count(*) FROM iam_entities WHERE kind = ?", kind.text());
    }

    /// An inline policy.
    public Optional<String> inline(String id, String policyName) {
        return sql.one(
                "SELECT document FROM iam_inline_policies WHERE entity_id = ? AND name = ?",
                row -> row.getString(1),
                id,
                policyName);
    }

    /// A named document.
    public record Inline(String name, String document) {}

    /// The inline policies of an entity by name.
    public List<Inline> inlines(String id) {
        return sql.list(
                "SELECT name, document FROM iam_inline_policies WHERE entity_id = ? ORDER BY name",
                row -> new Inline(row.getString(1), row.getString(2)),
                id);
    }

    /// Writes an inline policy, over one of the same name.
    public void putInline(String id, String policyName, String document) {
        sql.change(
                "INSERT INTO iam_inline_policies (entity_id, name, document) VALUES (?, ?, ?)"
                        + " ON CONFLICT (entity_id, name) DO UPDATE SET document = excluded.document",
                id,
                policyName,
                document);
        touch(id);
    }

    /// Removes an inline policy.
    ///
    /// @return false when there was no such policy
    public boolean deleteInline(String id, String policyName) {
        touch(id);
        return sql.change("DELETE FROM iam_inline_policies WHERE entity_id = ? AND name = ?", id, policyName) == 1;
    }

    /// The ARNs of the policies attached to an entity.
    public List<String> attachments(String id) {
        return sql.list(
                "SELECT policy_arn FROM iam_attachments WHERE entity_id = ? ORDER BY policy_arn",
                row -> row.getString(1),
                id);
    }

    /// Attaches a policy; nothing happens when it is attached.
    public void attach(String id, String policyArn) {
        sql.change(
                "INSERT INTO iam_attachments (entity_id, policy_arn) VALUES (?, ?)"
                        + " ON CONFLICT (entity_id, policy_arn) DO NOTHING",
                id,
                policyArn);
        touch(id);
    }

    /// Detaches a managed policy.
    ///
    /// @return false when it was not attached
    public boolean detach(String id, String policyArn) {
        touch(id);
        return sql.change("DELETE FROM iam_attachments WHERE entity_id = ? AND policy_arn = ?", id, policyArn) == 1;
    }

    /// Whom a policy is attached to, by unique id.
    public List<IamEntity> attached(String policyArn) {
        return sql.list(
                "SELECT e.id, e.kind, e.name, e.path, e.description, e.trust, e.boundary, e.max_session, e.tags,"
                        + " e.created_at, e.version FROM iam_attachments a JOIN iam_entities e ON e.id = a.entity_id"
                        + " WHERE a.policy_arn = ? ORDER BY e.id",
                IamEntities::read,
                policyArn);
    }

    /// Whom a policy bounds, by unique id.
    public List<IamEntity> bounded(String policyArn) {
        return sql.list(SELECT + "WHERE boundary = ? ORDER BY id", IamEntities::read, policyArn);
    }

    /// Puts a user into a group; nothing happens when they are in it.
    public void join(String userId, String groupId) {
        sql.change(
                "INSERT INTO iam_memberships (user_id, group_id) VALUES (?, ?) ON CONFLICT (user_id, group_id) DO NOTHING",
                userId,
                groupId);
        touch(userId);
    }

    /// Takes a user out of a group.
    ///
    /// @return false when the user was not in the group
    public boolean leave(String userId, String groupId) {
        touch(userId);
        return sql.change("DELETE FROM iam_memberships WHERE user_id = ? AND group_id = ?", userId, groupId) == 1;
    }

    /// The groups of a user by name.
    public List<IamEntity> groupsOf(String userId) {
        return sql.list(
                MEMBERS_OF + " ON e.id = m.group_id WHERE m.user_id = ? ORDER BY e.name_key",
                IamEntities::read,
                userId);
    }

    /// The users of a group by name, page by page.
    ///
    /// @throws InvalidCursor when `after` is not a cursor of this listing
    public Page<IamEntity> usersOf(String groupId, Optional<String> after, int limit) {
        var rows = sql.list(
                MEMBERS_OF + " ON e.id = m.user_id WHERE m.group_id = ? AND e.name_key > ? ORDER BY e.name_key LIMIT ?",
                IamEntities::read,
                groupId,
                after.map(Cursor::one).orElse(""),
                limit + 1);
        return cut(rows, limit);
    }

    private static Page<IamEntity> cut(List<IamEntity> rows, int limit) {
        return Page.cut(rows, limit, entity -> Cursor.of(IamEntity.key(entity.name())));
    }

    /// What is read with an entity has changed: caches look again.
    private void touch(String id) {
        sql.change("UPDATE iam_entities SET version = version + 1 WHERE id = ?", id);
    }

    private static IamEntity read(ResultSet row) throws SQLException {
        return new IamEntity(
                row.getString(1),
                IamEntity.Kind.of(row.getString(2)),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getInt(8),
                JsonText.read(row.getString(9)),
                row.getLong(10),
                row.getLong(11));
    }
}
