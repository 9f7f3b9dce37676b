package dev.gatehouse.server.identitypools;

import dev.gatehouse.server.seal.Purpose;
import dev.gatehouse.server.seal.Sealer;
import dev.gatehouse.server.seal.SigningKey;
import dev.gatehouse.server.store.Bytes;
import dev.gatehouse.server.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The two keys of the whole instance that sign OpenID tokens, made when first needed. The first signs; both
/// verify, so
/// that one can be replaced while tokens of the other live.
final class OwnKeys {
    private static final int KEYS = 2;
    private static final String SETTING = "openid-key-";

    private final Store store;
    private final Sealer sealer;
    private final Supplier<SigningKey> source;
    private final String region;
    private volatile @Nullable List<Key> loaded;

    /// @param source fresh pairs of keys
    /// @param region leads the ids of the keys
    OwnKeys(Store store, Sealer sealer, Supplier<SigningKey> source, String region) {
        this.store = store;
        this.sealer = sealer;
        this.source = source;
        this.region = region;
    }

    /// A pair of keys and its id.
    record Key(String kid, SigningKey pair) {}

    Key signing() {
        return all().getFirst();
    }

    Optional<Key> find(String kid) {
        return all().stream().filter(key -> key.kid().equals(kid)).findFirst();
    }

    List<Key> all() {
        List<Key> known = loaded;
        if (known == null) {
            known = load();
            loaded = known;
        }
        return known;
    }

    private List<Key> load() {
        List<Key> keys = new ArrayList<>();
        for (int number = 1; number <= KEYS; number++) {
            String name = SETTING + number;
            Bytes kept = store.read(tx -> tx.settings().find(name)).orElseGet(() -> make(name));
            byte[] pkcs8 = sealer.openStored(Purpose.ROOT_CREDENTIAL, kept.toArray(), name);
            keys.add(new Key(region + number, SigningKey.ofPkcs8(pkcs8)));
        }
        return List.copyOf(keys);
    }

    /// Of two nodes that make a key at once, one wins.
    private Bytes make(String name) {
        byte[] sealed = sealer.seal(Purpose.ROOT_CREDENTIAL, source.get().pkcs8(), name);
        return store.write(tx -> tx.settings().putIfAbsent(name, Bytes.of(sealed), true));
    }
}
