package dev.gatehouse.server.tokens;

import dev.gatehouse.model.protocol.Page;
import dev.gatehouse.model.protocol.Pages;
import dev.gatehouse.model.protocol.WireAnswer;
import dev.gatehouse.pure.id.PoolId;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The documents every verifier asks for, at the places Cognito has them.
public final class TokenPages {
    private static final WireAnswer NOT_FOUND =
            new WireAnswer(404, Map.of("Content-Type", "application/json"), new byte[] {'{', '}'});

    private TokenPages() {}

    /// Path to document.
    public static Pages table(WellKnown documents) {
        return Pages.table()
                .on("GET", "/{poolId}/.well-known/jwks.json", visit -> document(visit, documents::keySet))
                .on(
                        "GET",
                        "/{poolId}/.well-known/openid-configuration",
                        visit -> document(visit, documents::configuration));
    }

    private static WireAnswer document(Page.Visit visit, Function<PoolId, Optional<byte[]>> source) {
        PoolId pool;
        try {
            pool = new PoolId(visit.variable("poolId"));
        } catch (IllegalArgumentException notAPool) {
            return NOT_FOUND;
        }
        return source.apply(pool)
                .map(body -> new WireAnswer(
                        200, Map.of("Content-Type", "application/json", "Cache-Control", "public, max-age=60"), body))
                .orElse(NOT_FOUND);
    }
}
