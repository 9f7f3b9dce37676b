package dev.gatehouse.server.store;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// A record of a dataset.
///
/// @param value null when it was removed
/// @param syncCount the dataset's count when it was written
/// @param modifiedBy who wrote it
/// @param modifiedAt epoch milliseconds
/// @param deviceModifiedAt epoch milliseconds by the writer's clock; null when not told
public record SyncRecord(
        String key,
        @Nullable String value,
        long syncCount,
        String modifiedBy,
        long modifiedAt,
        @Nullable Long deviceModifiedAt) {

    /// What it counts towards the size of its dataset: the UTF-8 bytes of key and value; 0 when it was removed.
    public long bytes() {
        return value == null ? 0 : utf8(key) + utf8(value);
    }

    private static long utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
