package dev.gatehouse.server.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/// The identity providers the account trusts.
public final class IamProviders {
    private static final String SELECT =
            "SELECT arn, kind, document, tags, created_at, version, uuid, encryption FROM iam_providers ";
    private final Sql sql;

    IamProviders(Sql sql) {
        this.sql = sql;
    }

    /// Writes a new provider.
    ///
    /// @return false when the ARN is taken
    public boolean insert(IamProviderRecord provider) {
        return sql.change(
                        "INSERT INTO iam_providers (arn, kind, document, tags, created_at, version, uuid, encryption)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (arn) DO NOTHING",
                        provider.arn(),
                        provider.kind().text(),
                        provider.document(),
                        JsonText.write(provider.tags()),
                        provider.createdAt(),
                        provider.version(),
                        provider.uuid(),
                        provider.encryption())
                == 1;
    }

    /// The provider of that ARN.
    public Optional<IamProviderRecord> find(String arn) {
        return sql.one(SELECT + "WHERE arn = ?", IamProviders::read, arn);
    }

    /// The version alone, for caches.
    public OptionalLong version(String arn) {
        return sql.one("SELECT version FROM iam_providers WHERE arn = ?", row -> OptionalLong.of(row.getLong(1)), arn)
                .orElse(OptionalLong.empty());
    }

    /// Replaces document, tags and mode of encryption.
    ///
    /// @return false when there is no such provider
    public boolean update(IamProviderRecord provider) {
        return sql.change(
                        "UPDATE iam_providers SET document = ?, tags = ?, encryption = ?, version = version + 1 WHERE arn = ?",
                        provider.document(),
                        JsonText.write(provider.tags()),
                        provider.encryption(),
                        provider.arn())
                == 1;
    }

    /// Removes a provider.
    ///
    /// @return false when there was no such provider
    public boolean delete(String arn) {
        return sql.change("DELETE FROM iam_providers WHERE arn = ?", arn) == 1;
    }

    /// All providers of a kind by ARN; an account has few.
    public List<IamProviderRecord> list(IamProviderRecord.Kind kind) {
        return sql.list(SELECT + "WHERE kind = ? ORDER BY arn", IamProviders::read, kind.text());
    }

    /// How many there are of a kind.
    public long count(IamProviderRecord.Kind kind) {
        return sql.number("SELECT count(*) FROM iam_providers WHERE kind = ?", kind.text());
    }

    private static IamProviderRecord read(ResultSet row) throws SQLException {
        return new IamProviderRecord(
                row.getString(1),
                IamProviderRecord.Kind.valueOf(row.getString(2).toUpperCase(Locale.ROOT)),
                row.getString(3),
                JsonText.read(row.getString(4)),
                row.getLong(5),
                row.getLong(6),
                Objects.requireNonNullElse(row.getString(7), ""),
                Objects.requireNonNullElse(row.getString(8), ""));
    }
}
