package dev.gatehouse.server.devices;

import dev.gatehouse.server.store.Bytes;
import dev.gatehouse.server.store.DeviceRecord;
import dev.gatehouse.server.store.Store;
import dev.gatehouse.server.store.Tx;
import dev.gatehouse.server.users.User;
import java.time.InstantSource;
import java.util.Optional;

/// Makes a device known. Its key must be the one a session of the user's was given, and that session must live.
final class Confirmation {
    /// Cognito names no limit; ours keeps listings and rows per user bounded.
    static final int MOST_DEVICES = 100;

    private final Store store;
    private final DeviceSecrets secrets;
    private final InstantSource clock;

    Confirmation(Store store, DeviceSecrets secrets, InstantSource clock) {
        this.store = store;
        this.secrets = secrets;
        this.clock = clock;
    }

    /// A device to confirm.
    ///
    /// @param remembered whether it is remembered at once
    /// @param address where the user calls from
    record Wish(String key, DeviceSecrets.Sent secret, Optional<String> name, boolean remembered, String address) {}

    /// @throws dev.gatehouse.model.service.ServiceException InvalidParameterException, DeviceKeyExistsException
    void confirm(User user, Wish wish) {
        DeviceRecord device = device(user, wish);
        store.write(tx -> {
            if (!tx.sessions().liveFrom(user.pool(), user.sub(), wish.key(), clock.millis())) {
                throw Refusals.badKey();
            }
            if (!tx.devices().insert(device)) {
                throw Refusals.exists();
            }
            forgetIdlest(tx, user);
            return true;
        });
    }

    private DeviceRecord device(User user, Wish wish) {
        long now = clock.millis();
        return new DeviceRecord(
                user.pool(),
                user.sub(),
                wish.key(),
                Bytes.of(wish.secret().salt().padded()),
                secrets.seal(user, wish.key(), wish.secret().verifier()),
                wish.name().orElse(null),
                wish.remembered(),
                wish.address(),
                now,
                now,
                now);
    }

    /// Room for a new device is made by forgetting those that were not used for the longest time.
    private void forgetIdlest(Tx tx, User user) {
        for (String key : tx.devices().idlest(user.pool(), user.sub(), MOST_DEVICES)) {
            tx.devices().delete(user.pool(), user.sub(), key);
            tx.sessions().revokeFrom(user.pool(), user.sub(), key, "", clock.millis());
        }
    }
}
