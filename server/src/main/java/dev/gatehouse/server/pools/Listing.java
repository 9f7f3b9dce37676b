package dev.gatehouse.server.pools;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.model.service.ServiceException;
import dev.gatehouse.server.seal.BadSeal;
import dev.gatehouse.server.seal.Purpose;
import dev.gatehouse.server.seal.Sealer;
import dev.gatehouse.server.store.InvalidCursor;
import dev.gatehouse.server.store.Page;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Pages of listings: the store's cursor travels sealed as `NextToken`, bound to the listing it came from.
final class Listing {
    private static final int FULL_PAGE = 60;

    private final Sealer sealer;

    Listing(Sealer sealer) {
        this.sealer = sealer;
    }

    /// The page after a token.
    ///
    /// @param of what is listed, operation and pool: a token of another listing does not open
    /// @param token as sent; null for the first page
    /// @param fetch reads the page after a cursor
    /// @throws ServiceException `InvalidParameterException` for a token that is none of this listing's
    <T> Page<T> page(String of, @Nullable String token, Function<Optional<String>, Page<T>> fetch) {
        try {
            Optional<String> cursor = token == null ? Optional.empty() : Optional.of(open(of, token));
            Page<T> page = fetch.apply(cursor);
            return new Page<>(page.items(), page.next().map(next -> seal(of, next)));
        } catch (InvalidCursor | BadSeal e) {
            throw Refusals.badPageToken();
        }
    }

    /// How many to list: 60, or fewer if asked for; 0 is the default.
    static int size(@Nullable Integer asked) {
        return asked == null || asked == 0 ? FULL_PAGE : Math.min(asked, FULL_PAGE);
    }

    private String open(String of, String token) throws BadSeal {
        return new String(sealer.openText(Purpose.PAGING, token, of), UTF_8);
    }

    private String seal(String of, String cursor) {
        return sealer.sealText(Purpose.PAGING, cursor.getBytes(UTF_8), of);
    }
}
