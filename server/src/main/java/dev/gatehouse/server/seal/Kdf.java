package dev.gatehouse.server.seal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Keys and pseudo-random values derived from a key: HMAC-SHA256, and HKDF-SHA256 of RFC 5869.
/// The same inputs give the same output for ever; nothing here depends on the master key.
public final class Kdf {
    private static final String HMAC = "HmacSHA256";
    private static final int HASH_LENGTH = 32;

    private Kdf() {}

    /// HMAC-SHA256 over the parts, each preceded by its length in four bytes so that no two lists of parts give the
    /// same input.
    public static byte[] mac(byte[] key, byte[]... parts) {
        Mac mac = keyed(key);
        for (byte[] part : parts) {
            mac.update(new byte[] {
                (byte) (part.length >>> 24), (byte) (part.length >>> 16), (byte) (part.length >>> 8), (byte) part.length
            });
            mac.update(part);
        }
        return mac.doFinal();
    }

    /// HMAC-SHA256 over a label and a text, as {@link #mac(byte[], byte[]...)}.
    public static byte[] mac(byte[] key, String label, String text) {
        return mac(key, label.getBytes(UTF_8), text.getBytes(UTF_8));
    }

    /// HKDF-SHA256 with an empty salt (RFC 5869 sections 2.2 and 2.3).
    ///
    /// @param key the input keying material
    /// @param info what the output is for
    /// @param length bytes wanted, at most 8160
    public static byte[] derive(byte[] key, String info, int length) {
        return derive(key, new byte[HASH_LENGTH], info.getBytes(UTF_8), length);
    }

    static byte[] derive(byte[] key, byte[] salt, byte[] info, int length) {
        if (length < 1 || length > 255 * HASH_LENGTH) {
            throw new IllegalArgumentException("HKDF length out of range");
        }
        Mac extract = keyed(salt);
        Mac expand = keyed(extract.doFinal(key));
        byte[] out = new byte[length];
        byte[] block = new byte[0];
        for (int done = 0, counter = 1; done < length; done += HASH_LENGTH, counter++) {
            expand.update(block);
            expand.update(info);
            expand.update((byte) counter);
            block = expand.doFinal();
            System.arraycopy(block, 0, out, done, Math.min(HASH_LENGTH, length - done));
        }
        Arrays.fill(block, (byte) 0);
        return out;
    }

    private static Mac keyed(byte[] key) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the platform lacks " + HMAC, e);
        }
    }
}
