package dev.gatehouse.server.devices;

import dev.gatehouse.pure.id.Sub;
import dev.gatehouse.pure.srp.Salt;
import dev.gatehouse.pure.srp.SrpIdentity;
import dev.gatehouse.pure.srp.Verifier;
import dev.gatehouse.server.pools.Directory;
import dev.gatehouse.server.pools.Pool;
import dev.gatehouse.server.seal.Chance;
import dev.gatehouse.server.seal.Sealer;
import dev.gatehouse.server.store.DeviceRecord;
import dev.gatehouse.server.store.Store;
import dev.gatehouse.server.store.Tx;
import dev.gatehouse.server.users.PageTokens;
import dev.gatehouse.server.users.SignedIn;
import dev.gatehouse.server.users.User;
import dev.gatehouse.server.users.Users;
import java.time.InstantSource;
import java.util.Optional;

/// The parts of the room, wired, and what sign-in asks it.
public final class Devices {
    private final Store store;
    private final Chance chance;
    private final InstantSource clock;
    private final DeviceSecrets secrets;
    private final OwnDevices own;
    private final AdminDevices admin;

    /// What the room needs from the floors below.
    public record Rooms(
            Store store, Sealer sealer, Chance chance, Directory directory, Users users, SignedIn signedIn) {}

    /// Wires the room.
    public Devices(Rooms rooms, InstantSource clock) {
        this.store = rooms.store();
        this.chance = rooms.chance();
        this.clock = clock;
        this.secrets = new DeviceSecrets(rooms.sealer());
        Shelf shelf = new Shelf(rooms.store(), new PageTokens(rooms.sealer()), clock);
        this.own = new OwnDevices(rooms.signedIn(), shelf, new Confirmation(rooms.store(), secrets, clock));
        this.admin = new AdminDevices(rooms.directory(), rooms.users(), shelf);
    }

    /// A key for a device that is not known yet (`NewDeviceMetadata`).
    ///
    /// @param key the device key
    /// @param groupKey the group key its secret is bound to
    public record Offer(String key, String groupKey) {}

    /// A device that is known, as far as sign-in cares.
    ///
    /// @param key its device key
    /// @param remembered whether it may stand in for a second factor
    public record Known(String key, boolean remembered) {}

    /// What the proof of a device is judged by.
    ///
    /// @param identity who signs, as it enters the computations
    /// @param salt the `SALT` of the challenge
    /// @param verifier the verifier of the device's secret
    public record Credential(SrpIdentity identity, Salt salt, Verifier verifier) {}

    /// Whether a text could be a device key at all.
    public static boolean wellFormed(String key) {
        return DeviceKeys.wellFormed(key);
    }

    /// Thrown at a key that could never be one.
    public static RuntimeException malformed() {
        return Refusals.badKey();
    }

    /// A key for the device that a user signs in from; none where the pool does not track devices.
    public Optional<Offer> offer(Pool pool, Sub sub) {
        return DeviceSettings.of(pool).on()
                ? Optional.of(new Offer(DeviceKeys.fresh(pool.id(), chance), DeviceKeys.group(pool, sub)))
                : Optional.empty();
    }

    /// The device of that key; empty when it is not the user's, was never confirmed, or was forgotten.
    public Optional<Known> find(User user, String key) {
        return record(user, key).map(device -> new Known(device.key(), device.remembered()));
    }

    /// What the proof of a device is judged by.
    public Optional<Credential> credential(Pool pool, User user, String key) {
        return record(user, key)
                .map(device -> new Credential(
                        new SrpIdentity(DeviceKeys.group(pool, user.sub()), device.key()),
                        Salt.of(device.salt().toArray()),
                        secrets.open(device)));
    }

    /// Notes, inside the write that admits its user, that a device was signed in with.
    ///
    /// @param onlyRemembered whether it stands in for a second factor
    /// @param address where the user signs in from
    /// @return false when it was forgotten meanwhile, or is to be remembered and is not
    public boolean signedIn(Tx tx, User user, String key, boolean onlyRemembered, String address) {
        return tx.devices().authenticated(user.pool(), user.sub(), key, onlyRemembered, address, clock.millis());
    }

    private Optional<DeviceRecord> record(User user, String key) {
        return store.read(tx -> tx.devices().find(user.pool(), user.sub(), key));
    }

    OwnDevices own() {
        return own;
    }

    AdminDevices admin() {
        return admin;
    }
}
