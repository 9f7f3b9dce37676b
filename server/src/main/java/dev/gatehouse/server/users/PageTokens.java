package dev.gatehouse.server.users;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.server.seal.BadSeal;
import dev.gatehouse.server.seal.Purpose;
import dev.gatehouse.server.seal.Sealer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Page tokens: positions in a listing, sealed and bound to the listing they belong to.
public final class PageTokens {
    private final Sealer sealer;

    /// @param sealer seals and opens them
    public PageTokens(Sealer sealer) {
        this.sealer = sealer;
    }

    /// The token of a position.
    ///
    /// @param listing everything that must be the same when the token comes back
    public Optional<String> token(Optional<String> cursor, String listing) {
        return cursor.map(position -> sealer.sealText(Purpose.PAGING, position.getBytes(UTF_8), listing));
    }

    /// The position of a token; empty without one.
    ///
    /// @param member the member it came in
    /// @throws dev.gatehouse.model.service.ServiceException InvalidParameterException
    public Optional<String> cursor(@Nullable String token, String listing, String member) {
        if (token == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new String(sealer.openText(Purpose.PAGING, token, listing), UTF_8));
        } catch (BadSeal e) {
            throw Refusals.badToken(member);
        }
    }
}
