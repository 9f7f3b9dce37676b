package dev.gatehouse.server.tokens;

import dev.gatehouse.pure.id.PoolId;
import dev.gatehouse.server.seal.Chance;
import dev.gatehouse.server.seal.KeyPairs;
import dev.gatehouse.server.seal.Purpose;
import dev.gatehouse.server.seal.Sealer;
import dev.gatehouse.server.seal.SigningKey;
import dev.gatehouse.server.store.Bytes;
import dev.gatehouse.server.store.SigningKeyRecord;
import dev.gatehouse.server.store.SigningKeyRecord.State;
import dev.gatehouse.server.store.SigningKeyRecord.Use;
import dev.gatehouse.server.store.Store;
import dev.gatehouse.server.store.Tx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// The signing keys of every pool: one for ID tokens, one for access tokens, and retired ones that still verify.
public final class PoolKeys {
    /// How long a retired key stays published: the longest life of an ID or access token (one day) and an hour for
    /// clocks.
    private static final Duration OVERLAP = Duration.ofHours(25);

    private static final Duration FRESH = Duration.ofSeconds(1);
    private static final List<SigningKeyRecord> NO_KEYS = List.of();
    private static final int KID_BYTES = 32;
    private static final int MAX_CACHED = 2048;

    private final Store store;
    private final Sealer sealer;
    private final KeyPairs pairs;
    private final Chance chance;
    private final InstantSource clock;
    private final Map<PoolId, Loaded> cache = new ConcurrentHashMap<>();

    /// @param pairs ready-made key pairs
    /// @param chance where key ids come from
    public PoolKeys(Store store, Sealer sealer, KeyPairs pairs, Chance chance, InstantSource clock) {
        this.store = store;
        this.sealer = sealer;
        this.pairs = pairs;
        this.chance = chance;
        this.clock = clock;
    }

    private record Loaded(List<PoolKey> keys, long at) {}

    /// Makes the two keys of a new pool.
    ///
    /// @return what stores them, as part of the write that creates the pool
    public Consumer<Tx> create(PoolId pool) {
        List<SigningKeyRecord> fresh = List.of(fresh(pool, Use.ID), fresh(pool, Use.ACCESS));
        return tx -> fresh.forEach(key -> tx.signingKeys().insert(key));
    }

    /// Replaces both signing keys of a pool. The old ones verify for another 25 hours.
    ///
    /// @return the ids of the new keys
    /// @throws NoSuchElementException when there is no such pool
    public List<String> rotate(PoolId pool) {
        long now = clock.millis();
        List<SigningKeyRecord> fresh = List.of(fresh(pool, Use.ID), fresh(pool, Use.ACCESS));
        store.write(tx -> {
            List<SigningKeyRecord> old = tx.signingKeys().list(pool);
            if (old.isEmpty()) {
                throw new NoSuchElementException("User pool " + pool + " does not exist.");
            }
            for (SigningKeyRecord key : old) {
                if (key.state() == State.ACTIVE) {
                    tx.signingKeys().retire(pool, key.kid(), now + OVERLAP.toMillis());
                }
            }
            fresh.forEach(key -> tx.signingKeys().insert(key));
            return old.size();
        });
        cache.remove(pool);
        return fresh.stream().map(SigningKeyRecord::kid).toList();
    }

    /// The key that signs a kind of token now.
    PoolKey signing(PoolId pool, Use use) {
        return keys(pool).stream()
                .filter(key -> key.signs(use))
                .max(Comparator.comparingLong(key -> key.row().createdAt()))
                .orElseThrow(() -> new IllegalStateException("pool " + pool + " has no signing key"));
    }

    /// The key with this id, if the pool still believes it for this kind of token.
    Optional<PoolKey> verifying(PoolId pool, String kid, Use use) {
        long now = clock.millis();
        return keys(pool).stream()
                .filter(key -> key.kid().equals(kid))
                .findFirst()
                .filter(key -> key.row().use() == use && key.verifiesAt(now));
    }

    /// What the pool publishes. Empty when there is no such pool.
    List<PoolKey> published(PoolId pool) {
        long now = clock.millis();
        return keys(pool).stream().filter(key -> key.verifiesAt(now)).toList();
    }

    /// The keys of a pool that lives, at most a second behind the store.
    private List<PoolKey> keys(PoolId pool) {
        Loaded cached = cache.get(pool);
        long now = clock.millis();
        if (cached != null && now - cached.at() < FRESH.toMillis()) {
            return cached.keys();
        }
        Map<String, PoolKey> known =
                cached == null ? Map.of() : cached.keys().stream().collect(Collectors.toMap(PoolKey::kid, key -> key));
        List<PoolKey> keys =
                store
                        .read(tx -> tx.pools().version(pool).isPresent()
                                ? tx.signingKeys().list(pool)
                                : NO_KEYS)
                        .stream()
                        .map(row -> open(row, known))
                        .toList();
        if (keys.isEmpty()) {
            cache.remove(pool);
            return keys;
        }
        if (cache.size() >= MAX_CACHED) {
            cache.clear();
        }
        cache.put(pool, new Loaded(keys, now));
        return keys;
    }

    private PoolKey open(SigningKeyRecord row, Map<String, PoolKey> known) {
        PoolKey before = known.get(row.kid());
        if (before != null) {
            return new PoolKey(row, before.header(), before.signer(), before.checker());
        }
        byte[] pkcs8 =
                sealer.openStored(Purpose.SIGNING_KEY, row.sealedPrivate().toArray(), context(row.pool(), row.kid()));
        return PoolKey.of(row, SigningKey.ofPkcs8(pkcs8));
    }

    private SigningKeyRecord fresh(PoolId pool, Use use) {
        SigningKey pair = pairs.take();
        String kid = Base64.getEncoder().encodeToString(chance.bytes(KID_BYTES));
        byte[] sealed = sealer.seal(Purpose.SIGNING_KEY, pair.pkcs8(), context(pool, kid));
        return new SigningKeyRecord(
                pool,
                kid,
                use,
                State.ACTIVE,
                Bytes.of(sealed),
                Bytes.of(pair.publicKey().getEncoded()),
                clock.millis(),
                0);
    }

    private static String context(PoolId pool, String kid) {
        return pool + "/" + kid;
    }
}
