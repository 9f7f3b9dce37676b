package dev.gatehouse.server.iam;

import dev.gatehouse.model.iam.PolicySourceType;
import dev.gatehouse.server.store.IamEntities;
import dev.gatehouse.server.store.IamEntity;
import dev.gatehouse.server.store.IamPolicyRecord;
import dev.gatehouse.server.store.Tx;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The policies that a user, group or role has: inline and attached ones, and those of a user's groups.
final class HeldPolicies {
    private final ManagedByAws managed;

    HeldPolicies(ManagedByAws managed) {
        this.managed = managed;
    }

    /// A policy and where it comes from.
    ///
    /// @param name of an inline or managed policy
    record Held(String name, PolicySourceType source, String document) {}

    List<Held> of(Tx tx, IamEntity entity) {
        List<Held> held = new ArrayList<>(own(tx, entity));
        if (entity.kind() == IamEntity.Kind.USER) {
            tx.iamEntities().groupsOf(entity.id()).forEach(group -> held.addAll(own(tx, group)));
        }
        return held;
    }

    /// The permissions boundary, when there is one.
    Optional<Held> boundary(Tx tx, IamEntity entity) {
        return Optional.ofNullable(entity.boundary()).flatMap(arn -> attached(tx, arn));
    }

    private List<Held> own(Tx tx, IamEntity entity) {
        List<Held> held = new ArrayList<>();
        for (IamEntities.Inline inline : tx.iamEntities().inlines(entity.id())) {
            held.add(new Held(inline.name(), source(entity.kind()), inline.document()));
        }
        for (String arn : tx.iamEntities().attachments(entity.id())) {
            attached(tx, arn).ifPresent(held::add);
        }
        return held;
    }

    private Optional<Held> attached(Tx tx, String arn) {
        String name = arn.substring(arn.lastIndexOf('/') + 1);
        return managed.document(arn)
                .map(document -> new Held(name, PolicySourceType.AWS_MANAGED, document))
                .or(() -> inForce(tx, arn).map(text -> new Held(name, PolicySourceType.USER_MANAGED, text)));
    }

    private static Optional<String> inForce(Tx tx, String arn) {
        return tx.iamPolicies()
                .find(arn)
                .flatMap(policy -> tx.iamPolicies().version(arn, policy.defaultVersion()))
                .map(IamPolicyRecord.Version::document);
    }

    private static PolicySourceType source(IamEntity.Kind kind) {
        return switch (kind) {
            case USER -> PolicySourceType.USER;
            case GROUP -> PolicySourceType.GROUP;
            case ROLE -> PolicySourceType.ROLE;
        };
    }
}
