package dev.gatehouse.server.access;

import dev.gatehouse.model.service.Caller;
import dev.gatehouse.server.seal.Purpose;
import dev.gatehouse.server.seal.Sealer;
import dev.gatehouse.server.seal.Secret;
import dev.gatehouse.server.store.AccessKeyRecord;
import dev.gatehouse.server.store.IamEntity;
import dev.gatehouse.server.store.Store;
import dev.gatehouse.server.store.VersionedCache;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/// Whose an access key is: the account's own, a user's, or temporary. A key switched off or a role deleted on
/// another node ends within two seconds. Safe for many threads.
public final class KeyRing {
    private static final int MOST_KEYS = 10_000;
    private static final Duration FRESH = Duration.ofMillis(1_500);

    private final RootKey root;
    private final Permissions permissions;
    private final SessionTokens tokens;
    private final Sealer sealer;
    private final InstantSource clock;
    private final VersionedCache<String, AccessKeyRecord> keys;

    KeyRing(
            RootKey root,
            Permissions permissions,
            SessionTokens tokens,
            Store store,
            Sealer sealer,
            InstantSource clock) {
        this.root = root;
        this.permissions = permissions;
        this.tokens = tokens;
        this.sealer = sealer;
        this.clock = clock;
        this.keys = new VersionedCache<>(
                MOST_KEYS,
                FRESH,
                clock,
                new VersionedCache.Source<>(
                        id -> store.read(tx -> tx.accessKeys().find(id)),
                        id -> store.read(tx -> tx.accessKeys().version(id)),
                        AccessKeyRecord::version));
    }

    /// The account's own key. The printed form hides the secret.
    public record RootKey(String account, String accessKeyId, Secret secretAccessKey) {
        @Override
        public String toString() {
            return "RootKey[" + accessKeyId + "]";
        }
    }

    /// What is known of a key.
    public sealed interface Found {
        /// A key in force. The printed form hides the secret.
        record Good(Secret secretAccessKey, Caller.Known caller) implements Found {
            @Override
            public String toString() {
                return "Good[" + caller.arn() + "]";
            }
        }

        /// Nobody's key, a token that is not the key's, or the session of someone who was deleted.
        record Unknown() implements Found {}

        /// A session that is over.
        record Expired() implements Found {}
    }

    /// Looks a key up.
    ///
    /// @param sessionToken sent with it, if any: temporary credentials have one, long-lived keys have none
    public Found find(String accessKeyId, Optional<String> sessionToken) {
        if (sessionToken.isPresent()) {
            return tokens.open(accessKeyId, sessionToken.get())
                    .map(this::temporary)
                    .orElseGet(Found.Unknown::new);
        }
        if (accessKeyId.equals(root.accessKeyId())) {
            return new Found.Good(root.secretAccessKey(), new Caller.Root(root.account(), accessKeyId));
        }
        return keys.get(accessKeyId)
                .filter(AccessKeyRecord::active)
                .<Found>flatMap(this::ofUser)
                .orElseGet(Found.Unknown::new);
    }

    private Optional<Found> ofUser(AccessKeyRecord key) {
        return permissions
                .entity(key.userId())
                .map(user -> new Found.Good(
                        sealer.openSecret(Purpose.ACCESS_KEY, key.sealed().toArray(), key.id()), user(user, key.id())));
    }

    private Caller.User user(IamEntity user, String accessKeyId) {
        return new Caller.User(root.account(), accessKeyId, user.id(), user.path(), user.name(), Optional.empty());
    }

    private Found temporary(SessionTokens.Held held) {
        if (!clock.instant().isBefore(held.expires())) {
            return new Found.Expired();
        }
        return today(held.caller())
                .<Found>map(caller -> new Found.Good(held.secretAccessKey(), caller))
                .orElseGet(Found.Unknown::new);
    }

    /// The caller as they are now: a user may have another name since. Empty when who stands behind is gone.
    private Optional<Caller.Known> today(Caller.Known caller) {
        return switch (caller) {
            case Caller.Root root -> Optional.of(root);
            case Caller.User user ->
                permissions
                        .entity(user.id())
                        .map(now -> new Caller.User(
                                user.account(),
                                user.accessKeyId(),
                                user.id(),
                                now.path(),
                                now.name(),
                                user.temporary()));
            case Caller.Role role -> permissions.entity(role.roleId()).map(now -> role);
            case Caller.Federated federated ->
                federated.user().equals(federated.account())
                        ? Optional.of(federated)
                        : permissions.entity(federated.user()).map(now -> federated);
        };
    }
}
