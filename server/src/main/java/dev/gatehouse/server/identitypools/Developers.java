package dev.gatehouse.server.identitypools;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import dev.gatehouse.model.cognitoidentity.GetOpenIdTokenForDeveloperIdentityInput;
import dev.gatehouse.model.cognitoidentity.GetOpenIdTokenForDeveloperIdentityResponse;
import dev.gatehouse.model.service.Call;
import dev.gatehouse.server.store.IdentityRecord;
import dev.gatehouse.server.store.Store;
import dev.gatehouse.server.trust.Claims;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// GetOpenIdTokenForDeveloperIdentity: a backend vouches for its own users (Developer Guide,
/// "Developer-authenticated
/// identities").
final class Developers {
    private static final long USUAL_SECONDS = 900;
    private static final int LONGEST_USER = 1024;

    private final Store store;
    private final Pools pools;
    private final Logins logins;
    private final Identities identities;
    private final OpenIdTokens tokens;
    private final InstantSource clock;

    Developers(
            Store store, Pools pools, Logins logins, Identities identities, OpenIdTokens tokens, InstantSource clock) {
        this.store = store;
        this.pools = pools;
        this.logins = logins;
        this.identities = identities;
        this.tokens = tokens;
        this.clock = clock;
    }

    GetOpenIdTokenForDeveloperIdentityResponse token(GetOpenIdTokenForDeveloperIdentityInput request, Call call) {
        Pool pool = pools.require(requireNonNull(request.identityPoolId()), call);
        Map<String, String> tags =
                PrincipalTags.bounded(requireNonNullElse(request.principalTags(), Map.<String, String>of()));
        Map<String, String> others = new LinkedHashMap<>(requireNonNull(request.logins()));
        String provider = pool.developerProvider().orElseThrow(Refusals::notSupported);
        String user = others.remove(provider);
        if (user == null || user.length() > LONGEST_USER) {
            throw Refusals.invalid("Logins must name a user of the developer provider " + provider);
        }
        Login own = login(pool, provider, user);
        List<Login> all = new ArrayList<>(List.of(own));
        all.addAll(logins.verify(pool, others));
        String identity =
                request.identityId() == null ? identities.of(pool, all) : linked(pool, request.identityId(), own, all);
        call.trail().user(identity);
        Duration life = Duration.ofSeconds(requireNonNullElse(request.tokenDuration(), USUAL_SECONDS));
        OpenIdTokens.Subject subject = new OpenIdTokens.Subject(pool.id(), identity, GetId.amr(all), tags);
        return GetOpenIdTokenForDeveloperIdentityResponse.builder()
                .identityId(identity)
                .token(tokens.issue(subject, life))
                .build();
    }

    private static Login login(Pool pool, String provider, String user) {
        return new Login(
                provider,
                user,
                List.of(provider),
                List.of(provider),
                Amr.ofDeveloper(provider, pool.id(), user),
                new Claims(Map.of(), Map.of()));
    }

    /// The backend is entitled to add its user to any identity of the pool, unless that user has another one.
    private String linked(Pool pool, String identity, Login own, List<Login> all) {
        long now = clock.millis();
        return store.write(tx -> {
            IdentityRecord given = tx.identities()
                    .find(identity)
                    .filter(found -> found.pool().equals(pool.id()))
                    .orElseThrow(() -> Refusals.noIdentity(identity));
            if (!given.enabled()) {
                throw Refusals.forbidden(identity);
            }
            Optional<String> owner = tx.identities().owner(pool.id(), own.provider(), own.subject());
            if (owner.isPresent() && !owner.get().equals(identity)) {
                throw Refusals.developerUserTaken();
            }
            return identities.linking(tx, pool, now).added(identity, all);
        });
    }
}
