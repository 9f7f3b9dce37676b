package dev.gatehouse.server.store;

import java.util.List;
import java.util.Optional;

/// Devices registered for push synchronisation, and the datasets they subscribed to.
public final class SyncDevices {
    private static final String OWNER = " WHERE pool_id = ? AND identity_id = ?";
    private final Sql sql;

    SyncDevices(Sql sql) {
        this.sql = sql;
    }

    /// The device registered with a push token, by its digest.
    public Optional<String> withToken(SyncOwner owner, String digest) {
        return sql.one(
                "SELECT id FROM sync_devices" + OWNER + " AND token_digest = ?",
                row -> row.getString(1),
                owner.pool(),
                owner.identity(),
                digest);
    }

    /// Whether there is a device of that id.
    public boolean exists(SyncOwner owner, String device) {
        return sql.exists("SELECT 1 FROM sync_devices" + OWNER + " AND id = ?", owner.pool(), owner.identity(), device);
    }

    /// Writes a new device.
    public void insert(SyncOwner owner, String device, String digest, long now) {
        sql.change(
                "INSERT INTO sync_devices (pool_id, identity_id, id, token_digest, created_at) VALUES (?, ?, ?, ?, ?)",
                owner.pool(),
                owner.identity(),
                device,
                digest,
                now);
    }

    /// The devices registered longest ago, beyond the most an identity may have.
    public List<String> oldest(SyncOwner owner, int most) {
        return sql.list(
                "SELECT id FROM sync_devices" + OWNER + " ORDER BY created_at DESC, id LIMIT 1000 OFFSET ?",
                row -> row.getString(1),
                owner.pool(),
                owner.identity(),
                most);
    }

    /// Removes a device and its subscriptions.
    public void delete(SyncOwner owner, String device) {
        sql.change("DELETE FROM sync_devices" + OWNER + " AND id = ?", owner.pool(), owner.identity(), device);
        sql.change(
                "DELETE FROM sync_subscriptions" + OWNER + " AND device_id = ?",
                owner.pool(),
                owner.identity(),
                device);
    }

    /// Removes every device of an identity and their subscriptions.
    public void deleteAll(SyncOwner owner) {
        sql.change("DELETE FROM sync_devices" + OWNER, owner.pool(), owner.identity());
        sql.change("DELETE FROM sync_subscriptions" + OWNER, owner.pool(), owner.identity());
    }

    /// Subscribes a device to a dataset, unless it is.
    public void subscribe(SyncOwner owner, String dataset, String device) {
        sql.change(
                "INSERT INTO sync_subscriptions (pool_id, identity_id, dataset, device_id) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT (pool_id, identity_id, dataset, device_id) DO NOTHING",
                owner.pool(),
                owner.identity(),
                dataset,
                device);
    }

    /// Ends a subscription.
    ///
    /// @return false when there was none
    public boolean unsubscribe(SyncOwner owner, String dataset, String device) {
        return sql.change(
                        "DELETE FROM sync_subscriptions" + OWNER + " AND dataset = ? AND device_id = ?",
                        owner.pool(),
                        owner.identity(),
                        dataset,
                        device)
                == 1;
    }

    /// Ends every subscription to a dataset.
    public void unsubscribeAll(SyncOwner owner, String dataset) {
        sql.change(
                "DELETE FROM sync_subscriptions" + OWNER + " AND dataset = ?", owner.pool(), owner.identity(), dataset);
    }
}
