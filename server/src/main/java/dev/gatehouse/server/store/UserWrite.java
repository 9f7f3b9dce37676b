package dev.gatehouse.server.store;

import dev.gatehouse.pure.id.Sub;

/// How the insert or update of a user ended. Anything but `Written` has changed nothing.
public sealed interface UserWrite {
    /// Written as asked.
    ///
    /// @param user the record as it now stands, with its new version
    record Written(UserRecord user) implements UserWrite {}

    /// Another user of the pool has one of the names. To move the name, update that user first (without it), in the
    /// same
    /// transaction.
    ///
    /// @param name the name asked for
    /// @param by who has it
    record NameTaken(SignInName name, Sub by) implements UserWrite {}

    /// The record was changed or deleted since it was read: read it again and decide again.
    record Stale() implements UserWrite {}
}
