package dev.gatehouse.server.identitypools;

import dev.gatehouse.server.seal.Chance;
import dev.gatehouse.server.store.IdentityRecord;
import dev.gatehouse.server.store.Store;
import dev.gatehouse.server.store.Tx;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// The identities behind requests.
final class Identities {
    private final Store store;
    private final Chance chance;
    private final InstantSource clock;
    private final Belongings belongings;

    Identities(Store store, Chance chance, InstantSource clock, Belongings belongings) {
        this.store = store;
        this.chance = chance;
        this.clock = clock;
        this.belongings = belongings;
    }

    /// The identity of an id.
    ///
    /// @throws dev.gatehouse.model.service.ServiceException ResourceNotFoundException
    IdentityRecord require(String id) {
        return store.read(tx -> tx.identities().find(id)).orElseThrow(() -> Refusals.noIdentity(id));
    }

    /// The identity of these logins, or a new guest when there are none.
    ///
    /// @throws dev.gatehouse.model.service.ServiceException NotAuthorizedException where guests are not taken,
    ///     ResourceConflictException
    String of(Pool pool, List<Login> logins) {
        String fresh = pool.id().substring(0, pool.id().indexOf(':') + 1) + chance.uuid();
        long now = clock.millis();
        if (logins.isEmpty()) {
            requireGuests(pool);
            store.write(tx -> {
                var _ = tx.identityPools().find(pool.id()).orElseThrow(() -> Refusals.noPool(pool.id()));
                tx.identities().insert(new IdentityRecord(pool.id(), fresh, true, true, now, now));
                return fresh;
            });
            return fresh;
        }
        return store.write(tx -> {
            var _ = tx.identityPools().find(pool.id()).orElseThrow(() -> Refusals.noPool(pool.id()));
            return linking(tx, pool, now).found(logins, fresh);
        });
    }

    /// The identity that somebody has who says to be `given` and has these logins.
    ///
    /// @throws dev.gatehouse.model.service.ServiceException NotAuthorizedException, ResourceConflictException
    String of(Pool pool, IdentityRecord given, List<Login> logins) {
        if (logins.isEmpty()) {
            requireGuest(pool, given);
            return given.id();
        }
        if (has(given, logins)) {
            return given.id();
        }
        long now = clock.millis();
        return store.write(tx -> {
            IdentityRecord current =
                    tx.identities().find(given.id()).orElseThrow(() -> Refusals.noIdentity(given.id()));
            return linking(tx, pool, now).linked(current, logins);
        });
    }

    /// Links and merges inside a write.
    Linking linking(Tx tx, Pool pool, long now) {
        return new Linking(tx, pool, belongings, now);
    }

    /// Deletes an identity with its logins and what is kept for it.
    ///
    /// @return false when there is no such identity
    boolean delete(String id) {
        return store.write(tx -> {
            Optional<IdentityRecord> found = tx.identities().find(id);
            found.ifPresent(identity -> {
                tx.identities().delete(identity.pool(), id);
                belongings.forgotten(tx, identity.pool(), id);
            });
            return found.isPresent();
        });
    }

    /// Whether an identity in use has all these logins already: then nothing is written.
    boolean has(IdentityRecord identity, List<Login> logins) {
        return identity.enabled()
                && store.read(tx -> logins.stream()
                        .allMatch(login -> tx.identities()
                                .owner(identity.pool(), login.provider(), login.subject())
                                .filter(identity.id()::equals)
                                .isPresent()));
    }

    private static void requireGuest(Pool pool, IdentityRecord identity) {
        if (!identity.enabled() || !identity.guest()) {
            throw Refusals.forbidden(identity.id());
        }
        requireGuests(pool);
    }

    private static void requireGuests(Pool pool) {
        if (!pool.takesGuests()) {
            throw Refusals.noGuests();
        }
    }
}
