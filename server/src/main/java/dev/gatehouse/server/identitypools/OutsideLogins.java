package dev.gatehouse.server.identitypools;

/// Logins of providers that are not ours.
final class OutsideLogins {

    /// @throws dev.gatehouse.model.service.ServiceException NotAuthorizedException, ExternalServiceException
    Login verify(Pool pool, String key, String token) {
        boolean known = pool.loginProviders().containsKey(key)
                || pool.samlProviders().contains(key)
                || pool.oidcProviders().stream().anyMatch(arn -> arn.endsWith(":oidc-provider/" + key));
        throw known ? Refusals.cannotAsk(key) : Refusals.notSupported();
    }
}
