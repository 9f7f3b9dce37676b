package dev.gatehouse.server.store;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Rows of any table as bytes: the table's name, then every column's name and value; an empty name and the number of
/// rows at the end.
final class PoolRows {
    private static final Pattern NAME = Pattern.compile("[a-z_]{1,64}");
    private static final int LONGEST_VALUE = 64 << 20;
    private static final int NONE = 0;
    private static final int NUMBER = 1;
    private static final int TEXT = 2;
    private static final int BYTES = 3;

    private PoolRows() {}

    /// A row.
    ///
    /// @param values by column; numbers are `Long`, texts `String`, blobs {@link Bytes}
    record Row(String table, Map<String, @Nullable Object> values) {}

    static void write(DataOutputStream out, Row row) throws IOException {
        out.writeUTF(row.table());
        out.writeShort(row.values().size());
        for (Map.Entry<String, @Nullable Object> value : row.values().entrySet()) {
            out.writeUTF(value.getKey());
            writeValue(out, value.getValue());
        }
    }

    static void writeEnd(DataOutputStream out, long rows) throws IOException {
        out.writeUTF("");
        out.writeLong(rows);
    }

    private static void writeValue(DataOutputStream out, @Nullable Object value) throws IOException {
        switch (value) {
            case null -> out.writeByte(NONE);
            case Long number -> {
                out.writeByte(NUMBER);
                out.writeLong(number);
            }
            case String text -> writeBytes(out, TEXT, text.getBytes(StandardCharsets.UTF_8));
            case Bytes bytes -> writeBytes(out, BYTES, bytes.shared());
            default -> throw new IllegalArgumentException("no column holds a " + value.getClass());
        }
    }

    private static void writeBytes(DataOutputStream out, int type, byte[] content) throws IOException {
        out.writeByte(type);
        out.writeInt(content.length);
        out.write(content);
    }

    /// The next row; empty at the end.
    ///
    /// @param before how many rows were read before
    /// @throws IllegalArgumentException when the bytes are not what {@link #write} wrote
    static Optional<Row> read(DataInputStream in, long before) throws IOException {
        String table = in.readUTF();
        if (table.isEmpty()) {
            if (in.readLong() != before || in.read() >= 0) {
                throw new IllegalArgumentException("the rows do not add up");
            }
            return Optional.empty();
        }
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        int columns = in.readUnsignedShort();
        for (int i = 0; i < columns; i++) {
            String column = in.readUTF();
            if (!NAME.matcher(column).matches()) {
                throw new IllegalArgumentException("not the name of a column");
            }
            values.put(column, readValue(in));
        }
        return Optional.of(new Row(table, values));
    }

    private static @Nullable Object readValue(DataInputStream in) throws IOException {
        int type = in.readUnsignedByte();
        return switch (type) {
            case NONE -> null;
            case NUMBER -> in.readLong();
            case TEXT -> new String(readBytes(in), StandardCharsets.UTF_8);
            case BYTES -> Bytes.wrap(readBytes(in));
            default -> throw new IllegalArgumentException("no type of a value");
        };
    }

    private static byte[] readBytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > LONGEST_VALUE) {
            throw new IllegalArgumentException("no length of a value");
        }
        byte[] content = in.readNBytes(length);
        if (content.length < length) {
            throw new IllegalArgumentException("a value is cut");
        }
        return content;
    }
}
