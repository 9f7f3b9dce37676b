package dev.gatehouse.server.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Texts as keys and columns.
final class Text {
    private static final int MAX_NAME_KEY = 400;
    private static final int KEPT_OF_LONG_KEY = 256;

    private Text() {}

    /// The text with NUL and unpaired surrogates replaced by U+FFFD: PostgreSQL stores neither, and both engines must
    /// hold the same.
    static String clean(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isSurrogate(c)) {
                return cleaned(text);
            }
        }
        return text;
    }

    private static String cleaned(String text) {
        var clean = new StringBuilder(text.length());
        text.codePoints().forEach(point -> clean.appendCodePoint(storable(point) ? point : 0xFFFD));
        return clean.toString();
    }

    private static boolean storable(int point) {
        return point != 0 && !(point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }

    /// A unique key of bounded size: PostgreSQL refuses index entries above 2,704 bytes. Long names keep their
    /// uniqueness by digest.
    static String nameKey(String key) {
        if (key.length() <= MAX_NAME_KEY) {
            return key;
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return key.substring(0, KEPT_OF_LONG_KEY) + "#" + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /// The least text above every text that begins with the prefix, by code point order, which is the byte order of
    /// UTF-8.
    static String afterPrefix(String prefix) {
        String rest = clean(prefix);
        while (!rest.isEmpty()) {
            int last = rest.codePointBefore(rest.length());
            rest = rest.substring(0, rest.length() - Character.charCount(last));
            if (last < Character.MAX_CODE_POINT) {
                int next = last + 1 == Character.MIN_SURROGATE ? Character.MAX_SURROGATE + 1 : last + 1;
                return rest + Character.toString(next);
            }
        }
        return Character.toString(Character.MAX_CODE_POINT);
    }
}
