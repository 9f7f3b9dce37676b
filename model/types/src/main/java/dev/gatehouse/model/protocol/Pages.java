package dev.gatehouse.model.protocol;

import java.util.ArrayList;
import java.util.List;

/// A table of pages: HTTP method and path to who answers. Rooms fill one each; the front door serves their union.
///
/// A path is literal but for segments such as `{poolId}`, which match any one non-empty segment.
/// `HEAD` is answered as `GET`.
public final class Pages {
    private final List<Row> rows = new ArrayList<>();

    private Pages() {}

    /// One row.
    ///
    /// @param method the HTTP method, upper case
    /// @param path the path pattern
    /// @param page who answers
    public record Row(String method, String path, Page page) {}

    /// An empty table to fill with {@link #on}.
    public static Pages table() {
        return new Pages();
    }

    /// Adds a row.
    ///
    /// @throws IllegalStateException when method and path already have a page
    public Pages on(String method, String path, Page page) {
        put(new Row(method, path, page));
        return this;
    }

    /// Adds every row of another table.
    ///
    /// @throws IllegalStateException when both tables serve one method and path
    public Pages with(Pages other) {
        other.rows.forEach(this::put);
        return this;
    }

    /// The rows in the order they were added.
    public List<Row> rows() {
        return List.copyOf(rows);
    }

    private void put(Row row) {
        if (rows.stream().anyMatch(one -> one.method.equals(row.method) && one.path.equals(row.path))) {
            throw new IllegalStateException(row.method + " " + row.path + " has two pages");
        }
        rows.add(row);
    }
}
