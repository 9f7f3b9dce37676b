package dev.gatehouse.server.devices;

import dev.gatehouse.model.cognitoidp.DeviceSecretVerifierConfigType;
import dev.gatehouse.pure.srp.Salt;
import dev.gatehouse.pure.srp.Verifier;
import dev.gatehouse.server.seal.Purpose;
import dev.gatehouse.server.seal.Sealer;
import dev.gatehouse.server.store.Bytes;
import dev.gatehouse.server.store.DeviceRecord;
import dev.gatehouse.server.users.User;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// What is kept of a device's secret: an SRP salt, and a verifier that is sealed.
final class DeviceSecrets {
    private static final int LONGEST_VERIFIER = 385;
    private static final int LONGEST_SALT = 64;

    private final Sealer sealer;

    DeviceSecrets(Sealer sealer) {
        this.sealer = sealer;
    }

    /// A secret as a device sent it.
    record Sent(Salt salt, Verifier verifier) {}

    /// Reads what a device sent.
    ///
    /// @throws dev.gatehouse.model.service.ServiceException InvalidParameterException
    static Sent read(@Nullable DeviceSecretVerifierConfigType config) {
        if (config == null || config.passwordVerifier() == null || config.salt() == null) {
            throw Refusals.noVerifier();
        }
        try {
            byte[] verifier = decode(config.passwordVerifier(), LONGEST_VERIFIER);
            byte[] salt = decode(config.salt(), LONGEST_SALT);
            return new Sent(Salt.of(salt), Verifier.of(verifier));
        } catch (IllegalArgumentException e) {
            throw Refusals.badVerifier();
        }
    }

    private static byte[] decode(String base64, int longest) {
        if (base64.isEmpty() || base64.length() > 4 * (longest / 3 + 1)) {
            throw new IllegalArgumentException("empty or too long");
        }
        return Base64.getDecoder().decode(base64);
    }

    Bytes seal(User user, String key, Verifier verifier) {
        return Bytes.of(
                sealer.seal(Purpose.DEVICE_SECRET, verifier.padded(), user.pool() + "/" + user.sub() + "/" + key));
    }

    Verifier open(DeviceRecord device) {
        String context = device.pool() + "/" + device.sub() + "/" + device.key();
        return Verifier.of(
                sealer.openStored(Purpose.DEVICE_SECRET, device.sealedVerifier().toArray(), context));
    }
}
