package dev.gatehouse.server.store;

import dev.gatehouse.pure.id.PoolId;
import dev.gatehouse.pure.id.Sub;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// Devices that users confirmed.
public final class Devices {
    private static final String COLUMNS = "pool_id, sub, device_key, salt, sealed, name, remembered, last_ip,"
            + " created_at, modified_at, authenticated_at";
    private static final String KEY = " WHERE pool_id = ? AND sub = ? AND device_key = ?";
    private final Sql sql;

    Devices(Sql sql) {
        this.sql = sql;
    }

    /// Writes a device, unless the user has one of that key.
    ///
    /// @return false when there is one; nothing changed
    public boolean insert(DeviceRecord device) {
        return sql.change(
                        "INSERT INTO devices (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                                + " ON CONFLICT (pool_id, sub, device_key) DO NOTHING",
                        device.pool(),
                        device.sub(),
                        device.key(),
                        device.salt(),
                        device.sealedVerifier(),
                        device.name(),
                        device.remembered(),
                        device.lastIp(),
                        device.createdAt(),
                        device.modifiedAt(),
                        device.authenticatedAt())
                == 1;
    }

    /// The device of that key, if it is the user's.
    public Optional<DeviceRecord> find(PoolId pool, Sub sub, String key) {
        return sql.one("SELECT " + COLUMNS + " FROM devices" + KEY, Devices::read, pool, sub, key);
    }

    /// The devices of a user in the order of their keys.
    ///
    /// @throws InvalidCursor when `after` is not a cursor of such a listing
    public Page<DeviceRecord> ofUser(PoolId pool, Sub sub, Optional<String> after, int limit) {
        List<DeviceRecord> rows = sql.list(
                "SELECT " + COLUMNS + " FROM devices WHERE pool_id = ? AND sub = ? AND device_key > ?"
                        + " ORDER BY device_key LIMIT ?",
                Devices::read,
                pool,
                sub,
                after.map(Cursor::one).orElse(""),
                limit + 1);
        return Page.cut(rows, limit, device -> Cursor.of(device.key()));
    }

    /// Those of a user's devices that were not signed in with for the longest time, beyond the most one may have.
    public List<String> idlest(PoolId pool, Sub sub, int most) {
        return sql.list(
                "SELECT device_key FROM devices WHERE pool_id = ? AND sub = ?"
                        + " ORDER BY authenticated_at DESC, device_key LIMIT 1000 OFFSET ?",
                row -> row.getString(1),
                pool,
                sub,
                most);
    }

    /// Sets whether a device is remembered.
    ///
    /// @return false when the user has no such device
    public boolean remember(PoolId pool, Sub sub, String key, boolean remembered, long now) {
        return sql.change("UPDATE devices SET remembered = ?, modified_at = ?" + KEY, remembered, now, pool, sub, key)
                == 1;
    }

    /// Notes that a device was signed in with.
    ///
    /// @param onlyRemembered whether it must be a remembered one
    /// @return false when the user has no such device
    public boolean authenticated(PoolId pool, Sub sub, String key, boolean onlyRemembered, String address, long now) {
        return sql.change(
                        "UPDATE devices SET authenticated_at = ?, last_ip = ?" + KEY + " AND remembered >= ?",
                        now,
                        address,
                        pool,
                        sub,
                        key,
                        onlyRemembered)
                == 1;
    }

    /// Removes a device.
    ///
    /// @return false when the user has no such device
    public boolean delete(PoolId pool, Sub sub, String key) {
        return sql.change("DELETE FROM devices" + KEY, pool, sub, key) == 1;
    }

    private static DeviceRecord read(ResultSet row) throws SQLException {
        return new DeviceRecord(
                new PoolId(row.getString(1)),
                new Sub(row.getString(2)),
                row.getString(3),
                Sql.bytes(row, 4),
                Sql.bytes(row, 5),
                row.getString(6),
                row.getLong(7) != 0,
                row.getString(8),
                row.getLong(9),
                row.getLong(10),
                row.getLong(11));
    }
}
