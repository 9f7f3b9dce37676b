package dev.gatehouse.server.attempts;

import dev.gatehouse.server.store.Bytes;

/// What came out of a state that a client handed back.
public sealed interface Opened {

    /// It is ours, for this client, and in time.
    ///
    /// @param attempt the attempt it belongs to
    /// @param state what was put in
    record Good(Attempt attempt, Bytes state) implements Opened {}

    /// It is ours, but its time is over.
    record Late() implements Opened {}

    /// It is not ours, or was made for another pool or client, or for another envelope.
    record Foreign() implements Opened {}
}
