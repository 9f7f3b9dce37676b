/// From bytes to requests and from answers to bytes, one binding for each protocol of the served services.
///
/// Start at {@link dev.gatehouse.model.protocol.Binding}. Knows no HTTP server: a request comes in as a
/// {@link dev.gatehouse.model.protocol.WireRequest}, an answer goes out as a {@link
/// dev.gatehouse.model.protocol.WireAnswer}.
@NullMarked
package dev.gatehouse.model.protocol;

import org.jspecify.annotations.NullMarked;
