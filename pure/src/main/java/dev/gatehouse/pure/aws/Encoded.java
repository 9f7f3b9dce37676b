package dev.gatehouse.pure.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// Percent-decoding (RFC 3986 section 2.1), once and strictly: servers disagree on everything malformed.
final class Encoded {
    /// What a path or a query may hold (RFC 3986 sections 3.3 and 3.4).
    private static final Pattern OF_URI = Pattern.compile("[A-Za-z0-9._~!$&'()*+,;=:@/?%-]*");

    private Encoded() {}

    /// A part of a path or a query. Where another character stands, some cut and some encode.
    ///
    /// @param what the part is called in the refusal
    static String decodeUri(String part, String what) {
        if (!OF_URI.matcher(part).matches()) {
            throw new UnclearException(what + " has a character that must be encoded");
        }
        return decode(part, what);
    }

    /// @param what the text is called in the refusal
    static String decode(String text, String what) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        byte[] raw = text.getBytes(UTF_8);
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] != '%') {
                bytes.write(raw[i]);
            } else if (i + 2 < raw.length && HexFormat.isHexDigit(raw[i + 1]) && HexFormat.isHexDigit(raw[i + 2])) {
                bytes.write(HexFormat.fromHexDigit(raw[i + 1]) << 4 | HexFormat.fromHexDigit(raw[i + 2]));
                i += 2;
            } else {
                throw new UnclearException(what + " has a percent sign without two digits");
            }
        }
        String decoded = utf8(bytes.toByteArray(), what);
        if (decoded.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            throw new UnclearException(what + " has a control character");
        }
        return decoded;
    }

    private static String utf8(byte[] bytes, String what) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException malformed) {
            throw new UnclearException(what + " is not UTF-8");
        }
    }
}
