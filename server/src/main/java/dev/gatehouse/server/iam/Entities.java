package dev.gatehouse.server.iam;

import dev.gatehouse.model.iam.AttachedPermissionsBoundary;
import dev.gatehouse.model.iam.PermissionsBoundaryAttachmentType;
import dev.gatehouse.server.store.IamEntity;
import dev.gatehouse.server.store.Tx;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Users, groups and roles as one kind of record: making, finding, changing and deleting them.
final class Entities {
    private static final String ROOT_PATH = "/";

    private final Room room;

    Entities(Room room) {
        this.room = room;
    }

    /// A record for something new.
    IamEntity fresh(
            IamEntity.Kind kind,
            String name,
            @Nullable String path,
            @Nullable String description,
            @Nullable String trust,
            int maxSession,
            Map<String, String> tags) {
        return new IamEntity(
                room.chance().uniqueId(prefix(kind)),
                kind,
                name,
                path == null ? ROOT_PATH : path,
                description,
                trust,
                null,
                maxSession,
                tags,
                room.clock().millis(),
                0);
    }

    /// Writes something new.
    ///
    /// @throws dev.gatehouse.model.service.ServiceException EntityAlreadyExistsException, LimitExceededException
    IamEntity insert(Tx tx, IamEntity entity) {
        if (!tx.iamEntities().insert(entity)) {
            throw Refusals.entityExists(entity.kind(), entity.name());
        }
        room.quotas().requireWithin(tx, entity.kind());
        return entity;
    }

    /// The one of that name.
    ///
    /// @throws dev.gatehouse.model.service.ServiceException NoSuchEntityException
    IamEntity require(Tx tx, IamEntity.Kind kind, String name) {
        return tx.iamEntities().find(kind, name).orElseThrow(() -> Refusals.noEntity(kind, name));
    }

    /// The one of that name, read outside a write.
    ///
    /// @throws dev.gatehouse.model.service.ServiceException NoSuchEntityException
    IamEntity require(IamEntity.Kind kind, String name) {
        return room.store()
                .read(tx -> tx.iamEntities().find(kind, name))
                .orElseThrow(() -> Refusals.noEntity(kind, name));
    }

    /// Changes the one of that name.
    ///
    /// @throws dev.gatehouse.model.service.ServiceException NoSuchEntityException, EntityAlreadyExistsException
    IamEntity change(IamEntity.Kind kind, String name, UnaryOperator<IamEntity> change) {
        return room.store().write(tx -> {
            IamEntity changed = change.apply(require(tx, kind, name));
            if (!tx.iamEntities().update(changed)) {
                throw Refusals.entityExists(kind, changed.name());
            }
            return changed;
        });
    }

    /// Deletes the one of that name, once nothing hangs on it any more.
    ///
    /// @throws dev.gatehouse.model.service.ServiceException NoSuchEntityException, DeleteConflictException
    void delete(IamEntity.Kind kind, String name) {
        room.store().write(tx -> {
            IamEntity entity = require(tx, kind, name);
            if (!tx.iamEntities().attachments(entity.id()).isEmpty()) {
                throw Refusals.inUse("detach all policies");
            }
            if (!tx.iamEntities().inlines(entity.id()).isEmpty()) {
                throw Refusals.inUse("delete policies");
            }
            requireAlone(tx, entity);
            tx.iamEntities().delete(entity.id());
            return true;
        });
    }

    private static void requireAlone(Tx tx, IamEntity entity) {
        switch (entity.kind()) {
            case USER -> {
                if (!tx.accessKeys().ofUser(entity.id()).isEmpty()) {
                    throw Refusals.inUse("delete access keys");
                }
                if (!tx.iamEntities().groupsOf(entity.id()).isEmpty()) {
                    throw Refusals.inUse("remove users from group");
                }
            }
            case GROUP -> {
                if (!tx.iamEntities()
                        .usersOf(entity.id(), Optional.empty(), 1)
                        .items()
                        .isEmpty()) {
                    throw Refusals.inUse("remove users from group");
                }
            }
            case ROLE -> {}
        }
    }

    /// The boundary as answers show it.
    static @Nullable AttachedPermissionsBoundary boundary(IamEntity entity) {
        return entity.boundary() == null
                ? null
                : AttachedPermissionsBoundary.builder()
                        .permissionsBoundaryType(PermissionsBoundaryAttachmentType.POLICY)
                        .permissionsBoundaryArn(entity.boundary())
                        .build();
    }

    private static String prefix(IamEntity.Kind kind) {
        return switch (kind) {
            case USER -> "AIDA";
            case GROUP -> "AGPA";
            case ROLE -> "AROA";
        };
    }
}
