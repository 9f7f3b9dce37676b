package dev.gatehouse.server.users;

import dev.gatehouse.model.cognitoidp.AdminDisableProviderForUserRequest;
import dev.gatehouse.model.cognitoidp.AdminDisableProviderForUserResponse;
import dev.gatehouse.model.cognitoidp.AdminLinkProviderForUserRequest;
import dev.gatehouse.model.cognitoidp.AdminLinkProviderForUserResponse;
import dev.gatehouse.model.cognitoidp.UserStatusType;
import dev.gatehouse.model.service.Call;
import dev.gatehouse.pure.id.Sub;
import dev.gatehouse.server.pools.Pool;
import dev.gatehouse.server.store.LinkedIdentityRecord;
import dev.gatehouse.server.store.Store;
import dev.gatehouse.server.store.Tx;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// AdminLinkProviderForUser, AdminDisableProviderForUser. A link admits nobody by itself: whether there is a provider
/// of that name shows when someone signs in through it.
final class ProviderLinks {
    private static final int MOST_LINKS = 5;

    private final Gate gate;
    private final Store store;
    private final Users users;
    private final InstantSource clock;

    ProviderLinks(Gate gate, Store store, Users users, InstantSource clock) {
        this.gate = gate;
        this.store = store;
        this.users = users;
        this.clock = clock;
    }

    /// AdminLinkProviderForUser.
    AdminLinkProviderForUserResponse link(AdminLinkProviderForUserRequest request, Call call) {
        Pool pool = gate.pool(request.userPoolId(), call);
        ProviderUser source = ProviderUser.of("SourceUser", request.sourceUser());
        if (source.isLocal()) {
            throw Refusals.localSource();
        }
        LinkedIdentityRecord.Key identity = source.identity(pool);
        ProviderUser destination = ProviderUser.of("DestinationUser", request.destinationUser());
        Sub sub = gate.user(pool, destination.username(), call).sub();
        Instant now = clock.instant();
        store.write(tx -> {
            requireFree(tx, pool, source, identity, sub);
            requireRoom(tx, pool, sub);
            tx.linkedIdentities().insert(new LinkedIdentityRecord(pool.id(), identity, sub, false, now.toEpochMilli()));
            return users.update(tx, pool, sub, current -> {
                requireMutable(pool, current);
                return Identities.of(current, tx.linkedIdentities().ofUser(pool.id(), sub), now);
            });
        });
        return AdminLinkProviderForUserResponse.builder().build();
    }

    /// AdminDisableProviderForUser.
    AdminDisableProviderForUserResponse disable(AdminDisableProviderForUserRequest request, Call call) {
        Pool pool = gate.pool(request.userPoolId(), call);
        ProviderUser user = ProviderUser.of("User", request.user());
        if (user.isLocal()) {
            user.requireSubject();
            endPasswordSignIn(pool, gate.user(pool, user.username(), call));
        } else {
            unlink(pool, user.identity(pool), call);
        }
        return AdminDisableProviderForUserResponse.builder().build();
    }

    /// Like a federated user, they have no password to sign in with and none to recover, until AdminSetUserPassword.
    private void endPasswordSignIn(Pool pool, User user) {
        Instant now = clock.instant();
        store.write(tx -> {
            var _ = tx.codes().consume(pool.id(), user.sub(), Codes.Purpose.FORGOT_PASSWORD.key());
            return users.update(tx, pool, user.sub(), current -> current.with(UserStatusType.EXTERNAL_PROVIDER, now));
        });
    }

    private void unlink(Pool pool, LinkedIdentityRecord.Key identity, Call call) {
        Instant now = clock.instant();
        User user = store.write(tx -> {
            Sub sub = tx.linkedIdentities()
                    .find(pool.id(), identity)
                    .filter(link -> !link.primary())
                    .map(LinkedIdentityRecord::sub)
                    .orElseThrow(Refusals::noSuchUser);
            tx.linkedIdentities().delete(pool.id(), identity);
            return users.update(
                    tx,
                    pool,
                    sub,
                    current -> Identities.of(current, tx.linkedIdentities().ofUser(pool.id(), sub), now));
        });
        call.trail().user(user.sub().value());
    }

    /// The identity must be nobody's: neither linked, nor a user of its own, whom linking would have to merge.
    private static void requireFree(
            Tx tx, Pool pool, ProviderUser source, LinkedIdentityRecord.Key identity, Sub destination) {
        Optional<LinkedIdentityRecord> held = tx.linkedIdentities().find(pool.id(), identity);
        boolean signedUp = held.filter(LinkedIdentityRecord::primary).isPresent()
                || (identity.attribute().equals(Identities.SUBJECT)
                        && tx.users()
                                .findByName(pool.id(), Names.fold(pool, source.username()))
                                .isPresent());
        if (signedUp) {
            throw Refusals.noMerging();
        }
        if (held.isPresent()) {
            throw held.get().sub().equals(destination) ? Refusals.alreadyLinked() : Refusals.linkedElsewhere();
        }
    }

    private static void requireRoom(Tx tx, Pool pool, Sub sub) {
        List<LinkedIdentityRecord> identities = tx.linkedIdentities().ofUser(pool.id(), sub);
        if (identities.stream().filter(identity -> !identity.primary()).count() >= MOST_LINKS) {
            throw Refusals.tooManyLinks(MOST_LINKS);
        }
    }

    /// What a provider says about the user is written to the profile, so nothing in it may be fixed.
    private static void requireMutable(Pool pool, User user) {
        for (String name : user.attributes().keySet()) {
            if (pool.schema()
                    .definition(name)
                    .filter(definition -> Boolean.FALSE.equals(definition.mutable()))
                    .isPresent()) {
                throw Refusals.immutableDestination(name);
            }
        }
    }
}
