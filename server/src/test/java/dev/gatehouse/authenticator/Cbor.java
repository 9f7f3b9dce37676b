package dev.gatehouse.authenticator;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// As much CBOR (RFC 8949) as an authenticator writes: whole numbers, bytes, texts and maps.
public final class Cbor {
    private static final int NEGATIVE = 1;
    private static final int BYTES = 2;
    private static final int TEXT = 3;
    private static final int MAP = 5;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private Cbor() {}

    /// Encodes a value; maps keep their order.
    public static byte[] encode(Object value) {
        Cbor cbor = new Cbor();
        cbor.write(value);
        return cbor.out.toByteArray();
    }

    private void write(Object value) {
        switch (value) {
            case Integer number when number >= 0 -> head(0, number);
            case Integer number -> head(NEGATIVE, -1 - number);
            case byte[] bytes -> {
                head(BYTES, bytes.length);
                out.writeBytes(bytes);
            }
            case String text -> {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                head(TEXT, bytes.length);
                out.writeBytes(bytes);
            }
            case Map<?, ?> map -> {
                head(MAP, map.size());
                map.forEach((key, member) -> {
                    write(key);
                    write(member);
                });
            }
            default -> throw new IllegalArgumentException("not written: " + value.getClass());
        }
    }

    private void head(int type, int length) {
        int first = type << 5;
        if (length < 24) {
            out.write(first | length);
        } else if (length < 256) {
            out.write(first | 24);
            out.write(length);
        } else if (length < 65_536) {
            out.write(first | 25);
            out.write(length >> 8);
            out.write(length);
        } else {
            out.write(first | 26);
            out.write(length >> 24);
            out.write(length >> 16);
            out.write(length >> 8);
            out.write(length);
        }
    }
}
