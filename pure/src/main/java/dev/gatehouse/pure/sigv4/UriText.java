package dev.gatehouse.pure.sigv4;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/// Percent-encoding (RFC 3986 section 2) the way SigV4 wants it: only unreserved characters stay, hex in upper
/// case.
final class UriText {
    private static final String HEX = "0123456789ABCDEF";

    private UriText() {}

    /// Encodes every byte that is not unreserved.
    static String encode(String text) {
        return encode(text.getBytes(UTF_8), false);
    }

    /// Encodes every byte that is neither unreserved nor a slash.
    static String encodePath(String path) {
        return encode(path.getBytes(UTF_8), true);
    }

    /// Brings an encoded text into canonical form: what is encoded without need is decoded, what should be is
    /// encoded.
    /// A percent sign without two hex digits stands for itself, and so does a plus sign.
    static String recode(String text) {
        return encode(decodeBytes(text), false);
    }

    /// As {@link #recode}, slashes staying: the canonical path of S3, which is encoded once.
    static String recodePath(String path) {
        return encode(decodeBytes(path), true);
    }

    /// Decodes; malformed UTF-8 becomes replacement characters.
    static String decode(String text) {
        return new String(decodeBytes(text), UTF_8);
    }

    private static String encode(byte[] bytes, boolean keepSlash) {
        StringBuilder out = new StringBuilder(bytes.length + 16);
        for (byte b : bytes) {
            int c = Byte.toUnsignedInt(b);
            if (unreserved(c) || (keepSlash && c == '/')) {
                out.append((char) c);
            } else {
                out.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
            }
        }
        return out.toString();
    }

    private static boolean unreserved(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '.'
                || c == '_'
                || c == '~';
    }

    private static byte[] decodeBytes(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '%' && i + 2 < bytes.length && digit(bytes[i + 1]) >= 0 && digit(bytes[i + 2]) >= 0) {
                out.write(digit(bytes[i + 1]) << 4 | digit(bytes[i + 2]));
                i += 2;
            } else {
                out.write(bytes[i]);
            }
        }
        return out.toByteArray();
    }

    private static int digit(byte b) {
        return b < 0 ? -1 : HEX.indexOf(b >= 'a' && b <= 'f' ? b - 'a' + 'A' : b);
    }
}
