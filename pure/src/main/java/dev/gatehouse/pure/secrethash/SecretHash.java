package dev.gatehouse.pure.secrethash;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// `SECRET_HASH`: base64 of HMAC-SHA256 with the client's secret over username and client id.
/// Source: Amazon Cognito Developer Guide, "Computing secret hash values".
public final class SecretHash {
    private static final String HMAC = "HmacSHA256";

    private SecretHash() {}

    /// The hash a client sends.
    ///
    /// @param username exactly as sent in the same call
    public static String compute(String clientSecret, String username, String clientId) {
        return Base64.getEncoder().encodeToString(mac(clientSecret, username, clientId));
    }

    /// Whether a hash is the right one; compared in constant time.
    public static boolean matches(String hash, String clientSecret, String username, String clientId) {
        byte[] expected = compute(clientSecret, username, clientId).getBytes(UTF_8);
        return MessageDigest.isEqual(expected, hash.getBytes(UTF_8));
    }

    private static byte[] mac(String clientSecret, String username, String clientId) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(clientSecret.getBytes(UTF_8), HMAC));
            mac.update(username.getBytes(UTF_8));
            return mac.doFinal(clientId.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the platform lacks " + HMAC, e);
        }
    }
}
