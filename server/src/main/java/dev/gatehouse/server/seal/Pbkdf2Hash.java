package dev.gatehouse.server.seal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.params.KeyParameter;

/// PBKDF2 (RFC 8018): `$pbkdf2-sha256$i=310000,l=32$salt$hash` (PHC), `$pbkdf2-sha256$29000$salt$hash` (passlib,
/// base64 with `.` for `+`) and `pbkdf2_sha256$600000$salt$hash` (Django, whose salt is text).
final class Pbkdf2Hash implements ForeignHash {
    private static final Pattern PHC = Pattern.compile("\\$pbkdf2(?:-(sha1|sha256|sha512))?"
            + "\\$(?:i=)?(\\d{1,7})(?:,l=(\\d{1,3}))?\\$([A-Za-z0-9+/.]{2,172})\\$([A-Za-z0-9+/.]{16,172})");
    private static final Pattern DJANGO = Pattern.compile(
            "pbkdf2_(sha1|sha256|sha512)\\$(\\d{1,7})\\$([\\x21-\\x23\\x25-\\x7e]{1,128})\\$([A-Za-z0-9+/=]{16,172})");
    private static final int MOST_ITERATIONS = 2_000_000;
    private static final int SHORTEST = 12;

    private final String digest;
    private final int iterations;
    private final byte[] salt;
    private final byte[] hash;

    private Pbkdf2Hash(String digest, int iterations, byte[] salt, byte[] hash) {
        this.digest = digest;
        this.iterations = iterations;
        this.salt = salt;
        this.hash = hash;
    }

    static Pbkdf2Hash parse(String text) {
        return text.startsWith("$") ? phc(text) : django(text);
    }

    private static Pbkdf2Hash phc(String text) {
        Matcher match = HashText.match(PHC, text);
        byte[] hash = HashText.base64(match.group(5).replace('.', '+'), SHORTEST);
        if (match.group(3) != null && HashText.number(match.group(3), 1, 128) != hash.length) {
            throw new IllegalArgumentException("another length than said");
        }
        return new Pbkdf2Hash(
                match.group(1) == null ? "sha1" : match.group(1),
                HashText.number(match.group(2), 1, MOST_ITERATIONS),
                HashText.base64(match.group(4).replace('.', '+'), 1),
                hash);
    }

    private static Pbkdf2Hash django(String text) {
        Matcher match = HashText.match(DJANGO, text);
        return new Pbkdf2Hash(
                match.group(1),
                HashText.number(match.group(2), 1, MOST_ITERATIONS),
                match.group(3).getBytes(UTF_8),
                HashText.base64(match.group(4), SHORTEST));
    }

    @Override
    public Kind kind() {
        return digest.equals("sha256") ? Kind.PBKDF2_SHA256 : Kind.PBKDF2;
    }

    @Override
    public boolean holds(byte[] password) {
        PKCS5S2ParametersGenerator generator = new PKCS5S2ParametersGenerator(function());
        generator.init(password, salt, iterations);
        KeyParameter computed = (KeyParameter) generator.generateDerivedMacParameters(hash.length * Byte.SIZE);
        return MessageDigest.isEqual(computed.getKey(), hash);
    }

    private Digest function() {
        return switch (digest) {
            case "sha1" -> new SHA1Digest();
            case "sha256" -> SHA256Digest.newInstance();
            default -> new SHA512Digest();
        };
    }
}
