package dev.gatehouse.server.identitypools;

import dev.gatehouse.server.iam.Arns;
import dev.gatehouse.server.iam.OidcAudiences;
import dev.gatehouse.server.store.IamProviderRecord;
import dev.gatehouse.server.store.Store;
import dev.gatehouse.server.trust.Claims;
import dev.gatehouse.server.trust.Jwt;
import dev.gatehouse.server.trust.KeyFinder;
import dev.gatehouse.server.trust.TokenCheck;
import dev.gatehouse.server.trust.Verdict;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// Logins of providers that are not ours: Google, Apple and the OIDC providers of the account, by their ID
/// tokens. The
/// other ones cannot be asked and are refused.
final class OutsideLogins {
    private static final Set<String> BY_ID_TOKEN = Set.of("accounts.google.com", "appleid.apple.com");

    private final Store store;
    private final Arns arns;
    private final Function<String, KeyFinder> issuers;
    private final InstantSource clock;

    /// @param issuers the keys of an issuer
    OutsideLogins(Store store, Arns arns, Function<String, KeyFinder> issuers, InstantSource clock) {
        this.store = store;
        this.arns = arns;
        this.issuers = issuers;
        this.clock = clock;
    }

    /// @throws dev.gatehouse.model.service.ServiceException NotAuthorizedException, ExternalServiceException
    Login verify(Pool pool, String key, String token) {
        String clients = pool.loginProviders().get(key);
        if (clients != null && BY_ID_TOKEN.contains(key)) {
            Claims claims = checked(key, "https://" + key, List.of(clients.split(";")), token);
            String sub = claims.text("sub").orElseThrow();
            return new Login(key, sub, List.of(key), List.of(key), List.of(key, key + ":" + sub), claims);
        }
        if (clients != null || pool.samlProviders().contains(key)) {
            throw Refusals.cannotAsk(key);
        }
        String arn = arns.oidcProvider(key);
        if (!pool.oidcProviders().contains(arn)) {
            throw Refusals.notSupported();
        }
        return ofAccount(arn, key, token);
    }

    private Login ofAccount(String arn, String key, String token) {
        IamProviderRecord provider =
                store.read(tx -> tx.iamProviders().find(arn)).orElseThrow(Refusals::notSupported);
        Claims claims = checked(key, issuer(key, token), OidcAudiences.of(provider), token);
        String sub = claims.text("sub").orElseThrow();
        List<String> names = List.of(key, arn);
        return new Login(key, sub, names, names, List.of(key, arn + ":OIDC:" + sub), claims);
    }

    /// The issuer as the token writes it, if that is the provider's: ARNs have neither scheme nor final slash.
    private static String issuer(String key, String token) {
        return Jwt.parse(token)
                .flatMap(jwt -> jwt.claims().text("iss"))
                .filter(issuer -> key.equals(ProviderNames.host(issuer)))
                .orElse("https://" + key);
    }

    private Claims checked(String key, String issuer, List<String> clients, String token) {
        TokenCheck.Expected expected = new TokenCheck.Expected(issuer, clients::contains, Duration.ZERO);
        Verdict verdict = TokenCheck.check(token, expected, issuers.apply(issuer), clock.instant());
        if (verdict instanceof Verdict.Good(Claims claims)) {
            return claims;
        }
        throw Refusals.of(verdict, key);
    }
}
