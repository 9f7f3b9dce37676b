package dev.gatehouse.server.identitypools;

import dev.gatehouse.server.store.Store;
import dev.gatehouse.server.store.VersionedCache;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/// The tags of identity pools, for whoever judges calls by them. A call reads the version of the pool alone, its
/// document only when that has moved.
public final class PoolTags {
    private static final int MOST = 1_000;

    private final VersionedCache<String, Tagged> pools;

    /// @param clock decides which pools are kept
    public PoolTags(Store store, InstantSource clock) {
        this.pools = new VersionedCache<>(
                MOST,
                Duration.ZERO,
                clock,
                new VersionedCache.Source<>(
                        id -> store.read(tx -> tx.identityPools().find(id))
                                .map(row -> new Tagged(
                                        row.version(),
                                        Document.read(row.document()).tags())),
                        id -> store.read(tx -> tx.identityPools().version(id)),
                        Tagged::version));
    }

    private record Tagged(long version, Map<String, String> tags) {}

    /// The tags of the pool of that id; none when there is no such pool.
    public Map<String, String> of(String id) {
        return pools.get(id).map(Tagged::tags).orElse(Map.of());
    }
}
