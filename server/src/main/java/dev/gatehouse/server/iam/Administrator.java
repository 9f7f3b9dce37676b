package dev.gatehouse.server.iam;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.server.seal.Chance;
import dev.gatehouse.server.seal.Purpose;
import dev.gatehouse.server.seal.Sealer;
import dev.gatehouse.server.seal.Secret;
import dev.gatehouse.server.store.AccessKeyRecord;
import dev.gatehouse.server.store.Bytes;
import dev.gatehouse.server.store.IamEntity;
import dev.gatehouse.server.store.Store;
import dev.gatehouse.server.store.Tx;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/// The user that the first start makes: `admin`, who may do everything and, other than the account's own key,
/// become roles. Deleting the user or the key is final: no later start brings it back.
public final class Administrator {
    private static final String SETTING = "admin-key";
    private static final String NAME = "admin";
    private static final String POLICY = "arn:aws:iam::aws:policy/AdministratorAccess";

    private final Store store;
    private final Sealer sealer;
    private final Chance chance;
    private final InstantSource clock;

    public Administrator(Store store, Sealer sealer, Chance chance, InstantSource clock) {
        this.store = store;
        this.sealer = sealer;
        this.chance = chance;
        this.clock = clock;
    }

    /// The user's key. The printed form hides the secret.
    public record Key(String accessKeyId, Secret secretAccessKey) {
        @Override
        public String toString() {
            return "Key[" + accessKeyId + "]";
        }
    }

    /// The key, made at the first call.
    ///
    /// @return empty when it was deleted or switched off since
    public Optional<Key> find() {
        String proposed = chance.accessKeyId();
        Secret secret = chance.secretAccessKey();
        byte[] sealed = sealer.seal(Purpose.ACCESS_KEY, secret.reveal().getBytes(UTF_8), proposed);
        String id = store.write(tx -> make(tx, proposed, Bytes.of(sealed)));
        return store.read(tx -> tx.accessKeys().find(id))
                .filter(AccessKeyRecord::active)
                .map(key -> new Key(
                        key.id(),
                        sealer.openSecret(Purpose.ACCESS_KEY, key.sealed().toArray(), key.id())));
    }

    /// Makes user and key, if no start has before; returns the id of the key that was made then.
    private String make(Tx tx, String proposed, Bytes sealed) {
        byte[] kept = tx.settings()
                .putIfAbsent(SETTING, Bytes.of(proposed.getBytes(UTF_8)), false)
                .toArray();
        String id = new String(kept, UTF_8);
        if (id.equals(proposed)
                && tx.iamEntities().find(IamEntity.Kind.USER, NAME).isEmpty()) {
            IamEntity user = new IamEntity(
                    chance.uniqueId("AIDA"),
                    IamEntity.Kind.USER,
                    NAME,
                    "/",
                    null,
                    null,
                    null,
                    0,
                    Map.of(),
                    clock.millis(),
                    0);
            tx.iamEntities().insert(user);
            tx.iamEntities().attach(user.id(), POLICY);
            tx.accessKeys()
                    .insert(new AccessKeyRecord(proposed, user.id(), sealed, true, clock.millis(), 0, "", "", 0));
        }
        return id;
    }
}
