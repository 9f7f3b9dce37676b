package dev.gatehouse.server.iam;

import dev.gatehouse.server.store.InvalidCursor;
import dev.gatehouse.server.store.Page;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// `Marker` and `MaxItems` of IAM's lists.
final class Paging {
    private static final int USUAL = 100;

    private Paging() {}

    static int limit(@Nullable Integer maxItems) {
        return maxItems == null ? USUAL : maxItems;
    }

    /// Reads a page; a marker that is not one of ours is the caller's fault.
    ///
    /// @throws dev.gatehouse.model.service.ServiceException ValidationError
    static <T> Page<T> read(@Nullable String marker, Function<Optional<String>, Page<T>> page) {
        try {
            return page.apply(Optional.ofNullable(marker));
        } catch (InvalidCursor e) {
            throw Refusals.badMarker();
        }
    }

    /// A page of a list that is in memory: the marker is the position of the next one.
    ///
    /// @throws dev.gatehouse.model.service.ServiceException ValidationError
    static <T> Page<T> of(List<T> all, @Nullable String marker, @Nullable Integer maxItems) {
        int from = marker == null ? 0 : position(marker);
        int to = Math.min(all.size(), from + limit(maxItems));
        if (from < 0 || from > to) {
            throw Refusals.badMarker();
        }
        Optional<String> next = to < all.size() ? Optional.of(Integer.toString(to)) : Optional.empty();
        return new Page<>(all.subList(from, to), next);
    }

    private static int position(String marker) {
        try {
            return Integer.parseInt(marker);
        } catch (NumberFormatException e) {
            throw Refusals.badMarker();
        }
    }
}
