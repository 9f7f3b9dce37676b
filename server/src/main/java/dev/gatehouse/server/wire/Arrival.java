package dev.gatehouse.server.wire;

import dev.gatehouse.model.protocol.WireRequest;
import java.time.Instant;

/// A whole request with the facts of its connection.
///
/// @param http the request
/// @param requestId the id its answer carries
/// @param remoteAddress the client's address as text, without a port
/// @param secure whether it came over TLS
/// @param at when its head was complete
record Arrival(WireRequest http, String requestId, String remoteAddress, boolean secure, Instant at) {}
