package dev.gatehouse.conformance;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// An authenticator app: RFC 6238 with SHA-1, six digits and 30 seconds, written from the RFC alone.
///
/// The server takes a step's code once and no older one after it. A test therefore spends codes in order, the first
/// by {@link #first}, the next by {@link #second}: both are within the server's skew of one step even when the clock
/// enters the next step between two calls, so no test waits for time to pass.
final class Totp {
    private static final Duration STEP = Duration.ofSeconds(30);
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private final byte[] secret;
    private final long begun;

    /// @param secretCode what AssociateSoftwareToken answered
    Totp(String secretCode) {
        this(decoded(secretCode), step(Instant.now()));
    }

    private Totp(byte[] secret, long begun) {
        this.secret = secret;
        this.begun = begun;
    }

    /// The code of the step in which this app got its secret.
    String first() {
        return code(secret, begun);
    }

    /// The code of the step after it.
    String second() {
        return code(secret, begun + 1);
    }

    /// The code of a step so many steps from the present one.
    String now(int steps) {
        return code(secret, step(Instant.now()) + steps);
    }

    /// A code no step near the present one has.
    String wrong() {
        List<String> near = LongStream.rangeClosed(begun - 2, begun + 4)
                .mapToObj(step -> code(secret, step))
                .toList();
        return LongStream.range(0, near.size() + 1)
                .mapToObj("%06d"::formatted)
                .filter(code -> !near.contains(code))
                .findFirst()
                .orElseThrow();
    }

    /// Waits until some seconds of the present step are left, for a test that needs one step throughout.
    static void awaitRoomInStep() {
        Await.untilTrue("a step with time left", STEP, () -> Instant.now().getEpochSecond() % STEP.toSeconds() < 25);
    }

    /// RFC 6238 section 4.2: the number of whole steps since 1970.
    static long step(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), STEP.toSeconds());
    }

    /// RFC 4226 section 5.3, with the step as the counter.
    static String code(byte[] secret, long step) {
        byte[] digest =
                hmacSha1(secret, ByteBuffer.allocate(Long.BYTES).putLong(step).array());
        int offset = digest[digest.length - 1] & 0xf;
        int number = ByteBuffer.wrap(digest).getInt(offset) & 0x7fffffff;
        return "%06d".formatted(number % 1_000_000);
    }

    /// RFC 4648 section 6, without padding.
    static byte[] decoded(String base32) {
        ByteBuffer bytes = ByteBuffer.allocate(base32.length() * 5 / 8);
        long bits = 0;
        int held = 0;
        for (char letter : base32.toCharArray()) {
            int value = ALPHABET.indexOf(letter);
            if (value < 0) {
                throw new AssertionError("not base32: " + base32);
            }
            bits = bits << 5 | value;
            held += 5;
            if (held >= 8) {
                held -= 8;
                bytes.put((byte) (bits >> held));
                bits &= (1L << held) - 1;
            }
        }
        return bytes.array();
    }

    private static byte[] hmacSha1(byte[] key, byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(key, "HmacSHA1"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
