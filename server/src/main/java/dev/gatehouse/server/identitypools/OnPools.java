package dev.gatehouse.server.identitypools;

import static java.util.Objects.requireNonNull;

import dev.gatehouse.model.cognitoidentity.CreateIdentityPoolInput;
import dev.gatehouse.model.cognitoidentity.DeleteIdentityPoolInput;
import dev.gatehouse.model.cognitoidentity.DeleteIdentityPoolResponse;
import dev.gatehouse.model.cognitoidentity.DescribeIdentityPoolInput;
import dev.gatehouse.model.cognitoidentity.IdentityPool;
import dev.gatehouse.model.cognitoidentity.IdentityPoolShortDescription;
import dev.gatehouse.model.cognitoidentity.ListIdentityPoolsInput;
import dev.gatehouse.model.cognitoidentity.ListIdentityPoolsResponse;
import dev.gatehouse.model.service.Call;
import dev.gatehouse.server.seal.Chance;
import dev.gatehouse.server.store.IdentityPoolRecord;
import dev.gatehouse.server.store.Page;
import dev.gatehouse.server.store.Store;
import java.time.InstantSource;

/// CreateIdentityPool, UpdateIdentityPool, DescribeIdentityPool, DeleteIdentityPool, ListIdentityPools.
final class OnPools {
    private static final int MOST = 1_000;

    private final Store store;
    private final Pools pools;
    private final PoolRules rules;
    private final Chance chance;
    private final InstantSource clock;

    OnPools(Store store, Pools pools, PoolRules rules, Chance chance, InstantSource clock) {
        this.store = store;
        this.pools = pools;
        this.rules = rules;
        this.chance = chance;
        this.clock = clock;
    }

    IdentityPool create(CreateIdentityPoolInput request, Call call) {
        IdentityPool settings = IdentityPool.builder()
                .identityPoolId(call.region() + ":" + chance.uuid())
                .identityPoolName(request.identityPoolName())
                .allowUnauthenticatedIdentities(request.allowUnauthenticatedIdentities())
                .allowClassicFlow(request.allowClassicFlow())
                .supportedLoginProviders(request.supportedLoginProviders())
                .developerProviderName(request.developerProviderName())
                .openIdConnectProviderARNs(request.openIdConnectProviderARNs())
                .cognitoIdentityProviders(request.cognitoIdentityProviders())
                .samlProviderARNs(request.samlProviderARNs())
                .identityPoolTags(PoolRules.tags(request.identityPoolTags()))
                .build();
        rules.check(settings);
        Pool pool = Pool.of(settings);
        long now = clock.millis();
        IdentityPoolRecord row = new IdentityPoolRecord(pool.id(), Document.write(pool), now, now, 1);
        store.write(tx -> {
            if (tx.identityPools().count() >= MOST) {
                throw Refusals.tooMany("At most " + MOST + " identity pools per account");
            }
            tx.identityPools().insert(row);
            return row;
        });
        call.trail().pool(pool.id());
        return settings;
    }

    /// Replaces all settings. Tags stay when the request has none; the name of the developer provider stays for
    /// good.
    IdentityPool update(IdentityPool request, Call call) {
        return pools.change(requireNonNull(request.identityPoolId()), call, pool -> pool.with(replaced(pool, request)))
                .settings();
    }

    private IdentityPool replaced(Pool pool, IdentityPool request) {
        String developer = pool.developerProvider().orElse(request.developerProviderName());
        if (request.developerProviderName() != null
                && !request.developerProviderName().equals(developer)) {
            throw Refusals.invalid("DeveloperProviderName cannot be changed.");
        }
        IdentityPool settings = request.toBuilder()
                .developerProviderName(developer)
                .identityPoolTags(
                        request.identityPoolTags() == null ? pool.tags() : PoolRules.tags(request.identityPoolTags()))
                .build();
        rules.check(settings);
        return settings;
    }

    IdentityPool describe(DescribeIdentityPoolInput request, Call call) {
        return pools.require(requireNonNull(request.identityPoolId()), call).settings();
    }

    DeleteIdentityPoolResponse delete(DeleteIdentityPoolInput request, Call call) {
        String id = requireNonNull(request.identityPoolId());
        Pools.requireRegion(id, call);
        long now = clock.millis();
        if (!store.write(tx -> tx.identityPools().delete(id, now))) {
            throw Refusals.noPool(id);
        }
        return DeleteIdentityPoolResponse.builder().build();
    }

    ListIdentityPoolsResponse list(ListIdentityPoolsInput request, Call call) {
        Page<IdentityPoolRecord> page = Pools.page(
                request.nextToken(),
                after -> store.read(
                        tx -> tx.identityPools().list(call.region(), after, requireNonNull(request.maxResults()))));
        return ListIdentityPoolsResponse.builder()
                .identityPools(page.items().stream()
                        .map(row -> IdentityPoolShortDescription.builder()
                                .identityPoolId(row.id())
                                .identityPoolName(
                                        Document.read(row.document()).settings().identityPoolName())
                                .build())
                        .toList())
                .nextToken(page.next().orElse(null))
                .build();
    }
}
