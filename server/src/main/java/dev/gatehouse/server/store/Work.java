package dev.gatehouse.server.store;

import org.jspecify.annotations.Nullable;

/// What to do inside one read or write of the {@link Store}.
///
/// A closure given to `write` may be run again from the start (serialization failure, lost connection before commit):
/// it must take its inputs from outside, keep its results in what it returns, and do nothing but talk to its `Tx`.
/// On SQLite it runs on the one writer thread: no I/O, no hashing, no waiting inside.
///
/// @param <T> what comes out
@FunctionalInterface
public interface Work<T extends @Nullable Object> {
    /// Runs once, perhaps again.
    T run(Tx tx);
}
