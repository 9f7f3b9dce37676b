package dev.gatehouse.server.store;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// One page of a listing in a fixed order. Rows inserted or deleted between two pages never make another row appear
/// twice or disappear: the cursor names the last key seen, not an offset.
///
/// @param items at most as many as asked for
/// @param next the cursor of the next page; empty at the end
public record Page<T>(List<T> items, Optional<String> next) {
    public Page {
        items = List.copyOf(items);
    }

    /// Cuts a page from one row more than asked for.
    static <T> Page<T> cut(List<T> rows, int limit, Function<T, String> cursor) {
        if (rows.size() <= limit) {
            return new Page<>(rows, Optional.empty());
        }
        var items = rows.subList(0, limit);
        return new Page<>(items, Optional.of(cursor.apply(items.getLast())));
    }
}
