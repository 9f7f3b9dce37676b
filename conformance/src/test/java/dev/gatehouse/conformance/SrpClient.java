package dev.gatehouse.conformance;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The client's half of SRP as user pools speak it, written from the protocol and sharing nothing with the server.
final class SrpClient {
    /// The 3072-bit prime of RFC 3526 section 4, which RFC 5054 takes over.
    static final BigInteger N = new BigInteger("""
            FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74
            020BBEA63B139B22514A08798E3404DDEF9519B3CD3A431B302B0A6DF25F1437
            4FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7ED
            EE386BFB5A899FA5AE9F24117C4B1FE649286651ECE45B3DC2007CB8A163BF05
            98DA48361C55D39A69163FA8FD24CF5F83655D23DCA3AD961C62F356208552BB
            9ED529077096966D670C354E4ABC9804F1746C08CA18217C32905E462E36CE3B
            E39E772C180E86039B2783A2EC07A28FB5C55DF06F4C52C9DE2BCBF695581718
            3995497CEA956AE515D2261898FA051015728E5A8AAAC42DAD33170D04507A33
            A85521ABDF1CBA64ECFB850458DBEF0A8AEA71575D060C7DB3970F85A6E1E4C7
            ABF5AE8CDB0933D71E8C94E04A25619DCEE3D2261AD2EE6BF12FFA06D98A0864
            D87602733EC86A64521F2B18177B200CBBE117577A615D6C770988C0BAD946E2
            08E24FA074E5AB3143DB5BFCE0FD108E4B82D120A93AD2CAFFFFFFFFFFFFFFFF
            """.replaceAll("\\s", ""), 16);
    static final BigInteger G = BigInteger.TWO;
    static final BigInteger K = number(sha256(N.toByteArray(), G.toByteArray()));

    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern(
                    "EEE MMM d HH:mm:ss 'UTC' yyyy", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final String poolName;
    private final BigInteger secret;
    private final BigInteger publicValue;

    /// @param poolId the pool; the part after `_` goes into the identity
    SrpClient(String poolId) {
        this(poolId, new BigInteger(256, new SecureRandom()));
    }

    /// @param secret the client's secret exponent, `a`
    SrpClient(String poolId, BigInteger secret) {
        this.poolName = poolId.substring(poolId.indexOf('_') + 1);
        this.secret = secret;
        this.publicValue = G.modPow(secret, N);
    }

    /// `SRP_A`: minimal lower-case hex.
    String srpA() {
        return publicValue.toString(16);
    }

    /// Answers a PASSWORD_VERIFIER challenge now.
    ///
    /// @param challenge the challenge's parameters
    Map<String, String> answer(Map<String, String> challenge, String password) {
        return answer(challenge, password, TIMESTAMP.format(Instant.now()));
    }

    /// Answers a PASSWORD_VERIFIER challenge with a time text of one's own choice.
    Map<String, String> answer(Map<String, String> challenge, String password, String timestamp) {
        String user = challenge.get("USER_ID_FOR_SRP");
        String block = challenge.get("SECRET_BLOCK");
        byte[] key = key(user, password, hex(challenge.get("SALT")), hex(challenge.get("SRP_B")));
        byte[] signature =
                hmac(key, utf8(poolName), utf8(user), Base64.getDecoder().decode(block), utf8(timestamp));
        Map<String, String> responses = new HashMap<>();
        responses.put("USERNAME", challenge.get("USERNAME"));
        responses.put("TIMESTAMP", timestamp);
        responses.put("PASSWORD_CLAIM_SECRET_BLOCK", block);
        responses.put("PASSWORD_CLAIM_SIGNATURE", Base64.getEncoder().encodeToString(signature));
        return responses;
    }

    /// The first 16 bytes of HKDF over the shared secret.
    byte[] key(String user, String password, BigInteger salt, BigInteger serverValue) {
        BigInteger u = number(sha256(publicValue.toByteArray(), serverValue.toByteArray()));
        BigInteger x = number(sha256(salt.toByteArray(), sha256(utf8(poolName + user + ":" + password))));
        BigInteger base = serverValue.subtract(K.multiply(G.modPow(x, N))).mod(N);
        BigInteger shared = base.modPow(secret.add(u.multiply(x)), N);
        byte[] extracted = hmac(u.toByteArray(), shared.toByteArray());
        return Arrays.copyOf(hmac(extracted, utf8("Caldera Derived Key"), new byte[] {1}), 16);
    }

    private static BigInteger hex(String text) {
        return new BigInteger(text, 16);
    }

    private static BigInteger number(byte[] digest) {
        return new BigInteger(1, digest);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] sha256(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    static byte[] hmac(byte[] key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
