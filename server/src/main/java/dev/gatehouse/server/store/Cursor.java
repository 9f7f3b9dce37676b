package dev.gatehouse.server.store;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/// Page cursors: the last key seen, as text without white space.
final class Cursor {
    private Cursor() {}

    static String of(String... key) {
        byte[] text = String.join("\0", key).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
    }

    /// @throws InvalidCursor when it is not a cursor over a key of so many parts
    static List<String> read(String cursor, int parts) {
        byte[] text;
        try {
            text = Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException e) {
            throw new InvalidCursor();
        }
        var key = List.of(new String(text, StandardCharsets.UTF_8).split("\0", -1));
        if (key.size() != parts) {
            throw new InvalidCursor();
        }
        return key;
    }

    /// @throws InvalidCursor when it is not a cursor over one text
    static String one(String cursor) {
        return read(cursor, 1).getFirst();
    }

    /// @throws InvalidCursor when it is not a cursor over one text that begins so
    static String one(String cursor, String prefix) {
        String key = one(cursor);
        if (!key.startsWith(prefix)) {
            throw new InvalidCursor();
        }
        return key;
    }
}
