package dev.gatehouse.server.identitypools;

import dev.gatehouse.pure.id.PoolId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Proves the logins a client sends. Slow; not to be called inside a write.
final class Logins {
    private final ProviderNames names;
    private final UserPoolLogins userPools;
    private final OutsideLogins outside;

    Logins(ProviderNames names, UserPoolLogins userPools, OutsideLogins outside) {
        this.names = names;
        this.userPools = userPools;
        this.outside = outside;
    }

    /// All logins of a request in its order, each of them good.
    ///
    /// @throws dev.gatehouse.model.service.ServiceException NotAuthorizedException, InvalidParameterException
    ///     for a
    ///     provider named twice, ExternalServiceException
    List<Login> verify(Pool pool, Map<String, String> logins) {
        List<Login> proven = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        logins.forEach((key, token) -> {
            if (!seen.add(names.canonical(key))) {
                throw Refusals.invalid("The provider " + key + " is given twice");
            }
            proven.add(verify(pool, key, token));
        });
        return proven;
    }

    private Login verify(Pool pool, String key, String token) {
        if (key.equals(ProviderNames.OWN)) {
            throw Refusals.ownToken();
        }
        Optional<PoolId> userPool = names.userPool(key);
        if (userPool.isPresent()) {
            return userPools.verify(pool, userPool.get(), token);
        }
        return outside.verify(pool, key, token);
    }
}
