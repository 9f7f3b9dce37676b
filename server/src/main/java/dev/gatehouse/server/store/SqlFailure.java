package dev.gatehouse.server.store;

import java.sql.SQLException;

/// A statement failed. Never leaves the room: the engine makes a retry, {@link StoreUnavailable} or a bug of it.
final class SqlFailure extends RuntimeException {
    private final SQLException failure;

    SqlFailure(SQLException failure) {
        super(failure);
        this.failure = failure;
    }

    SQLException failure() {
        return failure;
    }
}
