package dev.gatehouse.server.wire;

import dev.gatehouse.model.service.Caller;
import dev.gatehouse.model.service.Operation;
import java.util.Optional;

/// Proves who sent a request.
@FunctionalInterface
interface Callers {

    /// A proven caller.
    ///
    /// @param caller who it is
    /// @param region the region its signature names, if there is one
    record Proven(Caller caller, Optional<String> region) {}

    /// Proves the caller of an operation.
    ///
    /// @throws dev.gatehouse.model.service.ServiceException when the operation must be signed and is not, or not
    ///     rightly
    Proven prove(Arrival arrival, Operation<?, ?> operation);
}
