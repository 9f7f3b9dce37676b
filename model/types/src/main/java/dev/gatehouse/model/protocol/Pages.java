package dev.gatehouse.model.protocol;

import java.util.ArrayList;
import java.util.List;

/// A table of pages: HTTP method and path to who answers. Rooms fill one each; the front door serves their
/// union.
///
/// A path is literal but for segments such as `{poolId}`, which match any one non-empty segment.
/// `HEAD` is answered as `GET`.
public final class Pages {
    private final List<Row> rows = new ArrayList<>();
    private final List<UploadRow> uploads = new ArrayList<>();
    private final List<TreeRow> trees = new ArrayList<>();

    private Pages() {}

    /// One row.
    ///
    /// @param method the HTTP method, upper case
    /// @param path the path pattern
    /// @param page who answers
    public record Row(String method, String path, Page page) {}

    /// One row for bodies that are taken as they arrive; always a `PUT`.
    ///
    /// @param path the path pattern
    /// @param upload who takes them
    public record UploadRow(String path, Upload upload) {}

    /// One row for every path below one, whatever the method.
    ///
    /// @param prefix what those paths begin with; ends with a slash
    /// @param page who answers
    public record TreeRow(String prefix, Page page) {}

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

    /// Adds a row for a `PUT` whose body is taken as it arrives.
    ///
    /// @throws IllegalStateException when the path already takes one
    public Pages onUpload(String path, Upload upload) {
        if (uploads.stream().anyMatch(one -> one.path.equals(path))) {
            throw new IllegalStateException("PUT " + path + " has two takers");
        }
        uploads.add(new UploadRow(path, upload));
        return this;
    }

    /// Adds a row for every path below one, whatever the method, `OPTIONS` too: for proxies that put the path
    /// and
    /// method
    /// of another request into their own. Comes before every other row; web pages of any origin may be behind
    /// it.
    ///
    /// @throws IllegalStateException when the prefix has a page already
    public Pages onTree(String prefix, Page page) {
        if (trees.stream().anyMatch(one -> one.prefix.equals(prefix))) {
            throw new IllegalStateException(prefix + " has two pages");
        }
        trees.add(new TreeRow(prefix, page));
        return this;
    }

    /// Adds every row of another table.
    ///
    /// @throws IllegalStateException when both tables serve one method and path
    public Pages with(Pages other) {
        other.rows.forEach(this::put);
        other.uploads.forEach(row -> onUpload(row.path, row.upload));
        other.trees.forEach(row -> onTree(row.prefix, row.page));
        return this;
    }

    /// The rows in the order they were added.
    public List<Row> rows() {
        return List.copyOf(rows);
    }

    /// The rows for bodies taken as they arrive.
    public List<UploadRow> uploads() {
        return List.copyOf(uploads);
    }

    /// The rows for every path below one.
    public List<TreeRow> trees() {
        return List.copyOf(trees);
    }

    private void put(Row row) {
        if (rows.stream().anyMatch(one -> one.method.equals(row.method) && one.path.equals(row.path))) {
            throw new IllegalStateException(row.method + " " + row.path + " has two pages");
        }
        rows.add(row);
    }
}
