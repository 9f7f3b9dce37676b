package dev.gatehouse.server.iam;

import dev.gatehouse.model.service.Call;
import dev.gatehouse.model.service.Caller;
import dev.gatehouse.server.store.IamEntity;
import java.util.Optional;

/// Whom an operation without a user name is about: the user who asks.
final class Askers {
    private final Room room;

    Askers(Room room) {
        this.room = room;
    }

    /// The IAM user who asks; empty for the account's own key.
    ///
    /// @throws dev.gatehouse.model.service.ServiceException ValidationError when whoever asks is not a user,
    ///     NoSuchEntityException when the user was deleted
    Optional<IamEntity> user(Call call) {
        return switch (call.caller()) {
            case Caller.Root _ -> Optional.empty();
            case Caller.User user -> Optional.of(byId(user.id()));
            case Caller.Role _, Caller.Federated _ -> throw Refusals.notAUser();
            case Caller.Anonymous _ -> throw new IllegalStateException("IAM's operations are signed");
        };
    }

    private IamEntity byId(String id) {
        return room.store()
                .read(tx -> tx.iamEntities().byId(id))
                .orElseThrow(() -> Refusals.noEntity(IamEntity.Kind.USER, id));
    }
}
