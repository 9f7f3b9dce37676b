package dev.gatehouse.server.wire;

import dev.gatehouse.model.protocol.WireAnswer;
import dev.gatehouse.model.protocol.WireRequest;
import java.io.InputStream;
import java.util.Optional;

/// Answers whole requests. Does not throw: what goes wrong inside is an answer too.
interface Door {
    WireAnswer answer(Arrival arrival);

    /// Who takes the body of a `PUT` as it arrives; empty when it is to be read whole like all others.
    default Optional<Streaming> streaming(WireRequest head) {
        return Optional.empty();
    }

    /// Answers a request whose body it reads itself. Does not throw.
    @FunctionalInterface
    interface Streaming {
        /// Answers one request.
        ///
        /// @param arrival the request, its body left out
        WireAnswer answer(Arrival arrival, InputStream body);
    }
}
