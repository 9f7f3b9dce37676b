package dev.gatehouse.server.users;

import dev.gatehouse.pure.id.ClientId;
import dev.gatehouse.pure.id.PoolId;
import dev.gatehouse.pure.id.Sub;
import java.time.Instant;
import java.util.Optional;

/// Proves access tokens for the self-service operations; `tokens.AccessTokens.verify` outside tests.
@FunctionalInterface
public interface AccessTokenProof {

    /// Proves a token.
    ///
    /// @throws dev.gatehouse.model.service.ServiceException NotAuthorizedException when it is not good
    Bearer prove(String accessToken);

    /// Who a proven token speaks for.
    ///
    /// @param pool the pool that issued it
    /// @param client the client it was issued to
    /// @param sub the user, who may be gone or disabled since
    /// @param session the `origin_jti`, where the client has token revocation on
    /// @param issuedAt when it was issued, to the second
    /// @param deviceKey the device its sign-in came from, where the pool tracks them
    record Bearer(
            PoolId pool,
            ClientId client,
            Sub sub,
            Optional<String> session,
            Instant issuedAt,
            Optional<String> deviceKey) {

        /// The bearer of a token that names no device.
        public Bearer(PoolId pool, ClientId client, Sub sub, Optional<String> session, Instant issuedAt) {
            this(pool, client, sub, session, issuedAt, Optional.empty());
        }
    }
}
