package dev.gatehouse.server.sts;

import dev.gatehouse.server.access.FederatedRoles;
import dev.gatehouse.server.iam.Arns;
import dev.gatehouse.server.iam.OidcAudiences;
import dev.gatehouse.server.identitypools.OpenIdTokens;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/// Proves web identity tokens: those of our identity pools, and those of the OIDC providers of the account,
/// among them
/// our own user pools.
final class WebTokens {
    private static final Duration GRACE = Duration.ofMinutes(5);

    /// Known to trust policies by this name without being registered; what it was issued to they must say themselves.
    private static final String GOOGLE = "accounts.google.com";

    private final Store store;
    private final Arns arns;
    private final OpenIdTokens own;
    private final Function<String, KeyFinder> issuers;
    private final AccessTokenChecks asked;
    private final Function<String, Optional<String>> alias;
    private final InstantSource clock;

    WebTokens(Store store, Arns arns, StsOperations.Web web, InstantSource clock) {
        this.store = store;
        this.arns = arns;
        this.own = web.own();
        this.issuers = web.issuers();
        this.asked = web.asked();
        this.alias = web.alias();
        this.clock = clock;
    }

    /// Who was proven.
    ///
    /// @param provider as the answer names it
    record Proven(FederatedRoles.Proof proof, String subject, String audience, String provider) {}

    /// @param provider named by the caller, for access tokens of {@link AccessTokenChecks}
    /// @throws dev.gatehouse.model.service.ServiceException InvalidIdentityTokenException, ExpiredTokenException,
    ///     IDPRejectedClaimException, IDPCommunicationErrorException
    Proven prove(Optional<String> provider, String token) {
        return provider.map(named -> byAccessToken(named, token)).orElseGet(() -> byIdToken(token));
    }

    private Proven byAccessToken(String provider, String token) {
        if (!asked.knows(provider)) {
            throw Refusals.noProvider(provider);
        }
        return switch (asked.check(provider, token, app -> true)) {
            case Verdict.Good(Claims claims) -> asked(provider, claims);
            case Verdict.NoKeys(String why) -> throw Refusals.unreachable(provider, why);
            case Verdict refused -> throw Refusals.of(refused);
        };
    }

    private static Proven asked(String provider, Claims claims) {
        String person = provider.equals(AccessTokenChecks.AMAZON) ? "user_id" : "id";
        String app = claims.text("app_id").orElseThrow();
        String sub = claims.text("sub").orElseThrow();
        Map<String, List<String>> keys = Map.of(
                provider + ":app_id",
                List.of(app),
                provider + ":" + person,
                List.of(sub),
                "aws:FederatedProvider",
                List.of(provider));
        FederatedRoles.Proof proof = new FederatedRoles.Proof(
                FederatedRoles.BY_TOKEN,
                provider,
                new FederatedRoles.Keys(keys, Map.of(), Set.of()),
                new FederatedRoles.Tags(Map.of(), Set.of()),
                Optional.empty());
        return new Proven(proof, sub, app, provider);
    }

    private Proven byIdToken(String token) {
        String issuer =
                Jwt.parse(token).flatMap(jwt -> jwt.claims().text("iss")).orElseThrow(Refusals::notAJwt);
        if (issuer.equals(OpenIdTokens.ISSUER)) {
            Claims claims = checked(token, issuer, audience -> true, own::key);
            FederatedRoles.Proof proof = OpenIdTokens.proof(claims);
            return proven(proof, claims, proof.provider());
        }
        return ofProvider(token, issuer);
    }

    private Proven ofProvider(String token, String issuer) {
        Optional<IamProviderRecord> registered =
                provider(host(issuer)).or(() -> alias.apply(issuer).flatMap(this::provider));
        if (registered.isEmpty() && issuer.equals("https://" + GOOGLE)) {
            Claims claims = checked(token, issuer, audience -> true, issuers.apply(issuer));
            return proven(proof(GOOGLE, GOOGLE, claims), claims, GOOGLE);
        }
        IamProviderRecord provider = registered.orElseThrow(() -> Refusals.noProvider(issuer));
        String host = provider.arn().substring(arns.oidcProvider("").length());
        List<String> clients = OidcAudiences.of(provider);
        Claims claims = checked(token, issuer, clients::contains, issuers.apply(issuer));
        Optional<String> use = claims.text("token_use");
        if (use.isPresent() && !use.get().equals("id")) {
            throw Refusals.notAJwt();
        }
        return proven(proof(provider.arn(), host, claims), claims, provider.arn());
    }

    private Optional<IamProviderRecord> provider(String host) {
        return store.read(tx -> tx.iamProviders().find(arns.oidcProvider(host)));
    }

    /// The name by which ARNs know an issuer: without scheme and final slash.
    private static String host(String issuer) {
        String host = issuer.substring(issuer.indexOf("://") < 0 ? 0 : issuer.indexOf("://") + 3);
        return host.endsWith("/") ? host.substring(0, host.length() - 1) : host;
    }

    private Claims checked(String token, String issuer, Predicate<String> audience, KeyFinder keys) {
        TokenCheck.Expected expected = new TokenCheck.Expected(issuer, audience, GRACE);
        Verdict verdict = TokenCheck.check(token, expected, keys, clock.instant());
        if (verdict instanceof Verdict.Good(Claims claims)) {
            return claims;
        }
        throw Refusals.of(verdict);
    }

    private static Proven proven(FederatedRoles.Proof proof, Claims claims, String provider) {
        return new Proven(
                proof,
                claims.text("sub").orElseThrow(),
                TokenCheck.audiences(claims).getFirst(),
                provider);
    }

    private static FederatedRoles.Proof proof(String provider, String host, Claims claims) {
        Map<String, List<String>> lasting = new HashMap<>();
        lasting.put(host + ":aud", TokenCheck.audiences(claims));
        lasting.put(host + ":oaud", claims.list("aud"));
        lasting.put("aws:FederatedProvider", List.of(provider));
        put(lasting, host, "sub", claims);
        put(lasting, host, "azp", claims);
        Map<String, List<String>> passing = new HashMap<>();
        put(passing, host, "amr", claims);
        return new FederatedRoles.Proof(
                FederatedRoles.BY_TOKEN,
                provider,
                new FederatedRoles.Keys(lasting, passing, Set.of(host + ":amr", host + ":aud", host + ":oaud")),
                ProvenValues.tags(OpenIdTokens.principalTags(claims), OpenIdTokens.transitiveTags(claims)),
                claims.text("https://aws.amazon.com/source_identity").map(ProvenValues::source));
    }

    private static void put(Map<String, List<String>> keys, String host, String claim, Claims claims) {
        List<String> values = claims.list(claim);
        if (!values.isEmpty()) {
            keys.put(host + ":" + claim, values);
        }
    }
}
