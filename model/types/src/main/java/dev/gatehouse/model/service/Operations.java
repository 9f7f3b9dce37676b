package dev.gatehouse.model.service;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Tables of operations: a room's front door, and their union, which the wire serves.
public final class Operations {
    private Operations() {}

    /// An empty table to fill with {@link Table#on}.
    public static Table table() {
        return new Table();
    }

    /// One row: the operation and who carries it out.
    ///
    /// @param operation the operation
    /// @param handler who carries it out
    public record Entry<I extends Shape, O extends Shape>(Operation<I, O> operation, Handler<I, O> handler) {}

    /// Operation to handler. An operation missing here is answered with HTTP 501 by the front door.
    public static final class Table {
        private final Map<String, Entry<?, ?>> entries = new LinkedHashMap<>();

        private Table() {}

        /// Adds a row.
        ///
        /// @throws IllegalStateException when the operation already has a handler
        public <I extends Shape, O extends Shape> Table on(Operation<I, O> operation, Handler<I, O> handler) {
            put(new Entry<>(operation, handler));
            return this;
        }

        /// Adds every row of another table.
        ///
        /// @throws IllegalStateException when both tables serve one operation
        public Table with(Table other) {
            other.entries.values().forEach(this::put);
            return this;
        }

        /// The row of an operation, if some room serves it.
        public Optional<Entry<?, ?>> find(Operation<?, ?> operation) {
            return Optional.ofNullable(entries.get(operation.action()));
        }

        private void put(Entry<?, ?> entry) {
            if (entries.putIfAbsent(entry.operation().action(), entry) != null) {
                throw new IllegalStateException(entry.operation().action() + " has two handlers");
            }
        }
    }
}
