package dev.gatehouse.server.users;

import dev.gatehouse.model.cognitoidp.NotAuthorizedException;
import dev.gatehouse.model.cognitoidp.UserStatusType;
import dev.gatehouse.server.pools.Client;
import dev.gatehouse.server.pools.Pool;
import dev.gatehouse.server.pools.Schema;
import dev.gatehouse.server.store.Tx;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The answer to NEW_PASSWORD_REQUIRED: a user with a temporary password sets one of their own, and gives the
/// required attributes they lack.
public final class OwnPasswords {
    private final Users users;
    private final Passwords passwords;
    private final InstantSource clock;

    /// @param users where the user is written
    /// @param passwords checks and computes the password
    public OwnPasswords(Users users, Passwords passwords, InstantSource clock) {
        this.users = users;
        this.passwords = passwords;
        this.clock = clock;
    }

    /// A checked change, ready to be written.
    public static final class Prepared {
        private final User user;
        private final Passwords.Kept kept;
        private final Map<String, String> attributes;
        private final Instant at;

        private Prepared(User user, Passwords.Kept kept, Map<String, String> attributes, Instant at) {
            this.user = user;
            this.kept = kept;
            this.attributes = attributes;
            this.at = at;
        }

        /// When the new password counts as set.
        public Instant at() {
            return at;
        }
    }

    /// Checks password and attributes and computes what is kept of the password. Slow; not to be called inside
    /// a write.
    ///
    /// @param given attributes by their full names
    /// @throws dev.gatehouse.model.service.ServiceException InvalidPasswordException,
    ///     PasswordHistoryPolicyViolationException, InvalidParameterException for attributes that do not
    ///     conform, NotAuthorizedException for attributes the client may not write or that are required and set
    ///     already
    public Prepared prepare(Pool pool, Client client, User user, String password, Map<String, String> given) {
        Attributes.refuseReserved(given.keySet());
        given.forEach((name, value) -> requireWritable(pool, client, user, name, value));
        Map<String, String> replaced = new LinkedHashMap<>(given);
        replaced.keySet().retainAll(user.attributes().keySet());
        pool.schema().check(replaced, Schema.Mode.UPDATE);
        pool.schema().check(Attributes.changed(user.attributes(), given), Schema.Mode.CREATE);
        passwords.checkNext(pool, user, password);
        return new Prepared(
                user, passwords.make(user.record(), password), Map.copyOf(given), Instant.ofEpochMilli(clock.millis()));
    }

    /// The user as the attributes given along would leave them, nothing checked and nothing written.
    public static User preview(User user, Map<String, String> given, Instant now) {
        return user.with(Attributes.changed(user.attributes(), given), now);
    }

    /// Writes the change inside a write of the caller: the user is CONFIRMED.
    ///
    /// @return the user as written; empty when the temporary password was used or replaced meanwhile
    public Optional<User> write(Tx tx, Pool pool, Prepared change) {
        User current = users.current(tx, pool, change.user.sub());
        boolean same = current.status() == UserStatusType.FORCE_CHANGE_PASSWORD
                && current.passwordSetAt().equals(change.user.passwordSetAt());
        if (!same) {
            return Optional.empty();
        }
        Instant now = change.at;
        User renewed = new User(passwords.with(pool, current.record(), change.kept, now))
                .with(Attributes.changed(current.attributes(), change.attributes), now)
                .with(UserStatusType.CONFIRMED, now);
        return Optional.of(users.put(tx, pool, renewed));
    }

    private static void requireWritable(Pool pool, Client client, User user, String name, String value) {
        if (!client.mayWrite(name)) {
            throw Refusals.mayNotWrite();
        }
        boolean changesRequired = pool.schema().required().contains(name)
                && user.attributes().containsKey(name)
                && !value.equals(user.attributes().get(name));
        if (changesRequired) {
            throw new NotAuthorizedException("Cannot modify an already provided " + name);
        }
    }
}
