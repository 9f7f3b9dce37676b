package dev.gatehouse.server.signin;

import dev.gatehouse.model.cognitoidp.NotAuthorizedException;
import dev.gatehouse.model.cognitoidp.UnauthorizedException;
import dev.gatehouse.server.pools.Client;
import org.jspecify.annotations.Nullable;

/// The plain `ClientSecret` of RevokeToken and GetTokensFromRefreshToken.
final class ClientSecrets {
    private ClientSecrets() {}

    /// For RevokeToken.
    ///
    /// @throws UnauthorizedException when the client has a secret and another one, or none, was sent
    static void requireForRevocation(Client client, @Nullable String secret) {
        if (client.hasSecret() && (secret == null || !client.secretMatches(secret))) {
            throw new UnauthorizedException("Invalid client secret for client " + client.id());
        }
    }

    /// For GetTokensFromRefreshToken.
    ///
    /// @throws NotAuthorizedException when the client has a secret and another one, or none, was sent
    static void require(Client client, @Nullable String secret) {
        if (!client.hasSecret()) {
            return;
        }
        if (secret == null) {
            throw new NotAuthorizedException(
                    "Client " + client.id() + " is configured with secret but client secret was not received");
        }
        if (!client.secretMatches(secret)) {
            throw new NotAuthorizedException("Unable to verify client secret for client " + client.id());
        }
    }
}
