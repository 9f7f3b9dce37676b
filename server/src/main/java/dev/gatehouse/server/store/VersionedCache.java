package dev.gatehouse.server.store;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/// Records of configuration kept in memory on the hot path. An entry is trusted for a short time; after it, one read
/// of the version tells whether it still holds, so that a change made on another node shows here within that time.
///
/// @param <K> what records are found by
/// @param <V> the record or what was made of it
public final class VersionedCache<K, V> {
    private static final int LOOKED_AT_TO_EVICT = 16;
    private final int maxEntries;
    private final long freshMillis;
    private final InstantSource clock;
    private final Source<K, V> source;
    private final ConcurrentHashMap<K, Entry<V>> entries = new ConcurrentHashMap<>();

    /// Where records come from.
    ///
    /// @param load reads the record
    /// @param version reads the version alone; empty when there is no such record
    /// @param versionOf the version a loaded value carries
    public record Source<K, V>(
            Function<K, Optional<V>> load, Function<K, OptionalLong> version, ToLongFunction<V> versionOf) {}

    private record Entry<V>(V value, long checkedAt) {}

    /// A cache of at most `maxEntries`, each trusted for `fresh` before its version is read again.
    public VersionedCache(int maxEntries, Duration fresh, InstantSource clock, Source<K, V> source) {
        this.maxEntries = maxEntries;
        this.freshMillis = fresh.toMillis();
        this.clock = clock;
        this.source = source;
    }

    /// The record. Absence is not remembered.
    ///
    /// @throws StoreUnavailable when it had to be read and could not
    public Optional<V> get(K key) {
        long now = clock.millis();
        Entry<V> entry = entries.get(key);
        if (entry == null) {
            return load(key, now);
        }
        if (now - entry.checkedAt() < freshMillis && now >= entry.checkedAt()) {
            return Optional.of(entry.value());
        }
        OptionalLong version = source.version().apply(key);
        if (version.isPresent() && version.getAsLong() == source.versionOf().applyAsLong(entry.value())) {
            entries.replace(key, entry, new Entry<>(entry.value(), now));
            return Optional.of(entry.value());
        }
        entries.remove(key, entry);
        return version.isEmpty() ? Optional.empty() : load(key, now);
    }

    /// Forgets the record: this node changed it and wants to see that at once.
    public void invalidate(K key) {
        entries.remove(key);
    }

    private Optional<V> load(K key, long now) {
        Optional<V> value = source.load().apply(key);
        if (value.isPresent()) {
            entries.put(key, new Entry<>(value.get(), now));
            evictOver();
        }
        return value;
    }

    /// Drops the entry that was checked longest ago among a few.
    private void evictOver() {
        while (entries.size() > maxEntries) {
            entries.entrySet().stream()
                    .limit(LOOKED_AT_TO_EVICT)
                    .min((one, other) -> Long.compare(
                            one.getValue().checkedAt(), other.getValue().checkedAt()))
                    .ifPresent(oldest -> entries.remove(oldest.getKey()));
        }
    }
}
