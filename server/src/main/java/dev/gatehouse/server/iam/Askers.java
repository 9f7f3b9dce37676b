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
    /// @throws dev.gatehouse.model.service.ServiceException NoSuchEntityException when whoever asks is not a
    ///     user, or
    ///     was deleted
    Optional<IamEntity> user(Call call) {
        return switch (call.caller()) {
            case Caller.Root _ -> Optional.empty();
            case Caller.Anonymous _ -> throw new IllegalStateException("IAM's operations are signed");
        };
    }
}
