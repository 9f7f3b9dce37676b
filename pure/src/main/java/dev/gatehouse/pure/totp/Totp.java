package dev.gatehouse.pure.totp;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// One-time passwords of authenticator apps: HMAC-SHA-1, six digits, steps of 30 seconds since the epoch
/// (RFC 6238 with the truncation of RFC 4226 section 5.3).
public final class Totp {
    /// Steps by which the other clock may be early or late (RFC 6238 section 5.2).
    public static final int SKEW_STEPS = 1;

    private static final long STEP_SECONDS = 30;
    private static final int DIGITS = 6;
    private static final int MODULUS = 1_000_000;
    private static final String HMAC = "HmacSHA1";

    private Totp() {}

    /// The step an instant lies in.
    public static long step(Instant instant) {
        return Math.floorDiv(instant.getEpochSecond(), STEP_SECONDS);
    }

    /// The password of a step.
    ///
    /// @param secret the shared secret, not empty
    public static String code(byte[] secret, long step) {
        byte[] mac = mac(secret, ByteBuffer.allocate(Long.BYTES).putLong(step).array());
        int offset = mac[mac.length - 1] & 0x0f;
        int truncated = ByteBuffer.wrap(mac).getInt(offset) & 0x7fff_ffff;
        return String.format(Locale.ROOT, "%0" + DIGITS + "d", truncated % MODULUS);
    }

    /// The step whose password an answer is, within the skew; takes the same time whichever it is.
    ///
    /// @return the latest such step; empty for a wrong answer
    public static OptionalLong match(byte[] secret, String answer, Instant now) {
        byte[] answered = answer.getBytes(US_ASCII);
        OptionalLong matched = OptionalLong.empty();
        for (long step = step(now) - SKEW_STEPS; step <= step(now) + SKEW_STEPS; step++) {
            if (MessageDigest.isEqual(code(secret, step).getBytes(US_ASCII), answered)) {
                matched = OptionalLong.of(step);
            }
        }
        return matched;
    }

    private static byte[] mac(byte[] secret, byte[] counter) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret, HMAC));
            return mac.doFinal(counter);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the platform lacks " + HMAC, e);
        }
    }
}
