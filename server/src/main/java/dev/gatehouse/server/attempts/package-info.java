/// Sign-in attempts: what is remembered between the calls of one sign-in, without remembering anything.
///
/// The state travels to the client and back, sealed, with an expiry and bound to pool and client; any node can answer
/// the next
/// call. Sealing is not single use, so every attempt has an id: the session row written at the end carries it as a
/// unique
/// column, and a step that goes on is spent through {@link dev.gatehouse.server.attempts.Attempts#spend}.
///
/// Uses: store seal
@NullMarked
package dev.gatehouse.server.attempts;

import org.jspecify.annotations.NullMarked;
