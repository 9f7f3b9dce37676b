package dev.gatehouse.server.store;

import dev.gatehouse.pure.id.PoolId;
import dev.gatehouse.pure.id.Sub;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/// Codes sent to users: at most one per user and purpose, used once.
public final class Codes {
    private static final String COLUMNS = "purpose, code_mac, attribute, destination, created_at, expires_at, tries";
    private static final String KEY = " WHERE pool_id = ? AND sub = ? AND purpose = ?";
    private final Sql sql;

    Codes(Sql sql) {
        this.sql = sql;
    }

    /// Writes a code over the one of the same purpose.
    public void put(PoolId pool, Sub sub, CodeRecord code) {
        sql.change(
                "INSERT INTO codes (pool_id, sub, " + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (pool_id, sub, purpose) DO UPDATE SET code_mac = excluded.code_mac,"
                        + " attribute = excluded.attribute, destination = excluded.destination,"
                        + " created_at = excluded.created_at, expires_at = excluded.expires_at, tries = excluded.tries",
                pool,
                sub,
                code.purpose(),
                code.codeMac(),
                code.attribute(),
                code.destination(),
                code.createdAt(),
                code.expiresAt(),
                code.tries());
    }

    /// The code of that purpose, expired or not.
    public Optional<CodeRecord> find(PoolId pool, Sub sub, String purpose) {
        return sql.one("SELECT " + COLUMNS + " FROM codes" + KEY, Codes::read, pool, sub, purpose);
    }

    /// Takes the code away: of several who try, one gets it.
    public Optional<CodeRecord> consume(PoolId pool, Sub sub, String purpose) {
        return sql.one("DELETE FROM codes" + KEY + " RETURNING " + COLUMNS, Codes::read, pool, sub, purpose);
    }

    /// Counts a wrong answer.
    ///
    /// @return tries so far, this one included; 0 when there is no such code
    public int countTry(PoolId pool, Sub sub, String purpose) {
        return sql.one(
                        "UPDATE codes SET tries = tries + 1" + KEY + " RETURNING tries",
                        row -> row.getInt(1),
                        pool,
                        sub,
                        purpose)
                .orElse(0);
    }

    private static CodeRecord read(ResultSet row) throws SQLException {
        return new CodeRecord(
                row.getString(1),
                Sql.bytes(row, 2),
                row.getString(3),
                row.getString(4),
                row.getLong(5),
                row.getLong(6),
                row.getInt(7));
    }
}
