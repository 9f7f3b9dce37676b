package dev.gatehouse.server.seal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

/// bcrypt, also with Django's `bcrypt$` and `bcrypt_sha256$` (the hex of a SHA-256 is what is hashed). As everywhere,
/// the first 72 bytes of a password count.
final class BcryptHash implements ForeignHash {
    private static final Pattern FORM = Pattern.compile(
            "(bcrypt\\$|bcrypt_sha256\\$)?\\$2[aby]\\$(\\d{2})\\$([./A-Za-z0-9]{22})([./A-Za-z0-9]{31})");
    private static final int LEAST_COST = 4;
    private static final int MOST_COST = 14;
    private static final String ALPHABET = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int SALT_REST = 0b1111;
    private static final int HASH_REST = 0b11;

    private final boolean digested;
    private final String text;

    private BcryptHash(boolean digested, String text) {
        this.digested = digested;
        this.text = text;
    }

    static BcryptHash parse(String text) {
        Matcher match = HashText.match(FORM, text);
        HashText.number(match.group(2), LEAST_COST, MOST_COST);
        requireUnused(match.group(3), SALT_REST);
        requireUnused(match.group(4), HASH_REST);
        return new BcryptHash("bcrypt_sha256$".equals(match.group(1)), text.substring(text.indexOf("$2")));
    }

    /// The bits of the last letter that stand for no byte must be zero.
    private static void requireUnused(String base64, int rest) {
        if ((ALPHABET.indexOf(base64.charAt(base64.length() - 1)) & rest) != 0) {
            throw new IllegalArgumentException("unused bits are set");
        }
    }

    @Override
    public Kind kind() {
        return Kind.BCRYPT;
    }

    @Override
    public boolean holds(byte[] password) {
        return OpenBSDBCrypt.checkPassword(text, digested ? sha256Hex(password) : password.clone());
    }

    private static byte[] sha256Hex(byte[] password) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(password);
            return HexFormat.of().formatHex(digest).getBytes(StandardCharsets.US_ASCII);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the platform lacks SHA-256", e);
        }
    }
}
