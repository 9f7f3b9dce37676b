package dev.gatehouse.server.store;

/// A page cursor that this store did not make. Cursors travel through clients, so this is a client's fault.
public final class InvalidCursor extends RuntimeException {
    InvalidCursor() {
        super("not a cursor", null, false, false);
    }
}
