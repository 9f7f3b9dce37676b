package dev.gatehouse.server.seal;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Salted SHA of LDAP directories: base64 of the digest over password and salt, then the salt.
final class SaltedShaHash implements ForeignHash {
    private static final Pattern FORM = Pattern.compile("\\{SSHA(256|512)?}([A-Za-z0-9+/=]{28,172})");
    private static final int LONGEST_SALT = 64;

    private final String digest;
    private final byte[] salt;
    private final byte[] hash;

    private SaltedShaHash(String digest, byte[] salt, byte[] hash) {
        this.digest = digest;
        this.salt = salt;
        this.hash = hash;
    }

    static SaltedShaHash parse(String text) {
        Matcher match = HashText.match(FORM, text);
        String bits = match.group(1) == null ? "1" : match.group(1);
        int length = bits.equals("1") ? 20 : Integer.parseInt(bits) / Byte.SIZE;
        byte[] bytes = HashText.base64(match.group(2), length + 1);
        if (bytes.length > length + LONGEST_SALT) {
            throw new IllegalArgumentException("a salt too long");
        }
        return new SaltedShaHash(
                "SHA-" + bits, Arrays.copyOfRange(bytes, length, bytes.length), Arrays.copyOf(bytes, length));
    }

    @Override
    public Kind kind() {
        return Kind.SALTED_SHA;
    }

    @Override
    public boolean holds(byte[] password) {
        try {
            MessageDigest function = MessageDigest.getInstance(digest);
            function.update(password);
            return MessageDigest.isEqual(function.digest(salt), hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the platform lacks " + digest, e);
        }
    }
}
