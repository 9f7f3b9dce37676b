package dev.gatehouse.pure.srp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The 16-byte key both sides end up with, which signs the claim to the password.
final class SessionKey {
    private static final String HMAC = "HmacSHA256";
    private static final int LENGTH = 16;
    private static final byte[] INFO = "Caldera Derived Key\u0001".getBytes(US_ASCII);

    private final byte[] key;

    private SessionKey(byte[] key) {
        this.key = key;
    }

    /// HKDF (RFC 5869) with salt PAD(u) and input PAD(S), one block, cut to 16 bytes.
    static SessionKey derive(BigInteger scrambler, BigInteger secret) {
        byte[] extracted = hmac(SrpGroup.pad(scrambler), SrpGroup.pad(secret));
        return new SessionKey(Arrays.copyOf(hmac(extracted, INFO), LENGTH));
    }

    /// HMAC-SHA256 over pool, name, secret block and timestamp.
    byte[] sign(SrpIdentity identity, byte[] secretBlock, String timestamp) {
        return hmac(
                key,
                identity.pool().getBytes(UTF_8),
                identity.name().getBytes(UTF_8),
                secretBlock,
                timestamp.getBytes(UTF_8));
    }

    byte[] bytes() {
        return key.clone();
    }

    private static byte[] hmac(byte[] key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the platform lacks " + HMAC, e);
        }
    }
}
