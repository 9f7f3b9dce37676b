package dev.gatehouse.server.access;

import dev.gatehouse.model.service.Caller;
import dev.gatehouse.server.store.Store;
import dev.gatehouse.server.store.StoreUnavailable;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Notes when a user's key was last used, for GetAccessKeyLastUsed. A key in steady use costs one small write
/// in five minutes on each node. Safe for many threads.
final class KeyUses {
    private static final Logger LOG = LoggerFactory.getLogger(KeyUses.class);
    private static final Duration PAUSE = Duration.ofMinutes(5);
    private static final int MOST = 10_000;

    private final Store store;
    private final ConcurrentHashMap<String, Long> noted = new ConcurrentHashMap<>();

    KeyUses(Store store) {
        this.store = store;
    }

    /// @param at epoch milliseconds
    void note(Caller.Known caller, long at, String region, String service) {
        if (!(caller instanceof Caller.User user) || user.temporary().isPresent()) {
            return;
        }
        String key = user.accessKeyId();
        Long before = noted.get(key);
        if (before == null || at - before >= PAUSE.toMillis()) {
            remember(key, at);
            write(key, at, region, service);
        }
    }

    private void remember(String key, long at) {
        if (noted.size() >= MOST) {
            noted.clear();
        }
        noted.put(key, at);
    }

    /// A use that cannot be noted is no reason to refuse it.
    private void write(String key, long at, String region, String service) {
        try {
            store.write(tx -> {
                tx.accessKeys().used(key, at, region, service);
                return true;
            });
        } catch (StoreUnavailable down) {
            LOG.warn("the use of an access key could not be noted", down);
        }
    }
}
