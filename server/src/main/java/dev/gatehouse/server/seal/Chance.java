package dev.gatehouse.server.seal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;

/// Random identifiers, codes and passwords. Uniform: every value of a form is equally likely.
/// Safe for many threads if its source is.
public final class Chance {
    private static final String DIGITS = "0123456789";
    private static final String LOWER = "abcdefghijklmnopqrstuvwxyz";
    private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String BASE32 = UPPER + "234567";
    private static final String BASE64 = UPPER + LOWER + DIGITS + "+/";

    private final RandomGenerator random;

    /// @param random the source; a {@link java.security.SecureRandom} outside tests
    public Chance(RandomGenerator random) {
        this.random = random;
    }

    /// Classes of characters a password policy may require.
    public enum CharacterClass {
        /// `a` to `z`.
        LOWERCASE(LOWER),
        /// `A` to `Z`.
        UPPERCASE(UPPER),
        /// `0` to `9`.
        NUMBER(DIGITS),
        /// Those of Cognito's symbols that survive shells, mail and URLs.
        SYMBOL("!@#%^*()-_+=?");

        private final String characters;

        CharacterClass(String characters) {
            this.characters = characters;
        }
    }

    /// Random bytes.
    public byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /// What stands after the underscore in a user pool id: 9 characters `[0-9A-Za-z]`.
    public String poolName() {
        return text(DIGITS + UPPER + LOWER, 9);
    }

    /// An app client id: 26 characters `[0-9a-z]`.
    public String clientId() {
        return text(DIGITS + LOWER, 26);
    }

    /// An app client secret: 52 characters `[0-9a-z]`.
    public Secret clientSecret() {
        return Secret.of(text(DIGITS + LOWER, 52));
    }

    /// A code of decimal digits, leading zeros included.
    public String code(int digits) {
        return text(DIGITS, digits);
    }

    /// A version 4 UUID (RFC 9562 section 5.4).
    public UUID uuid() {
        long high = random.nextLong();
        long low = random.nextLong();
        return new UUID((high & ~0xF000L) | 0x4000L, (low & ~(0b11L << 62)) | (0b10L << 62));
    }

    /// A long-lived access key id: `AKIA` and 16 characters `[A-Z2-7]`.
    public String accessKeyId() {
        return "AKIA" + text(BASE32, 16);
    }

    /// An access key id of temporary credentials: `ASIA` and 16 characters `[A-Z2-7]`.
    public String temporaryAccessKeyId() {
        return "ASIA" + text(BASE32, 16);
    }

    /// An IAM unique id: a prefix such as `AROA` and 17 characters `[A-Z2-7]`.
    public String uniqueId(String prefix) {
        return prefix + text(BASE32, 17);
    }

    /// A secret access key: 40 characters of base64.
    public Secret secretAccessKey() {
        return Secret.of(text(BASE64, 40));
    }

    /// A temporary password with at least one character of each required class; all four classes are in use.
    ///
    /// @param length its length, at least the number of required classes
    public Secret password(int length, Set<CharacterClass> required) {
        if (length < required.size()) {
            throw new IllegalArgumentException("password too short for its classes");
        }
        List<Character> characters = new ArrayList<>(length);
        required.forEach(type -> characters.add(one(type.characters)));
        StringBuilder all = new StringBuilder();
        EnumSet.allOf(CharacterClass.class).forEach(type -> all.append(type.characters));
        while (characters.size() < length) {
            characters.add(one(all));
        }
        shuffle(characters);
        StringBuilder text = new StringBuilder(length);
        characters.forEach(text::append);
        return Secret.of(text.toString());
    }

    /// A text of characters drawn from an alphabet.
    public String text(String alphabet, int length) {
        char[] text = new char[length];
        for (int i = 0; i < length; i++) {
            text[i] = one(alphabet);
        }
        return new String(text);
    }

    private char one(CharSequence alphabet) {
        return alphabet.charAt(random.nextInt(alphabet.length()));
    }

    private void shuffle(List<Character> characters) {
        for (int i = characters.size() - 1; i > 0; i--) {
            Collections.swap(characters, i, random.nextInt(i + 1));
        }
    }
}
