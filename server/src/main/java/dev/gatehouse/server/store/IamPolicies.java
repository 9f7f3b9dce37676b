package dev.gatehouse.server.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Managed policies of the account and their versions.
public final class IamPolicies {
    private static final String SELECT = "SELECT arn, id, name, path, description, default_version, last_version, tags,"
            + " created_at, modified_at, version FROM iam_policies ";
    private final Sql sql;

    IamPolicies(Sql sql) {
        this.sql = sql;
    }

    /// Writes a new policy, without a version.
    ///
    /// @return false when there is one of that name, ignoring case
    public boolean insert(IamPolicyRecord policy) {
        return sql.change(
                        "INSERT INTO iam_policies (arn, id, name_key, name, path, description, default_version,"
                                + " last_version, tags, created_at, modified_at, version)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (name_key) DO NOTHING",
                        policy.arn(),
                        policy.id(),
                        IamEntity.key(policy.name()),
                        policy.name(),
                        policy.path(),
                        policy.description(),
                        policy.defaultVersion(),
                        policy.lastVersion(),
                        JsonText.write(policy.tags()),
                        policy.createdAt(),
                        policy.modifiedAt(),
                        policy.version())
                == 1;
    }

    /// The policy of that ARN.
    public Optional<IamPolicyRecord> find(String arn) {
        return sql.one(SELECT + "WHERE arn = ?", IamPolicies::read, arn);
    }

    /// The version alone, for caches.
    public OptionalLong version(String arn) {
        return sql.one("SELECT version FROM iam_policies WHERE arn = ?", row -> OptionalLong.of(row.getLong(1)), arn)
                .orElse(OptionalLong.empty());
    }

    /// Replaces the version numbers, the tags and the time of change.
    ///
    /// @return false when there is no such policy
    public boolean update(IamPolicyRecord policy) {
        return sql.change(
                        "UPDATE iam_policies SET default_version = ?, last_version = ?, tags = ?, modified_at = ?,"
                                + " version = version + 1 WHERE arn = ?",
                        policy.defaultVersion(),
                        policy.lastVersion(),
                        JsonText.write(policy.tags()),
                        policy.modifiedAt(),
                        policy.arn())
                == 1;
    }

    /// Deletes a policy with its versions.
    public void delete(String arn) {
        sql.change("DELETE FROM iam_policy_versions WHERE arn = ?", arn);
        sql.change("DELETE FROM iam_policies WHERE arn = ?", arn);
    }

    /// Policies by name, those whose path begins so.
    ///
    /// @throws InvalidCursor when `after` is not a cursor of this listing
    public Page<IamPolicyRecord> list(String pathPrefix, Optional<String> after, int limit) {
        var rows = sql.list(
                SELECT + "WHERE name_key > ? AND substr(path, 1, ?) = ? ORDER BY name_key LIMIT ?",
                IamPolicies::read,
                after.map(Cursor::one).orElse(""),
                pathPrefix.length(),
                pathPrefix,
                limit + 1);
        return Page.cut(rows, limit, policy -> Cursor.of(IamEntity.key(policy.name())));
    }

    /// How many there are.
    public long count() {
        return sql.number("SELECT count(*) FROM iam_policies");
    }

    /// How many versions there are of all policies.
    public long countVersions() {
        return sql.number("SELECT count(*) FROM iam_policy_versions");
    }

    /// Writes a version.
    public void putVersion(String arn, IamPolicyRecord.Version version) {
        sql.change(
                "INSERT INTO iam_policy_versions (arn, number, document, created_at) VALUES (?, ?, ?, ?)",
                arn,
                version.number(),
                version.document(),
                version.createdAt());
    }

    /// The versions of a policy, newest first.
    public List<IamPolicyRecord.Version> versions(String arn) {
        return sql.list(
                "SELECT number, document, created_at FROM iam_policy_versions WHERE arn = ? ORDER BY number DESC",
                row -> new IamPolicyRecord.Version(row.getInt(1), row.getString(2), row.getLong(3)),
                arn);
    }

    /// One version of a policy.
    public Optional<IamPolicyRecord.Version> version(String arn, int number) {
        return sql.one(
                "SELECT number, document, created_at FROM iam_policy_versions WHERE arn = ? AND number = ?",
                row -> new IamPolicyRecord.Version(row.getInt(1), row.getString(2), row.getLong(3)),
                arn,
                number);
    }

    /// Removes a version of a policy.
    ///
    /// @return false when there was no such version
    public boolean deleteVersion(String arn, int number) {
        return sql.change("DELETE FROM iam_policy_versions WHERE arn = ? AND number = ?", arn, number) == 1;
    }

    private static IamPolicyRecord read(ResultSet row) throws SQLException {
        return new IamPolicyRecord(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getInt(6),
                row.getInt(7),
                JsonText.read(row.getString(8)),
                row.getLong(9),
                row.getLong(10),
                row.getLong(11));
    }
}
