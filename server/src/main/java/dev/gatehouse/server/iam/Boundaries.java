package dev.gatehouse.server.iam;

import dev.gatehouse.server.store.IamEntity;
import dev.gatehouse.server.store.IamEntity.Kind;
import dev.gatehouse.server.store.Tx;
import org.jspecify.annotations.Nullable;

/// Permissions boundaries of users and roles.
final class Boundaries {
    private final Room room;
    private final Entities entities;

    Boundaries(Room room, Entities entities) {
        this.room = room;
        this.entities = entities;
    }

    /// An entity with the boundary of a request, if it has one.
    ///
    /// @throws dev.gatehouse.model.service.ServiceException InvalidInputException when there is no such policy
    IamEntity bound(Tx tx, IamEntity entity, @Nullable String arn) {
        if (arn == null) {
            return entity;
        }
        if (room.managed().find(arn).isEmpty() && tx.iamPolicies().find(arn).isEmpty()) {
            throw Refusals.badBoundary(arn);
        }
        return entity.bounded(arn);
    }

    /// @throws dev.gatehouse.model.service.ServiceException NoSuchEntityException, InvalidInputException
    void put(Kind kind, String name, String arn) {
        room.store().write(tx -> tx.iamEntities().update(bound(tx, entities.require(tx, kind, name), arn)));
    }

    /// @throws dev.gatehouse.model.service.ServiceException NoSuchEntityException, also when it has none
    void delete(Kind kind, String name) {
        entities.change(kind, name, entity -> {
            if (entity.boundary() == null) {
                throw Refusals.noBoundary(kind, name);
            }
            return entity.bounded(null);
        });
    }
}
