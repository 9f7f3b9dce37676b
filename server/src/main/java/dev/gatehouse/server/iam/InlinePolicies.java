package dev.gatehouse.server.iam;

import dev.gatehouse.server.store.IamEntities;
import dev.gatehouse.server.store.IamEntity;
import dev.gatehouse.server.store.IamEntity.Kind;
import dev.gatehouse.server.store.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Inline policies of users, groups and roles alike.
final class InlinePolicies {
    private static final int OF_USER = 2048;
    private static final int OF_GROUP = 5120;
    private static final int OF_ROLE = 10_240;

    private final Room room;
    private final Entities entities;

    InlinePolicies(Room room, Entities entities) {
        this.room = room;
        this.entities = entities;
    }

    /// Writes a policy, over one of the same name.
    ///
    /// @throws dev.gatehouse.model.service.ServiceException NoSuchEntityException,
    ///     MalformedPolicyDocumentException, LimitExceededException when all inline policies together are too
    ///     long
    void put(Kind kind, String name, String policyName, String document) {
        room.documents().checkIdentity(document);
        room.store().write(tx -> {
            IamEntity entity = entities.require(tx, kind, name);
            int others = tx.iamEntities().inlines(entity.id()).stream()
                    .filter(inline -> !inline.name().equals(policyName))
                    .mapToInt(inline -> Documents.size(inline.document()))
                    .sum();
            if (others + Documents.size(document) > limit(kind)) {
                throw Refusals.tooLong(limit(kind), kind, entity.name());
            }
            tx.iamEntities().putInline(entity.id(), policyName, document);
            return true;
        });
    }

    /// The policy as answers show it.
    ///
    /// @throws dev.gatehouse.model.service.ServiceException NoSuchEntityException
    Shown get(Kind kind, String name, String policyName) {
        IamEntity entity = entities.require(kind, name);
        return room.store()
                .read(tx -> tx.iamEntities().inline(entity.id(), policyName))
                .map(document -> new Shown(entity.name(), Documents.outward(document)))
                .orElseThrow(() -> Refusals.noInlinePolicy(kind, policyName));
    }

    /// An inline policy in an answer.
    ///
    /// @param entity the name of its user, group or role
    /// @param document percent-encoded
    record Shown(String entity, String document) {}

    /// @throws dev.gatehouse.model.service.ServiceException NoSuchEntityException
    void delete(Kind kind, String name, String policyName) {
        room.store().write(tx -> {
            IamEntity entity = entities.require(tx, kind, name);
            if (!tx.iamEntities().deleteInline(entity.id(), policyName)) {
                throw Refusals.noInlinePolicy(kind, policyName);
            }
            return true;
        });
    }

    /// @throws dev.gatehouse.model.service.ServiceException NoSuchEntityException
    Page<String> names(Kind kind, String name, @Nullable String marker, @Nullable Integer maxItems) {
        IamEntity entity = entities.require(kind, name);
        List<String> names = room.store().read(tx -> tx.iamEntities().inlines(entity.id())).stream()
                .map(IamEntities.Inline::name)
                .toList();
        return Paging.of(names, marker, maxItems);
    }

    private static int limit(Kind kind) {
        return switch (kind) {
            case USER -> OF_USER;
            case GROUP -> OF_GROUP;
            case ROLE -> OF_ROLE;
        };
    }
}
