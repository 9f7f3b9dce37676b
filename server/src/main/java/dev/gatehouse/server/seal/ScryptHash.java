package dev.gatehouse.server.seal;

import java.security.MessageDigest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.SCrypt;

/// scrypt (RFC 7914) in PHC string format: `$scrypt$ln=16,r=8,p=1$salt$hash`.
final class ScryptHash implements ForeignHash {
    private static final Pattern FORM = Pattern.compile("\\$scrypt\\$ln=(\\d{1,2}),r=(\\d{1,2}),p=(\\d{1,2})"
            + "\\$([A-Za-z0-9+/]{2,172})\\$([A-Za-z0-9+/]{16,172})");
    private static final long MOST_MEMORY = 256L << 20;
    private static final long MOST_WORK = 512L << 20;

    private final int cost;
    private final int blockSize;
    private final int parallel;
    private final byte[] salt;
    private final byte[] hash;

    private ScryptHash(int cost, int blockSize, int parallel, byte[] salt, byte[] hash) {
        this.cost = cost;
        this.blockSize = blockSize;
        this.parallel = parallel;
        this.salt = salt;
        this.hash = hash;
    }

    static ScryptHash parse(String text) {
        Matcher match = HashText.match(FORM, text);
        int cost = 1 << HashText.number(match.group(1), 1, 20);
        int blockSize = HashText.number(match.group(2), 1, 32);
        int parallel = HashText.number(match.group(3), 1, 16);
        long memory = 128L * cost * blockSize;
        if (memory > MOST_MEMORY || memory * parallel > MOST_WORK) {
            throw new IllegalArgumentException("a cost out of range");
        }
        return new ScryptHash(
                cost, blockSize, parallel, HashText.base64(match.group(4), 1), HashText.base64(match.group(5), 12));
    }

    @Override
    public Kind kind() {
        return Kind.SCRYPT;
    }

    @Override
    public boolean holds(byte[] password) {
        byte[] computed = SCrypt.generate(password, salt, cost, blockSize, parallel, hash.length);
        return MessageDigest.isEqual(computed, hash);
    }
}
