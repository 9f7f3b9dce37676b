package dev.gatehouse.server.store;

import dev.gatehouse.pure.id.PoolId;
import dev.gatehouse.pure.id.Sub;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/// Passkeys of users. A credential id belongs to at most one user of a pool.
public final class Passkeys {
    private static final String COLUMNS = "pool_id, credential_id, sub, rp_id, public_key, sign_count, transports,"
            + " attachment, aaguid, backup_eligible, backed_up, name, created_at";
    private static final String SEPARATOR = " ";
    private final Sql sql;

    Passkeys(Sql sql) {
        this.sql = sql;
    }

    /// The passkeys of a user, oldest first.
    public List<PasskeyRecord> ofUser(PoolId pool, Sub sub) {
        return sql.list(
                "SELECT " + COLUMNS + " FROM passkeys WHERE pool_id = ? AND sub = ? ORDER BY created_at, credential_id",
                Passkeys::read,
                pool,
                sub);
    }

    /// Writes a new passkey.
    ///
    /// @return false when someone in the pool has one of that id
    public boolean insert(PasskeyRecord passkey) {
        return sql.change(
                        "INSERT INTO passkeys (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                                + " ON CONFLICT (pool_id, credential_id) DO NOTHING",
                        passkey.pool(),
                        passkey.credentialId(),
                        passkey.sub(),
                        passkey.rpId(),
                        passkey.publicKey(),
                        passkey.signCount(),
                        String.join(SEPARATOR, passkey.transports()),
                        passkey.attachment(),
                        passkey.aaguid(),
                        passkey.backupEligible(),
                        passkey.backedUp(),
                        passkey.name(),
                        passkey.createdAt())
                == 1;
    }

    /// Takes a signature: moves the counter to the one it was made with. Where either counts, it has to grow; of
    /// several who come with the same one, one gets it (WebAuthn level 3, section 7.2, step 22).
    ///
    /// @param backedUp whether the passkey is on other devices now
    /// @return false when the counter does not grow, or the user no longer has the passkey
    public boolean take(PoolId pool, Sub sub, String credentialId, long signCount, boolean backedUp) {
        return sql.change(
                        "UPDATE passkeys SET sign_count = ?, backed_up = ? WHERE pool_id = ? AND credential_id = ?"
                                + " AND sub = ? AND (sign_count < ? OR (sign_count = 0 AND ? = 0))",
                        signCount,
                        backedUp,
                        pool,
                        credentialId,
                        sub,
                        signCount,
                        signCount)
                == 1;
    }

    /// Removes a passkey of a user.
    ///
    /// @return false when the user has none of that id
    public boolean delete(PoolId pool, Sub sub, String credentialId) {
        return sql.change(
                        "DELETE FROM passkeys WHERE pool_id = ? AND credential_id = ? AND sub = ?",
                        pool,
                        credentialId,
                        sub)
                == 1;
    }

    private static PasskeyRecord read(ResultSet row) throws SQLException {
        String transports = row.getString(7);
        return new PasskeyRecord(
                new PoolId(row.getString(1)),
                row.getString(2),
                new Sub(row.getString(3)),
                row.getString(4),
                Sql.bytes(row, 5),
                row.getLong(6),
                transports.isEmpty() ? List.of() : List.of(transports.split(SEPARATOR)),
                row.getString(8),
                row.getString(9),
                row.getLong(10) == 1,
                row.getLong(11) == 1,
                row.getString(12),
                row.getLong(13));
    }
}
