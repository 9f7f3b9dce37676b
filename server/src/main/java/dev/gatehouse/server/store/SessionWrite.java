package dev.gatehouse.server.store;

/// How the insert of a session ended.
public sealed interface SessionWrite {
    /// The attempt is spent now and the session stands.
    record Admitted() implements SessionWrite {}

    /// The attempt had led to a session before: a replay. Nothing changed.
    record AttemptSpent() implements SessionWrite {}
}
