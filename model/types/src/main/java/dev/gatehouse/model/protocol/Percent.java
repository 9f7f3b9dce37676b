package dev.gatehouse.model.protocol;

import dev.gatehouse.model.service.SerializationException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/// Percent-decoding, strict: two hexadecimal digits after each percent sign, UTF-8 as the result.
final class Percent {
    private static final int HEX = 16;

    private Percent() {}

    /// Decodes a part of a path, where a plus sign is a plus sign.
    static String path(String text) {
        return text.indexOf('%') < 0 ? text : decode(text, false);
    }

    /// Decodes a part of a query or form, where a plus sign is a space.
    static String form(String text) {
        return text.indexOf('%') < 0 && text.indexOf('+') < 0 ? text : decode(text, true);
    }

    private static String decode(String text, boolean plusIsSpace) {
        ByteBuffer bytes = ByteBuffer.allocate(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                bytes.put(octet(text, i));
                i += 2;
            } else if (c > '~') {
                throw refused();
            } else {
                bytes.put((byte) (c == '+' && plusIsSpace ? ' ' : c));
            }
        }
        return utf8(bytes.flip());
    }

    private static byte octet(String text, int percent) {
        int high = percent + 2 < text.length() ? Character.digit(text.charAt(percent + 1), HEX) : -1;
        int low = percent + 2 < text.length() ? Character.digit(text.charAt(percent + 2), HEX) : -1;
        if (high < 0 || low < 0) {
            throw refused();
        }
        return (byte) (high * HEX + low);
    }

    /// Text of UTF-8 bytes.
    ///
    /// @throws SerializationException when they are not UTF-8
    static String utf8(ByteBuffer bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(bytes)
                    .toString();
        } catch (CharacterCodingException _) {
            throw refused();
        }
    }

    private static SerializationException refused() {
        return new SerializationException("The request is not properly URL-encoded.");
    }
}
