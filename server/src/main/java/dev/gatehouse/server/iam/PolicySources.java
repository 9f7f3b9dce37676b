package dev.gatehouse.server.iam;

import dev.gatehouse.server.store.IamEntity;
import java.util.Optional;

/// The users, groups and roles that requests name by ARN.
final class PolicySources {
    private final Room room;

    PolicySources(Room room) {
        this.room = room;
    }

    /// @throws dev.gatehouse.model.service.ServiceException NoSuchEntityException, InvalidInputException when
    ///     it is the ARN of something else
    IamEntity require(String arn) {
        EntityArn named = EntityArn.of(arn).orElseThrow(() -> Refusals.badArn(arn));
        return find(named, arn).orElseThrow(() -> Refusals.noEntity(named.kind(), named.name()));
    }

    /// @throws dev.gatehouse.model.service.ServiceException InvalidInputException when it is not a user's
    IamEntity requireUser(String arn) {
        return EntityArn.of(arn)
                .filter(named -> named.kind() == IamEntity.Kind.USER)
                .flatMap(named -> find(named, arn))
                .orElseThrow(() -> Refusals.badArn(arn));
    }

    private Optional<IamEntity> find(EntityArn named, String arn) {
        return room.store()
                .read(tx -> tx.iamEntities().find(named.kind(), named.name()))
                .filter(entity -> room.arns().of(entity).equals(arn));
    }
}
