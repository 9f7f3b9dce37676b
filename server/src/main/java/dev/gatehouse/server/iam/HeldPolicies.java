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

    /// A policy and what it is to those who have it.
    ///
    /// @param name of a managed policy; of an inline one with whose it is, `user_ann_read`
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
        return Optional.ofNullable(entity.boundary())
                .flatMap(arn -> managed(tx, arn, PolicySourceType.PERMISSIONS_BOUNDARY_POLICY));
    }

    private List<Held> own(Tx tx, IamEntity entity) {
        List<Held> held = new ArrayList<>();
        for (IamEntities.Inline inline : tx.iamEntities().inlines(entity.id())) {
            String name = Refusals.word(entity.kind()) + "_" + entity.name() + "_" + inline.name();
            held.add(new Held(name, PolicySourceType.IAM_POLICY, inline.document()));
        }
        for (String arn : tx.iamEntities().attachments(entity.id())) {
            managed(tx, arn, PolicySourceType.IAM_POLICY).ifPresent(held::add);
        }
        return held;
    }

    private Optional<Held> managed(Tx tx, String arn, PolicySourceType source) {
        String name = arn.substring(arn.lastIndexOf('/') + 1);
        return managed.document(arn).or(() -> inForce(tx, arn)).map(document -> new Held(name, source, document));
    }

    private static Optional<String> inForce(Tx tx, String arn) {
        return tx.iamPolicies()
                .find(arn)
                .flatMap(policy -> tx.iamPolicies().version(arn, policy.defaultVersion()))
                .map(IamPolicyRecord.Version::document);
    }
}
