/// The front door: HTTP in, operations and pages called, HTTP out.
///
/// {@link dev.gatehouse.server.wire.HttpServer} listens (the only place that knows Jetty, with `JettyDoor`,
/// `Deadlines` and `BodyReader`) and hands whole requests, each with its `Origin`, to {@link
/// dev.gatehouse.server.wire.Front}: the `Router` says what is meant, `Callers` who asks, the {@link
/// dev.gatehouse.server.wire.Authorizer} whether they may, the model's bindings decode and encode, and a room's handler
/// does the work. {@link dev.gatehouse.server.wire.CommonErrors} holds every refusal made here.
///
/// Uses: nothing
@NullMarked
package dev.gatehouse.server.wire;

import org.jspecify.annotations.NullMarked;
