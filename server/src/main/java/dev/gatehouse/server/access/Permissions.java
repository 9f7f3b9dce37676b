package dev.gatehouse.server.access;

import dev.gatehouse.pure.policy.NamedPolicy;
import dev.gatehouse.pure.policy.Parsed;
import dev.gatehouse.pure.policy.Policy;
import dev.gatehouse.pure.policy.PolicyKind;
import dev.gatehouse.server.iam.ManagedByAws;
import dev.gatehouse.server.store.IamEntities;
import dev.gatehouse.server.store.IamEntity;
import dev.gatehouse.server.store.IamPolicyRecord;
import dev.gatehouse.server.store.Store;
import dev.gatehouse.server.store.Tx;
import dev.gatehouse.server.store.VersionedCache;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// What users and roles may do: their policies compiled, by unique id. A change made on another node shows
/// within two seconds. Safe for many threads.
final class Permissions {
    private static final int MOST_ENTITIES = 10_000;
    private static final int MOST_POLICIES = 5_000;
    private static final int MOST_TEXTS = 2_000;
    private static final Duration FRESH = Duration.ofMillis(1_500);

    private final VersionedCache<String, Owner> owners;
    private final VersionedCache<String, Kept> policies;
    private final ConcurrentHashMap<String, Policy> texts = new ConcurrentHashMap<>();
    private final ManagedByAws managed;
    private final Store store;

    Permissions(Store store, ManagedByAws managed, InstantSource clock) {
        this.managed = managed;
        this.store = store;
        this.owners = new VersionedCache<>(
                MOST_ENTITIES,
                FRESH,
                clock,
                new VersionedCache.Source<>(
                        id -> store.read(tx -> owner(tx, id)),
                        id -> store.read(tx -> tx.iamEntities().version(id)),
                        owner -> owner.entity().version()));
        this.policies = new VersionedCache<>(
                MOST_POLICIES,
                FRESH,
                clock,
                new VersionedCache.Source<>(
                        arn -> store.read(tx -> kept(tx, arn)),
                        arn -> store.read(tx -> tx.iamPolicies().version(arn)),
                        Kept::version));
    }

    /// A user, role or group with what hangs on it.
    ///
    /// @param inline its inline policies
    /// @param attached the ARNs of its managed policies
    /// @param groups the unique ids of a user's groups
    private record Owner(IamEntity entity, List<NamedPolicy> inline, List<String> attached, List<String> groups) {}

    /// The version in force of a managed policy.
    private record Kept(NamedPolicy policy, long version) {}

    /// What one user or role may do.
    ///
    /// @param entity as stored
    /// @param identity its own policies and those of its groups
    /// @param boundary its permissions boundary
    record Granted(IamEntity entity, List<NamedPolicy> identity, Optional<NamedPolicy> boundary) {}

    /// What the owner of a unique id may do.
    ///
    /// @return empty when there is no such user or role any more
    Optional<Granted> of(String id) {
        return owners.get(id).map(this::granted);
    }

    /// The user or role of a unique id.
    Optional<IamEntity> entity(String id) {
        return owners.get(id).map(Owner::entity);
    }

    /// The managed policies of these ARNs; one that does not exist grants nothing.
    List<NamedPolicy> managed(List<String> arns) {
        List<NamedPolicy> found = new ArrayList<>();
        for (String arn : arns) {
            managed(arn).ifPresent(found::add);
        }
        return found;
    }

    /// A managed policy that limits: as a boundary, or in a session. One that does not exist, or was deleted
    /// since, leaves nothing.
    NamedPolicy limit(String arn) {
        return managed(arn).orElseGet(() -> new NamedPolicy(arn, compiled(PolicyKind.BOUNDARY, NOTHING)));
    }

    /// The user, group or role of a name as stored now.
    Optional<IamEntity> named(IamEntity.Kind kind, String name) {
        return store.read(tx -> tx.iamEntities().find(kind, name));
    }

    /// A document that was checked before, compiled once.
    Policy compiled(PolicyKind kind, String document) {
        if (texts.size() > MOST_TEXTS) {
            texts.clear();
        }
        return texts.computeIfAbsent(kind + document, key -> parse(kind, document));
    }

    private Granted granted(Owner owner) {
        List<NamedPolicy> identity = new ArrayList<>(owner.inline());
        identity.addAll(managed(owner.attached()));
        for (String group : owner.groups()) {
            owners.get(group).ifPresent(found -> {
                identity.addAll(found.inline());
                identity.addAll(managed(found.attached()));
            });
        }
        Optional<NamedPolicy> boundary =
                Optional.ofNullable(owner.entity().boundary()).map(this::limit);
        return new Granted(owner.entity(), identity, boundary);
    }

    /// A boundary or session policy whose policy is gone.
    private static final String NOTHING =
            "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"*\"}}";

    private Optional<NamedPolicy> managed(String arn) {
        return managed.document(arn)
                .map(document -> new NamedPolicy(arn, compiled(PolicyKind.IDENTITY, document)))
                .or(() -> policies.get(arn).map(Kept::policy));
    }

    private static Optional<Owner> owner(Tx tx, String id) {
        return tx.iamEntities().byId(id).map(entity -> {
            List<NamedPolicy> inline = new ArrayList<>();
            for (IamEntities.Inline policy : tx.iamEntities().inlines(id)) {
                inline.add(new NamedPolicy(policy.name(), parse(PolicyKind.IDENTITY, policy.document())));
            }
            List<String> groups = entity.kind() == IamEntity.Kind.USER
                    ? tx.iamEntities().groupsOf(id).stream().map(IamEntity::id).toList()
                    : List.of();
            return new Owner(entity, inline, tx.iamEntities().attachments(id), groups);
        });
    }

    private static Optional<Kept> kept(Tx tx, String arn) {
        Optional<IamPolicyRecord> policy = tx.iamPolicies().find(arn);
        return policy.flatMap(found -> tx.iamPolicies()
                .version(arn, found.defaultVersion())
                .map(version -> new Kept(
                        new NamedPolicy(arn, parse(PolicyKind.IDENTITY, version.document())), found.version())));
    }

    private static Policy parse(PolicyKind kind, String document) {
        return switch (Policy.parse(kind, document)) {
            case Parsed.Good(Policy policy) -> policy;
            case Parsed.Bad bad -> throw new IllegalStateException("a stored policy is none: " + bad.message());
        };
    }
}
