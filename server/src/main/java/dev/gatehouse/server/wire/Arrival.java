package dev.gatehouse.server.wire;

import dev.gatehouse.model.protocol.WireRequest;
import java.time.Instant;

/// A whole request with the facts of its connection.
///
/// @param http the request
/// @param requestId the id its answer carries
/// @param origin where it comes from
/// @param at when its head was complete
record Arrival(WireRequest http, String requestId, Origin origin, Instant at) {

    String remoteAddress() {
        return origin.address();
    }

    boolean secure() {
        return origin.secure();
    }
}
