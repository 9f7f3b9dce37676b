package dev.gatehouse.server.seal;

import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Parts of the texts of password hashes.
final class HashText {
    private HashText() {}

    /// @throws IllegalArgumentException when the text does not match; its message does not repeat the text
    static Matcher match(Pattern form, String text) {
        Matcher match = form.matcher(text);
        if (!match.matches()) {
            throw new IllegalArgumentException("not a hash of this form");
        }
        return match;
    }

    /// A whole number within bounds.
    ///
    /// @throws IllegalArgumentException outside of them
    static int number(String digits, int min, int max) {
        long value = digits.length() > 10 ? Long.MAX_VALUE : Long.parseLong(digits);
        if (value < min || value > max) {
            throw new IllegalArgumentException("a cost out of range");
        }
        return (int) value;
    }

    /// Base64 with or without padding, whose unused bits are zero.
    ///
    /// @param min the fewest bytes it must hold
    /// @throws IllegalArgumentException when it is not, or holds fewer or more than 128 bytes
    static byte[] base64(String text, int min) {
        byte[] bytes = Base64.getDecoder().decode(text);
        String again = Base64.getEncoder().encodeToString(bytes);
        boolean canonical = again.equals(text) || again.replace("=", "").equals(text);
        if (!canonical || bytes.length < min || bytes.length > 128) {
            throw new IllegalArgumentException("not base64 of a usable length");
        }
        return bytes;
    }
}
