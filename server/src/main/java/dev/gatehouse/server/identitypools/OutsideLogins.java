package dev.gatehouse.server.identitypools;

import dev.gatehouse.server.iam.Arns;
import dev.gatehouse.server.iam.OidcAudiences;
import dev.gatehouse.server.iam.SamlTrust;
import dev.gatehouse.server.store.IamProviderRecord;
import dev.gatehouse.server.store.Store;
import dev.gatehouse.server.trust.AccessTokenChecks;
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

/// Logins of providers that are not ours: Google, Apple and the OIDC providers of the account by their ID tokens,
/// Facebook and Amazon by access tokens, SAML providers by their responses. Twitter and Digits are refused.
final class OutsideLogins {
    private static final Set<String> BY_ID_TOKEN = Set.of("accounts.google.com", "appleid.apple.com");

    private final Store store;
    private final Arns arns;
    private final Issuers issuers;
    private final SamlLogins saml;
    private final InstantSource clock;

    OutsideLogins(Store store, Arns arns, Issuers issuers, InstantSource clock) {
        this.store = store;
        this.arns = arns;
        this.issuers = issuers;
        this.saml = new SamlLogins(issuers.saml(), clock);
        this.clock = clock;
    }

    /// Those who know whether a token is theirs.
    ///
    /// @param keys the keys of an issuer
    /// @param asked about access tokens
    /// @param saml the account's SAML providers
    record Issuers(Function<String, KeyFinder> keys, AccessTokenChecks asked, SamlTrust saml) {}

    /// @throws dev.gatehouse.model.service.ServiceException NotAuthorizedException, ExternalServiceException
    Login verify(Pool pool, String key, String token) {
        String clients = pool.loginProviders().get(key);
        if (clients != null) {
            return ofPool(key, List.of(clients.split(";")), token);
        }
        if (pool.samlProviders().contains(key)) {
            return saml.verify(key, token);
        }
        String arn = arns.oidcProvider(key);
        if (!pool.oidcProviders().contains(arn)) {
            throw Refusals.notSupported();
        }
        return ofAccount(arn, key, token);
    }

    /// @param clients the ids of apps or clients that the pool names
    private Login ofPool(String key, List<String> clients, String token) {
        Claims claims;
        if (BY_ID_TOKEN.contains(key)) {
            claims = checked(key, "https://" + key, clients, token);
        } else if (issuers.asked().knows(key)) {
            claims = good(issuers.asked().check(key, token, clients::contains), key);
        } else {
            throw Refusals.cannotAsk(key);
        }
        String sub = claims.text("sub").orElseThrow();
        return new Login(key, sub, List.of(key), List.of(key), Amr.ofPool(key, sub), claims);
    }

    private Login ofAccount(String arn, String key, String token) {
        IamProviderRecord provider =
                store.read(tx -> tx.iamProviders().find(arn)).orElseThrow(Refusals::notSupported);
        Claims claims = checked(key, issuer(key, token), OidcAudiences.of(provider), token);
        String sub = claims.text("sub").orElseThrow();
        List<String> names = List.of(key, arn);
        return new Login(key, sub, names, names, Amr.ofAccount(key, arn, sub), claims);
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
        return good(TokenCheck.check(token, expected, issuers.keys().apply(issuer), clock.instant()), key);
    }

    private static Claims good(Verdict verdict, String key) {
        if (verdict instanceof Verdict.Good(Claims claims)) {
            return claims;
        }
        throw Refusals.of(verdict, key);
    }
}
