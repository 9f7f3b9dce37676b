package dev.gatehouse.server.store;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/// Removes what is dead, in steps small enough that nobody waits for them.
final class Purge {
    private static final int STEP = 500;
    private static final long MESSAGES_KEPT_MILLIS = Duration.ofDays(7).toMillis();

    /// A node may write into a pool it has not yet seen deleted; the remains are looked for as long as that can
    /// happen.
    private static final long SETTLED_MILLIS = 60_000;

    private final Store store;
    private final long now;

    Purge(Store store, InstantSource clock) {
        this.store = store;
        this.now = clock.millis();
    }

    private record Remains(String kind, String pool, String item, long since) {}

    /// One step; returns how many rows went.
    int step() {
        int gone = 0;
        for (Schema.Table table : Schema.with(Schema.Trait.EXPIRES)) {
            gone += delete(table, "expires_at <= ?", now);
        }
        gone += oldMessages();
        List<Remains> all = store.read(tx -> tx.sql()
                .list(
                        "SELECT kind, pool_id, item, since FROM purges ORDER BY kind, pool_id, item LIMIT ?",
                        row -> new Remains(row.getString(1), row.getString(2), row.getString(3), row.getLong(4)),
                        STEP));
        for (Remains remains : all) {
            gone += remains.kind().equals("pool") ? pool(remains) : group(remains);
        }
        return gone;
    }

    /// Messages hold codes and temporary passwords: nobody reads them after a while, and they must not pile up.
    private int oldMessages() {
        String first = TimeIds.first(now - MESSAGES_KEPT_MILLIS);
        return delete(Schema.named("outbox"), "id < ?", first);
    }

    /// Of a user pool or an identity pool: their ids are never alike.
    private int pool(Remains remains) {
        int gone = 0;
        for (Schema.Table table : Schema.with(Schema.Trait.OF_IDENTITY_POOL)) {
            gone += delete(table, "identity_pool_id = ?", remains.pool());
        }
        for (Schema.Table table : Schema.with(Schema.Trait.OF_POOL)) {
            gone += delete(table, "pool_id = ?", remains.pool());
        }
        if (gone == 0 && remains.since() + SETTLED_MILLIS < now) {
            done(remains);
        }
        return gone;
    }

    private int group(Remains remains) {
        int gone = delete(
                Schema.named("memberships"),
                "pool_id = ? AND group_name = ? AND incarnation <= ?",
                remains.pool(),
                remains.item(),
                remains.since());
        if (gone == 0) {
            done(remains);
        }
        return gone;
    }

    /// Looks before it writes, so that an idle server leaves the disk alone.
    private int delete(Schema.Table table, String condition, Object... values) {
        String which = " FROM " + table.name() + " WHERE " + condition + " LIMIT " + STEP;
        if (!store.read(tx -> tx.sql().exists("SELECT 1" + which, values))) {
            return 0;
        }
        String statement = "DELETE FROM " + table.name() + " WHERE (" + table.keyList() + ") IN (SELECT "
                + table.keyList() + which + ")";
        return store.write(tx -> tx.sql().change(statement, values));
    }

    private void done(Remains remains) {
        var _ = store.write(tx -> tx.sql()
                .change(
                        "DELETE FROM purges WHERE kind = ? AND pool_id = ? AND item = ? AND since = ?",
                        remains.kind(),
                        remains.pool(),
                        remains.item(),
                        remains.since()));
    }
}
