package dev.gatehouse.server.sync;

import dev.gatehouse.server.store.InvalidCursor;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// `NextToken` and `MaxResults`.
final class Paging {
    private Paging() {}

    /// How many to answer: what was asked for, but not above the most.
    ///
    /// @throws dev.gatehouse.model.service.ServiceException InvalidParameterException
    static int limit(@Nullable Integer asked, int most) {
        if (asked == null) {
            return most;
        }
        if (asked < 1) {
            throw Refusals.tooSmall("MaxResults");
        }
        return Math.min(asked, most);
    }

    /// Reads a page.
    ///
    /// @throws dev.gatehouse.model.service.ServiceException InvalidParameterException
    static <T> T read(@Nullable String token, Function<Optional<String>, T> page) {
        try {
            return page.apply(Optional.ofNullable(token));
        } catch (InvalidCursor e) {
            throw Refusals.badToken();
        }
    }
}
