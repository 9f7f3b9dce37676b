package dev.gatehouse.server.identitypools;

import dev.gatehouse.server.store.IdentityLoginRecord;
import dev.gatehouse.server.store.IdentityRecord;
import dev.gatehouse.server.store.Tx;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Which identity logins belong to: found, made, linked or merged, inside one write.
///
/// @param tx the write
/// @param pool the identity pool
/// @param belongings what else hangs on identities
/// @param now epoch milliseconds
record Linking(Tx tx, Pool pool, Belongings belongings, long now) {
    private static final int MOST_LOGINS = 20;

    /// The identity of the logins; a new one when nobody has them.
    ///
    /// @param fresh the id of a new identity
    /// @throws dev.gatehouse.model.service.ServiceException ResourceConflictException
    String found(List<Login> logins, String fresh) {
        Set<String> owners = owners(logins);
        if (owners.isEmpty()) {
            tx.identities().insert(new IdentityRecord(pool.id(), fresh, true, false, now, now));
        }
        String target = owners.isEmpty() ? fresh : owners.iterator().next();
        return gathered(target, owners, logins);
    }

    /// The identity that a client who says it is `given` has with these logins, which may be another: a guest's
    /// login
    /// that somebody has already leads to that one.
    ///
    /// @throws dev.gatehouse.model.service.ServiceException NotAuthorizedException, ResourceConflictException
    String linked(IdentityRecord given, List<Login> logins) {
        Set<String> owners = owners(logins);
        if (!given.enabled()) {
            throw Refusals.forbidden(given.id());
        }
        if (given.guest()) {
            String target = owners.isEmpty() ? given.id() : owners.iterator().next();
            owners.add(given.id());
            return gathered(target, owners, logins);
        }
        if (!owners.contains(given.id())) {
            throw tx.identities().logins(pool.id(), given.id()).isEmpty()
                    ? Refusals.forbidden(given.id())
                    : Refusals.loginsDoNotMatch();
        }
        return gathered(given.id(), owners, logins);
    }

    /// Adds a login to an identity, whatever it has; somebody entitled says so.
    ///
    /// @throws dev.gatehouse.model.service.ServiceException ResourceConflictException
    String added(String identity, List<Login> logins) {
        return gathered(identity, owners(logins), logins);
    }

    /// Whose the logins are, in their order.
    private Set<String> owners(List<Login> logins) {
        return logins.stream()
                .map(login -> tx.identities().owner(pool.id(), login.provider(), login.subject()))
                .flatMap(Optional::stream)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private String gathered(String target, Set<String> owners, List<Login> logins) {
        owners.stream().filter(owner -> !owner.equals(target)).forEach(owner -> merge(owner, target));
        logins.forEach(login -> attach(target, login));
        return target;
    }

    /// Gives all that one identity has to another and switches the first off.
    ///
    /// @throws dev.gatehouse.model.service.ServiceException ResourceConflictException when both have a login of
    ///     one
    ///     provider, the developer's own excepted
    void merge(String from, String to) {
        List<IdentityLoginRecord> moving = tx.identities().logins(pool.id(), from);
        List<IdentityLoginRecord> present = tx.identities().logins(pool.id(), to);
        for (IdentityLoginRecord login : moving) {
            requireFree(login.provider(), present);
        }
        requireRoom(moving.size() + present.size());
        tx.identities().move(pool.id(), from, to);
        tx.identities().disable(pool.id(), from, now);
        tx.identities().named(pool.id(), to, now);
        belongings.merged(tx, pool.id(), from, to);
    }

    private void attach(String identity, Login login) {
        if (tx.identities().owner(pool.id(), login.provider(), login.subject()).isPresent()) {
            return;
        }
        List<IdentityLoginRecord> present = tx.identities().logins(pool.id(), identity);
        requireFree(login.provider(), present);
        requireRoom(present.size() + 1);
        tx.identities().link(pool.id(), new IdentityLoginRecord(login.provider(), login.subject(), identity), now);
        tx.identities().named(pool.id(), identity, now);
    }

    private void requireFree(String provider, List<IdentityLoginRecord> present) {
        boolean taken = present.stream().anyMatch(login -> login.provider().equals(provider));
        if (taken && !pool.isDeveloperProvider(provider)) {
            throw Refusals.loginInUse();
        }
    }

    private static void requireRoom(int logins) {
        if (logins > MOST_LOGINS) {
            throw Refusals.invalid("An identity can have at most " + MOST_LOGINS + " logins");
        }
    }
}
