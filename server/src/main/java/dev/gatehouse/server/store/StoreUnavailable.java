package dev.gatehouse.server.store;

/// The database cannot be reached or cannot write now: lost connection, full disk, failover. Not the caller's fault;
/// the
/// same call may succeed later, without a restart. The message carries nothing about the database; the cause is for
/// logs.
///
/// After a write that ends so, the outcome is unknown when the connection was lost during commit.
public final class StoreUnavailable extends RuntimeException {
    StoreUnavailable(Throwable cause) {
        super("the store is not available", cause);
    }

    StoreUnavailable() {
        super("the store is not available");
    }
}
