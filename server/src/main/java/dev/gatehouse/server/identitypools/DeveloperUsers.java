package dev.gatehouse.server.identitypools;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import dev.gatehouse.model.cognitoidentity.LookupDeveloperIdentityInput;
import dev.gatehouse.model.cognitoidentity.LookupDeveloperIdentityResponse;
import dev.gatehouse.model.cognitoidentity.MergeDeveloperIdentitiesInput;
import dev.gatehouse.model.cognitoidentity.MergeDeveloperIdentitiesResponse;
import dev.gatehouse.model.cognitoidentity.UnlinkDeveloperIdentityInput;
import dev.gatehouse.model.cognitoidentity.UnlinkDeveloperIdentityResponse;
import dev.gatehouse.model.service.Call;
import dev.gatehouse.server.store.IdentityLoginRecord;
import dev.gatehouse.server.store.Page;
import dev.gatehouse.server.store.Store;
import dev.gatehouse.server.store.Tx;
import java.time.InstantSource;

/// LookupDeveloperIdentity, MergeDeveloperIdentities, UnlinkDeveloperIdentity.
final class DeveloperUsers {
    private static final int MOST_RESULTS = 60;

    private final Store store;
    private final Pools pools;
    private final Identities identities;
    private final InstantSource clock;

    DeveloperUsers(Store store, Pools pools, Identities identities, InstantSource clock) {
        this.store = store;
        this.pools = pools;
        this.identities = identities;
        this.clock = clock;
    }

    LookupDeveloperIdentityResponse lookup(LookupDeveloperIdentityInput request, Call call) {
        Pool pool = pools.require(requireNonNull(request.identityPoolId()), call);
        String provider = pool.developerProvider().orElseThrow(Refusals::notSupported);
        String identity = identity(pool, provider, request);
        Page<String> page = Pools.page(
                request.nextToken(),
                after -> store.read(tx -> tx.identities()
                        .subjects(
                                pool.id(),
                                identity,
                                provider,
                                after,
                                requireNonNullElse(request.maxResults(), MOST_RESULTS))));
        return LookupDeveloperIdentityResponse.builder()
                .identityId(identity)
                .developerUserIdentifierList(page.items())
                .nextToken(page.next().orElse(null))
                .build();
    }

    private String identity(Pool pool, String provider, LookupDeveloperIdentityInput request) {
        String given = request.identityId();
        String user = request.developerUserIdentifier();
        if (given == null && user == null) {
            throw Refusals.invalid("IdentityId or DeveloperUserIdentifier must be given");
        }
        return store.read(tx -> {
            if (given != null) {
                requireIdentity(tx, pool, given);
            }
            String owner = user == null ? requireNonNull(given) : owner(tx, pool, provider, user);
            if (given != null && !given.equals(owner)) {
                throw Refusals.conflict("The developer user is not one of this identity");
            }
            return owner;
        });
    }

    MergeDeveloperIdentitiesResponse merge(MergeDeveloperIdentitiesInput request, Call call) {
        Pool pool = pools.require(requireNonNull(request.identityPoolId()), call);
        String provider = provider(pool, request.developerProviderName());
        long now = clock.millis();
        String kept = store.write(tx -> {
            String source = owner(tx, pool, provider, requireNonNull(request.sourceUserIdentifier()));
            String destination = owner(tx, pool, provider, requireNonNull(request.destinationUserIdentifier()));
            if (source.equals(destination)) {
                throw Refusals.invalid("Both users have the same identity");
            }
            identities.linking(tx, pool, now).merge(source, destination);
            return destination;
        });
        call.trail().user(kept);
        return MergeDeveloperIdentitiesResponse.builder().identityId(kept).build();
    }

    UnlinkDeveloperIdentityResponse unlink(UnlinkDeveloperIdentityInput request, Call call) {
        Pool pool = pools.require(requireNonNull(request.identityPoolId()), call);
        String provider = provider(pool, request.developerProviderName());
        String identity = requireNonNull(request.identityId());
        String user = requireNonNull(request.developerUserIdentifier());
        call.trail().user(identity);
        store.write(tx -> {
            requireIdentity(tx, pool, identity);
            if (!tx.identities().unlink(pool.id(), new IdentityLoginRecord(provider, user, identity))) {
                throw Refusals.noDeveloperUser(user);
            }
            return identity;
        });
        return UnlinkDeveloperIdentityResponse.builder().build();
    }

    private static String provider(Pool pool, @org.jspecify.annotations.Nullable String name) {
        return pool.developerProvider()
                .filter(provider -> provider.equals(name))
                .orElseThrow(Refusals::notSupported);
    }

    private static void requireIdentity(Tx tx, Pool pool, String id) {
        var _ = tx.identities()
                .find(id)
                .filter(found -> found.pool().equals(pool.id()))
                .orElseThrow(() -> Refusals.noIdentity(id));
    }

    private static String owner(Tx tx, Pool pool, String provider, String user) {
        return tx.identities().owner(pool.id(), provider, user).orElseThrow(() -> Refusals.noDeveloperUser(user));
    }
}
