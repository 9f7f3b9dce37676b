package dev.gatehouse.server.wire;

import dev.gatehouse.model.protocol.Binding;
import dev.gatehouse.model.service.Operation;
import dev.gatehouse.model.service.Service;
import java.util.Optional;

/// The model, as the front door asks it: which operation a request names, and how its protocol reads and writes.
public interface Catalogue {

    /// The operation of an `X-Amz-Target` header.
    Optional<Operation<?, ?>> byTarget(String target);

    /// The operation of an AWS Query request.
    ///
    /// @param action the `Action` parameter
    /// @param version the `Version` parameter; empty when there is none
    Optional<Operation<?, ?>> byAction(String action, String version);

    /// The operation of a REST request.
    ///
    /// @param method the HTTP method
    /// @param path the path as sent
    Optional<Operation<?, ?>> byPath(String method, String path);

    /// How a protocol reads and writes.
    Binding binding(Service.Protocol protocol);
}
