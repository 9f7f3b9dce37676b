package dev.gatehouse.server.devices;

import dev.gatehouse.model.cognitoidp.DeviceRememberedStatusType;
import dev.gatehouse.server.store.DeviceRecord;
import dev.gatehouse.server.store.Page;
import dev.gatehouse.server.store.Store;
import dev.gatehouse.server.users.PageTokens;
import dev.gatehouse.server.users.User;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The confirmed devices of users: looked at, changed and forgotten, by whoever may.
final class Shelf {
    private static final int PAGE = 60;

    private final Store store;
    private final PageTokens tokens;
    private final InstantSource clock;

    Shelf(Store store, PageTokens tokens, InstantSource clock) {
        this.store = store;
        this.tokens = tokens;
        this.clock = clock;
    }

    /// Some of a user's devices.
    ///
    /// @param token leads to the next ones; null after the last
    record Listed(List<DeviceRecord> devices, @Nullable String token) {}

    /// @throws dev.gatehouse.model.service.ServiceException ResourceNotFoundException
    DeviceRecord get(User user, String key) {
        return store.read(tx -> tx.devices().find(user.pool(), user.sub(), key)).orElseThrow(Refusals::unknown);
    }

    /// @throws dev.gatehouse.model.service.ServiceException InvalidParameterException for a bad token
    Listed list(User user, @Nullable Integer limit, @Nullable String token) {
        String listing = "ListDevices/" + user.pool() + "/" + user.sub();
        Optional<String> after = tokens.cursor(token, listing, "PaginationToken");
        int most = limit == null || limit == 0 ? PAGE : limit;
        Page<DeviceRecord> page = store.read(tx -> tx.devices().ofUser(user.pool(), user.sub(), after, most));
        return new Listed(page.items(), tokens.token(page.next(), listing).orElse(null));
    }

    /// Sets whether a device is remembered; without a status, only looks that there is one.
    ///
    /// @throws dev.gatehouse.model.service.ServiceException ResourceNotFoundException
    void remember(User user, String key, @Nullable DeviceRememberedStatusType status) {
        if (status == null) {
            var _ = get(user, key);
            return;
        }
        boolean remembered = status == DeviceRememberedStatusType.REMEMBERED;
        if (!store.write(tx -> tx.devices().remember(user.pool(), user.sub(), key, remembered, clock.millis()))) {
            throw Refusals.unknown();
        }
    }

    /// Forgets a device and ends its sessions. Of the session that asks only the refresh tokens end: its user may
    /// still sign out properly.
    ///
    /// @param asking the session that asks; empty for an administrator, or where tokens do not name it
    /// @throws dev.gatehouse.model.service.ServiceException ResourceNotFoundException
    void forget(User user, String key, Optional<Asking> asking) {
        boolean own = asking.filter(by -> by.device().equals(Optional.of(key))).isPresent();
        String spared = own ? asking.orElseThrow().session() : "";
        long now = clock.millis();
        store.write(tx -> {
            if (!tx.devices().delete(user.pool(), user.sub(), key)) {
                throw Refusals.unknown();
            }
            if (own) {
                tx.sessions().endRefresh(user.pool(), spared);
            }
            return tx.sessions().revokeFrom(user.pool(), user.sub(), key, spared, now);
        });
    }

    /// The session of an access token.
    ///
    /// @param session its id
    /// @param device the device it came from
    record Asking(String session, Optional<String> device) {}
}
