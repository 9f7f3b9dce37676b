/// Lambda triggers: the places in a user's life where a pool's own function has its say.
///
/// Rooms call {@link dev.gatehouse.server.triggers.Triggers#reached} where a trigger stands in the order of events.
/// Functions
/// cannot be invoked yet, so a configured trigger refuses the call: a function that should have decided is never
/// skipped.
///
/// Uses: nothing
@NullMarked
package dev.gatehouse.server.triggers;

import org.jspecify.annotations.NullMarked;
