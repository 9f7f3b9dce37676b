package dev.gatehouse.server.devices;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.pure.id.PoolId;
import dev.gatehouse.pure.id.Sub;
import dev.gatehouse.server.pools.Pool;
import dev.gatehouse.server.seal.Chance;
import dev.gatehouse.server.seal.Kdf;
import java.util.regex.Pattern;

/// The keys devices are known by.
final class DeviceKeys {
    private static final Pattern FORM = Pattern.compile("[\\w-]+_[0-9a-f-]+");
    private static final int LONGEST = 55;
    private static final int GROUP_LENGTH = 8;
    private static final String GROUP_LABEL = "device group";
    private static final byte[] ALPHABET =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".getBytes(UTF_8);

    private DeviceKeys() {}

    /// A fresh device key, `<region>_<uuid>`.
    static String fresh(PoolId pool, Chance chance) {
        return pool.region() + "_" + chance.uuid();
    }

    /// The group key of a user's devices: nine characters, the first a dash. It enters the secret of each device, so
    /// it is derived from the pool's own key and never changes.
    static String group(Pool pool, Sub sub) {
        byte[] mac = Kdf.mac(pool.key(), GROUP_LABEL, sub.value());
        StringBuilder key = new StringBuilder("-");
        for (int i = 0; i < GROUP_LENGTH; i++) {
            key.append((char) ALPHABET[Byte.toUnsignedInt(mac[i]) % ALPHABET.length]);
        }
        return key.toString();
    }

    /// Whether a text could be a device key (`DeviceKeyType` of the model).
    static boolean wellFormed(String key) {
        return key.length() <= LONGEST && FORM.matcher(key).matches();
    }
}
