package dev.gatehouse.model.service;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Unmodifiable copies for the constructors of generated records.
public final class Copies {
    private Copies() {}

    /// A list that does not change, or null for null.
    public static <T> @Nullable List<T> of(@Nullable List<T> list) {
        return list == null ? null : List.copyOf(list);
    }

    /// A map that does not change and keeps its order, or null for null.
    public static <V> @Nullable Map<String, V> of(@Nullable Map<String, V> map) {
        return map == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
