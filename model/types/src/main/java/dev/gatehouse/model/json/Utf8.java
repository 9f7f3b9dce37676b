package dev.gatehouse.model.json;

/// Whether bytes are UTF-8 as RFC 3629 has it: nothing overlong, no surrogates, nothing above U+10FFFF.
/// The JSON parser alone would let some of these pass.
final class Utf8 {
    private Utf8() {}

    /// Checks a whole text; a zero byte is refused too, since JSON has none.
    static boolean isValid(byte[] bytes) {
        int i = 0;
        while (i < bytes.length) {
            int size = bytes[i] > 0 ? 1 : sizeAt(bytes, i);
            if (size == 0) {
                return false;
            }
            i += size;
        }
        return true;
    }

    private static int sizeAt(byte[] bytes, int i) {
        int lead = bytes[i] & 0xFF;
        if (lead >= 0xC2 && lead <= 0xDF) {
            return continues(bytes, i, 2, 0x80, 0xBF);
        }
        if (lead >= 0xE0 && lead <= 0xEF) {
            return continues(bytes, i, 3, lead == 0xE0 ? 0xA0 : 0x80, lead == 0xED ? 0x9F : 0xBF);
        }
        if (lead >= 0xF0 && lead <= 0xF4) {
            return continues(bytes, i, 4, lead == 0xF0 ? 0x90 : 0x80, lead == 0xF4 ? 0x8F : 0xBF);
        }
        return 0;
    }

    private static int continues(byte[] bytes, int start, int size, int least, int greatest) {
        if (start + size > bytes.length) {
            return 0;
        }
        int second = bytes[start + 1] & 0xFF;
        if (second < least || second > greatest) {
            return 0;
        }
        for (int i = start + 2; i < start + size; i++) {
            if ((bytes[i] & 0xC0) != 0x80) {
                return 0;
            }
        }
        return size;
    }
}
