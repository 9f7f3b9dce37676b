package dev.gatehouse.server.store;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Several byte strings in one column: each after its length in four bytes. None at all is no value.
final class BytesList {
    private BytesList() {}

    static @Nullable Bytes join(List<Bytes> list) {
        if (list.isEmpty()) {
            return null;
        }
        int size = list.stream().mapToInt(item -> Integer.BYTES + item.length()).sum();
        var joined = ByteBuffer.allocate(size);
        for (Bytes item : list) {
            joined.putInt(item.length()).put(item.shared());
        }
        return Bytes.wrap(joined.array());
    }

    static List<Bytes> split(@Nullable Bytes joined) {
        if (joined == null) {
            return List.of();
        }
        var list = new ArrayList<Bytes>();
        var rest = ByteBuffer.wrap(joined.shared());
        while (rest.hasRemaining()) {
            byte[] item = new byte[rest.getInt()];
            rest.get(item);
            list.add(Bytes.wrap(item));
        }
        return list;
    }
}
