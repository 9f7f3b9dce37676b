package dev.gatehouse.server.users;

import dev.gatehouse.model.cognitoidp.UserStatusType;
import dev.gatehouse.pure.id.PoolId;
import dev.gatehouse.pure.id.Sub;
import dev.gatehouse.server.pools.Pool;
import dev.gatehouse.server.store.UserRecord;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A person in a pool, as read from the store.
///
/// @param record the row
public record User(UserRecord record) {

    /// The pool the user is in.
    public PoolId pool() {
        return record.pool();
    }

    /// The lasting id.
    public Sub sub() {
        return record.sub();
    }

    /// The canonical user name; equal to the sub in pools with username attributes.
    public String username() {
        return record.username();
    }

    /// The user name a person knows: the address in pools with username attributes, where the user name is a sub.
    public String shownName(Pool pool) {
        return CodeMail.shownName(pool, username(), attributes());
    }

    /// Where the user stands in their life.
    public UserStatusType status() {
        return UserStatusType.from(record.status()).orElse(UserStatusType.UNKNOWN);
    }

    /// Whether the user may sign in.
    public boolean enabled() {
        return record.enabled();
    }

    /// The attributes by name in the order they were given, without `sub`.
    public Map<String, String> attributes() {
        return record.attributes();
    }

    /// One attribute; empty when the user does not have it.
    public Optional<String> attribute(String name) {
        return name.equals(Attributes.SUB)
                ? Optional.of(sub().value())
                : Optional.ofNullable(attributes().get(name));
    }

    /// Whether an address is the user's, proven.
    ///
    /// @param address `email` or `phone_number`
    public boolean hasVerified(String address) {
        return attribute(address).filter(value -> !value.isEmpty()).isPresent()
                && Attributes.isVerified(attributes(), address);
    }

    /// Whether there is a password to sign in with.
    public boolean hasPassword() {
        return record.passwordHash() != null;
    }

    /// Whether the password is only known as another system's hash, with which SRP cannot work.
    public boolean hasForeignPassword() {
        return record.passwordHash() != null && record.srpVerifier() == null;
    }

    /// When the password was set; the epoch when it never was.
    public Instant passwordSetAt() {
        return Instant.ofEpochMilli(record.passwordSetAt());
    }

    /// Tokens issued before this instant are dead.
    public Instant signedOutAt() {
        return Instant.ofEpochMilli(record.signedOutAt());
    }

    /// The same user in another status.
    public User with(UserStatusType status, Instant now) {
        return new User(record.withStatus(status.value(), now.toEpochMilli()));
    }

    /// The same user with these attributes instead.
    public User with(Map<String, String> attributes, Instant now) {
        return new User(record.withAttributes(attributes, now.toEpochMilli()));
    }

    /// The same user, enabled or disabled.
    public User withEnabled(boolean enabled, Instant now) {
        return new User(record.withEnabled(enabled, now.toEpochMilli()));
    }

    /// The same user, every token issued before that dead.
    User signedOut(Instant now) {
        return new User(record.withSignedOutAt(now.toEpochMilli()));
    }

    /// What the user chose for multi-factor authentication.
    public UserFactors factors() {
        return UserExtras.read(record.extras());
    }

    /// The same user with another choice of factors.
    public User with(UserFactors factors, Instant now) {
        return new User(record.withExtras(UserExtras.write(factors), now.toEpochMilli()));
    }

    /// The same user with an address that has just proven to be theirs.
    public User withVerified(String address, String value, Instant now) {
        Map<String, String> after = new LinkedHashMap<>(attributes());
        after.put(address, value);
        return with(Attributes.verified(after, address), now);
    }

    @Override
    public String toString() {
        return "User[" + sub() + "]";
    }
}
