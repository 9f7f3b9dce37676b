package dev.gatehouse.server.store;

import java.util.List;

/// The private keys of SAML providers.
public final class SamlPrivateKeys {
    private final Sql sql;

    SamlPrivateKeys(Sql sql) {
        this.sql = sql;
    }

    /// Writes a new key.
    public void insert(SamlPrivateKeyRecord key) {
        sql.change(
                "INSERT INTO saml_private_keys (provider_arn, id, sealed, created_at) VALUES (?, ?, ?, ?)",
                key.provider(),
                key.id(),
                key.sealed(),
                key.createdAt());
    }

    /// The keys of a provider, oldest first.
    public List<SamlPrivateKeyRecord> of(String provider) {
        return sql.list(
                "SELECT id, sealed, created_at FROM saml_private_keys WHERE provider_arn = ? ORDER BY created_at, id",
                row -> new SamlPrivateKeyRecord(provider, row.getString(1), Sql.bytes(row, 2), row.getLong(3)),
                provider);
    }

    /// Removes a key.
    ///
    /// @return false when the provider has no such key
    public boolean delete(String provider, String id) {
        return sql.change("DELETE FROM saml_private_keys WHERE provider_arn = ? AND id = ?", provider, id) == 1;
    }

    /// Removes all keys of a provider.
    public void deleteAll(String provider) {
        sql.change("DELETE FROM saml_private_keys WHERE provider_arn = ?", provider);
    }
}
