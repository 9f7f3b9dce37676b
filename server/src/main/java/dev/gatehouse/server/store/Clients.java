package dev.gatehouse.server.store;

import dev.gatehouse.pure.id.ClientId;
import dev.gatehouse.pure.id.PoolId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// App clients and their secrets. A client id is unique across pools.
public final class Clients {
    private static final String SELECT =
            "SELECT pool_id, id, name, document, created_at, modified_at, version FROM clients ";
    private final Sql sql;

    Clients(Sql sql) {
        this.sql = sql;
    }

    /// Writes a new client.
    ///
    /// @return false when the id is taken, in whatever pool
    public boolean insert(ClientRecord client) {
        return sql.change(
                        "INSERT INTO clients (pool_id, id, name, document, created_at, modified_at, version)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING",
                        client.pool(),
                        client.id(),
                        client.name(),
                        client.document(),
                        client.createdAt(),
                        client.modifiedAt(),
                        client.version())
                == 1;
    }

    /// The client, in whatever pool.
    public Optional<ClientRecord> find(ClientId id) {
        return sql.one(SELECT + "WHERE id = ?", Clients::read, id);
    }

    /// The version alone, for caches. It counts changes of the secrets too.
    public OptionalLong version(ClientId id) {
        return sql.one("SELECT version FROM clients WHERE id = ?", row -> OptionalLong.of(row.getLong(1)), id)
                .orElse(OptionalLong.empty());
    }

    /// Replaces name and document, if the client still has the version of the record.
    ///
    /// @return false when it was changed or deleted since
    public boolean update(ClientRecord client) {
        return sql.change(
                        "UPDATE clients SET name = ?, document = ?, modified_at = ?, version = version + 1"
                                + " WHERE id = ? AND version = ?",
                        client.name(),
                        client.document(),
                        client.modifiedAt(),
                        client.id(),
                        client.version())
                == 1;
    }

    /// Deletes the client with its secrets. Its sessions stay until they expire; without a client nobody can use
    /// them.
    ///
    /// @return false when there is no such client
    public boolean delete(ClientId id) {
        sql.change("DELETE FROM client_secrets WHERE client_id = ?", id);
        return sql.change("DELETE FROM clients WHERE id = ?", id) == 1;
    }

    /// Clients of a pool by id.
    ///
    /// @throws InvalidCursor when `after` is not a cursor of this listing
    public Page<ClientRecord> list(PoolId pool, Optional<String> after, int limit) {
        var rows = sql.list(
                SELECT + "WHERE pool_id = ? AND id > ? ORDER BY id LIMIT ?",
                Clients::read,
                pool,
                after.map(Cursor::one).orElse(""),
                limit + 1);
        return Page.cut(rows, limit, client -> Cursor.of(client.id().value()));
    }

    /// How many clients a pool has.
    public long count(PoolId pool) {
        return sql.number("SELECT count(*) FROM clients WHERE pool_id = ?", pool);
    }

    /// Adds a secret.
    ///
    /// @return false when the client has one of that id
    public boolean addSecret(ClientSecretRecord secret) {
        touch(secret.client());
        return sql.change(
                        "INSERT INTO client_secrets (client_id, secret_id, pool_id, sealed, created_at)"
                                + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (client_id, secret_id) DO NOTHING",
                        secret.client(),
                        secret.secretId(),
                        secret.pool(),
                        secret.sealed(),
                        secret.createdAt())
                == 1;
    }

    /// The secrets of a client, oldest first.
    public List<ClientSecretRecord> secrets(ClientId client) {
        return sql.list(
                "SELECT pool_id, secret_id, sealed, created_at FROM client_secrets WHERE client_id = ?"
                        + " ORDER BY created_at, secret_id",
                row -> new ClientSecretRecord(
                        new PoolId(row.getString(1)), client, row.getString(2), Sql.bytes(row, 3), row.getLong(4)),
                client);
    }

    /// Deletes a secret.
    ///
    /// @return false when there is no such secret
    public boolean deleteSecret(ClientId client, String secretId) {
        touch(client);
        return sql.change("DELETE FROM client_secrets WHERE client_id = ? AND secret_id = ?", client, secretId) == 1;
    }

    private void touch(ClientId client) {
        sql.change("UPDATE clients SET version = version + 1 WHERE id = ?", client);
    }

    private static ClientRecord read(ResultSet row) throws SQLException {
        return new ClientRecord(
                new PoolId(row.getString(1)),
                new ClientId(row.getString(2)),
                row.getString(3),
                row.getString(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7));
    }
}
