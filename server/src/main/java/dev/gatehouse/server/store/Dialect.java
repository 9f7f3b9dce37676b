package dev.gatehouse.server.store;

import java.sql.SQLException;
import java.util.Set;

/// What differs between the engines; everything else is written once.
enum Dialect {
    /// The embedded engine.
    SQLITE,
    /// The server engine.
    POSTGRES;

    private static final Set<String> RETRY = Set.of("40001", "40P01", "23505");
    private static final Set<String> UNAVAILABLE_CLASSES = Set.of("08", "53", "57", "58", "XX");

    /// SQLite primary result codes: PERM BUSY LOCKED NOMEM READONLY IOERR CORRUPT FULL CANTOPEN PROTOCOL NOTADB.
    private static final Set<Integer> SQLITE_UNAVAILABLE = Set.of(3, 5, 6, 7, 8, 10, 11, 13, 14, 15, 26);

    /// The name operators read.
    String text() {
        return this == SQLITE ? "sqlite" : "postgresql";
    }

    /// Fills the placeholders of a migration. PostgreSQL compares text by bytes, as SQLite does, so that pages,
    /// prefixes and
    /// uniqueness are the same on both.
    String fill(String sql) {
        return switch (this) {
            case SQLITE ->
                sql.replace("${blob}", "BLOB").replace("${text}", "TEXT").replace("${clustered}", "WITHOUT ROWID");
            case POSTGRES ->
                sql.replace("${blob}", "BYTEA")
                        .replace("${text}", "TEXT COLLATE \"C\"")
                        .replace("${clustered}", "");
        };
    }

    /// Whether running the closure again may succeed: a serialization failure, a deadlock, or a unique key taken by a
    /// transaction that was not yet visible (PostgreSQL manual 13.5).
    boolean retryable(SQLException failure) {
        return this == POSTGRES && failure.getSQLState() != null && RETRY.contains(failure.getSQLState());
    }

    /// Whether the database is to blame rather than the statement.
    boolean unavailable(SQLException failure) {
        if (this == SQLITE) {
            return SQLITE_UNAVAILABLE.contains(failure.getErrorCode() & 0xff);
        }
        String state = failure.getSQLState();
        return state == null || UNAVAILABLE_CLASSES.contains(state.substring(0, 2)) || state.equals("25006");
    }

    /// The exception a caller gets for a failure that no retry cured.
    RuntimeException translate(SQLException failure) {
        return unavailable(failure) || retryable(failure)
                ? new StoreUnavailable(failure)
                : new IllegalStateException("a statement of the store failed", failure);
    }
}
