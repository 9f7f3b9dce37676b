package dev.gatehouse.server.users;

import dev.gatehouse.pure.id.PoolId;
import dev.gatehouse.pure.id.Sub;
import dev.gatehouse.server.pools.Pool;
import dev.gatehouse.server.store.NewUser;
import dev.gatehouse.server.store.SignInName;
import dev.gatehouse.server.store.Store;
import dev.gatehouse.server.store.Tx;
import dev.gatehouse.server.store.UserRecord;
import dev.gatehouse.server.store.UserWrite;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The users of a pool: found by the names they sign in with, changed by compare-and-set.
public final class Users {
    private static final int LONGEST_SUB = 64;

    private final Store store;

    /// @param store where users are kept
    public Users(Store store) {
        this.store = store;
    }

    /// The user who signs in with that name: the user name, a verified alias, the preferred user name, or in
    /// pools with username attributes an address or the sub.
    public Optional<User> find(Pool pool, String signInName) {
        return store.read(tx -> tx.users().findByName(pool.id(), Names.fold(pool, signInName)))
                .map(User::new);
    }

    /// The user an administrator means: as {@link #find}, and by sub where the user name is not an alias.
    ///
    /// @throws dev.gatehouse.model.service.ServiceException UserNotFoundException
    public User require(Pool pool, String name) {
        Optional<User> found = find(pool, name);
        if (found.isEmpty() && Names.acceptsSub(pool)) {
            found = asSub(name).flatMap(sub -> bySub(pool.id(), sub));
        }
        return found.orElseThrow(Refusals::noSuchUser);
    }

    /// The user of that sub.
    public Optional<User> bySub(PoolId pool, Sub sub) {
        return store.read(tx -> tx.users().find(pool, sub)).map(User::new);
    }

    /// Changes a user. The change may run several times; it sees the newest state each time.
    ///
    /// @return the user as written
    /// @throws dev.gatehouse.model.service.ServiceException UserNotFoundException when the user is gone;
    ///     AliasExistsException when the change gives them a sign-in name of someone else; what the change
    ///     throws
    public User update(Pool pool, Sub sub, UnaryOperator<User> change) {
        return store.write(tx -> update(tx, pool, sub, change));
    }

    /// Changes a user inside a write of the caller, as {@link #update(Pool, Sub, UnaryOperator)}.
    public User update(Tx tx, Pool pool, Sub sub, UnaryOperator<User> change) {
        return put(tx, pool, change.apply(current(tx, pool, sub)));
    }

    /// The user as they stand inside a read or write.
    User current(Tx tx, Pool pool, Sub sub) {
        return new User(tx.users().find(pool.id(), sub).orElseThrow(Refusals::noSuchUser));
    }

    /// Writes a user read in the same write, with the names that follow from the change.
    ///
    /// @throws dev.gatehouse.model.service.ServiceException AliasExistsException
    User put(Tx tx, Pool pool, User changed) {
        return switch (write(tx, pool, changed)) {
            case UserWrite.Written(UserRecord user) -> new User(user);
            case UserWrite.NameTaken taken ->
                throw Refusals.aliasTaken(taken.name().kind().text());
            case UserWrite.Stale() -> throw stale();
        };
    }

    /// As {@link #put}, but takes an address that is another's alias away from them, and marks it unverified
    /// there (ForceAliasCreation). User names and preferred user names are not taken away.
    ///
    /// @throws dev.gatehouse.model.service.ServiceException AliasExistsException
    User putTakingAliases(Tx tx, Pool pool, User changed, Instant now) {
        for (int i = 0; i < Attributes.ADDRESSES.size(); i++) {
            switch (write(tx, pool, changed)) {
                case UserWrite.Written(UserRecord user) -> {
                    return new User(user);
                }
                case UserWrite.NameTaken taken when takeAlias(tx, pool, taken, now) -> {}
                case UserWrite.NameTaken taken ->
                    throw Refusals.aliasTaken(taken.name().kind().text());
                case UserWrite.Stale() -> throw stale();
            }
        }
        return put(tx, pool, changed);
    }

    /// Writes a new user. Where administrators may name a user by sub, nobody can take another's sub as user name:
    /// what
    /// is meant for that user would happen to the one so named.
    static UserWrite insert(Tx tx, Pool pool, NewUser added) {
        String username = added.user().username();
        Optional<UserRecord> other = Names.acceptsSub(pool)
                ? asSub(Names.fold(pool, username)).flatMap(sub -> tx.users().find(pool.id(), sub))
                : Optional.empty();
        return other.<UserWrite>map(
                        user -> new UserWrite.NameTaken(new SignInName(SignInName.Kind.USERNAME, username), user.sub()))
                .orElseGet(() -> tx.users().insert(added));
    }

    /// Takes an alias away from its owner.
    ///
    /// @return false when the name is not an address, or its owner has it as another kind of name
    boolean takeAlias(Tx tx, Pool pool, UserWrite.NameTaken taken, Instant now) {
        String address = taken.name().kind().text();
        boolean isAlias = Attributes.ADDRESSES.contains(address)
                && pool.aliasAttributes().contains(address)
                && tx.users()
                        .nameOwner(pool.id(), taken.name().key())
                        .filter(owner -> owner.kind() == taken.name().kind())
                        .isPresent();
        if (isAlias) {
            User owner = current(tx, pool, taken.by());
            put(tx, pool, owner.with(Attributes.unverified(owner.attributes(), address), now));
        }
        return isAlias;
    }

    private static UserWrite write(Tx tx, Pool pool, User changed) {
        UserRecord record = changed.record();
        return tx.users().update(record, Names.keys(pool, record.username(), record.attributes()));
    }

    /// Writes run as if alone: a user read in one cannot change before it ends.
    private static IllegalStateException stale() {
        return new IllegalStateException("a user was not read in the write that changes them");
    }

    private static Optional<Sub> asSub(String name) {
        return name.length() <= LONGEST_SUB ? Optional.of(new Sub(name)) : Optional.empty();
    }
}
