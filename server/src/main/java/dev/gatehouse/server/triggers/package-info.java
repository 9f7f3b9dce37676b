/// Lambda triggers: the places in a user's life where a pool's own function has its say.
///
/// Rooms call {@link dev.gatehouse.server.triggers.Triggers#reached} where a trigger stands in the order of events.
/// Functions
/// cannot be invoked yet, so a configured trigger refuses the call: a function that should have decided is never
/// skipped.
///
/// The functions of a custom sign-in have their typed form: each trigger is a class with the records of its request
/// and
/// response, {@link dev.gatehouse.server.triggers.Functions} has one method per trigger, and
/// {@link dev.gatehouse.server.triggers.CustomAuth} is what sign-in asks. Other triggers follow in the same shape.
///
/// Uses: nothing
@NullMarked
package dev.gatehouse.server.triggers;

import org.jspecify.annotations.NullMarked;
