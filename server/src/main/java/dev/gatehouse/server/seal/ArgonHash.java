package dev.gatehouse.server.seal;

import java.security.MessageDigest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// Argon2 in PHC string format (RFC 9106), also with Django's `argon2` in front and of version 0x10.
final class ArgonHash implements ForeignHash {
    private static final Pattern FORM = Pattern.compile("(?:argon2)?\\$argon2(id|i|d)(?:\\$v=(16|19))?"
            + "\\$m=(\\d{1,8}),t=(\\d{1,3}),p=(\\d{1,3})\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{16,172})");
    private static final int MOST_MEMORY_KIB = 256 * 1024;
    private static final int MOST_PASSES = 10;
    private static final int MOST_LANES = 16;
    private static final int MOST_WORK = 1 << 20;

    private final int type;
    private final int version;
    private final int memoryKib;
    private final int passes;
    private final int lanes;
    private final byte[] salt;
    private final byte[] hash;

    private ArgonHash(int type, int version, int memoryKib, int passes, int lanes, byte[] salt, byte[] hash) {
        this.type = type;
        this.version = version;
        this.memoryKib = memoryKib;
        this.passes = passes;
        this.lanes = lanes;
        this.salt = salt;
        this.hash = hash;
    }

    static ArgonHash parse(String text) {
        Matcher match = HashText.match(FORM, text);
        int lanes = HashText.number(match.group(5), 1, MOST_LANES);
        int memory = HashText.number(match.group(3), 8 * lanes, MOST_MEMORY_KIB);
        int passes = HashText.number(match.group(4), 1, MOST_PASSES);
        if (memory * passes > MOST_WORK) {
            throw new IllegalArgumentException("a cost out of range");
        }
        return new ArgonHash(
                type(match.group(1)),
                "19".equals(match.group(2)) ? Argon2Parameters.ARGON2_VERSION_13 : Argon2Parameters.ARGON2_VERSION_10,
                memory,
                passes,
                lanes,
                HashText.base64(match.group(6), 8),
                HashText.base64(match.group(7), 12));
    }

    private static int type(String name) {
        return switch (name) {
            case "id" -> Argon2Parameters.ARGON2_id;
            case "i" -> Argon2Parameters.ARGON2_i;
            default -> Argon2Parameters.ARGON2_d;
        };
    }

    @Override
    public Kind kind() {
        return type == Argon2Parameters.ARGON2_id ? Kind.ARGON2ID : Kind.ARGON2;
    }

    @Override
    public boolean holds(byte[] password) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(type)
                .withVersion(version)
                .withMemoryAsKB(memoryKib)
                .withIterations(passes)
                .withParallelism(lanes)
                .withSalt(salt)
                .build());
        byte[] computed = new byte[hash.length];
        generator.generateBytes(password, computed);
        return MessageDigest.isEqual(computed, hash);
    }
}
