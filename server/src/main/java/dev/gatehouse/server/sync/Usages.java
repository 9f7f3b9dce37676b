package dev.gatehouse.server.sync;

import dev.gatehouse.model.cognitosync.DescribeIdentityPoolUsageRequest;
import dev.gatehouse.model.cognitosync.DescribeIdentityPoolUsageResponse;
import dev.gatehouse.model.cognitosync.DescribeIdentityUsageRequest;
import dev.gatehouse.model.cognitosync.DescribeIdentityUsageResponse;
import dev.gatehouse.model.cognitosync.IdentityPoolUsage;
import dev.gatehouse.model.cognitosync.IdentityUsage;
import dev.gatehouse.model.cognitosync.ListIdentityPoolUsageRequest;
import dev.gatehouse.model.cognitosync.ListIdentityPoolUsageResponse;
import dev.gatehouse.model.service.Call;
import dev.gatehouse.server.store.SyncOwner;
import dev.gatehouse.server.store.SyncUsage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How much identities and pools keep.
final class Usages {
    private static final int PAGE = 60;

    private final Room room;
    private final IdentityDirectory identities;

    Usages(Room room, IdentityDirectory identities) {
        this.room = room;
        this.identities = identities;
    }

    DescribeIdentityUsageResponse ofIdentity(DescribeIdentityUsageRequest request, Call call) {
        SyncOwner owner = room.askers().either(call, request.identityPoolId(), request.identityId());
        SyncUsage usage = room.store().read(tx -> tx.syncDatasets().usage(owner));
        return DescribeIdentityUsageResponse.builder()
                .identityUsage(IdentityUsage.builder()
                        .identityId(owner.identity())
                        .identityPoolId(owner.pool())
                        .lastModifiedDate(modified(usage))
                        .datasetCount(Math.toIntExact(usage.datasets()))
                        .dataStorage(usage.bytes())
                        .build())
                .build();
    }

    DescribeIdentityPoolUsageResponse ofPool(DescribeIdentityPoolUsageRequest request, Call call) {
        String pool = room.askers().developer(call, request.identityPoolId());
        return DescribeIdentityPoolUsageResponse.builder()
                .identityPoolUsage(usage(pool))
                .build();
    }

    ListIdentityPoolUsageResponse ofPools(ListIdentityPoolUsageRequest request, Call call) {
        room.askers().developer(call);
        int limit = Paging.limit(request.maxResults(), PAGE);
        List<String> pools =
                pools(call, Optional.ofNullable(request.nextToken()).orElse(""), limit + 1);
        boolean more = pools.size() > limit;
        List<String> page = more ? pools.subList(0, limit) : pools;
        return ListIdentityPoolUsageResponse.builder()
                .identityPoolUsages(page.stream().map(this::usage).toList())
                .maxResults(limit)
                .count(page.size())
                .nextToken(more ? page.getLast() : null)
                .build();
    }

    /// Pools of the region that keep something, by id, without those that are being deleted.
    private List<String> pools(Call call, String after, int limit) {
        List<String> found = new ArrayList<>();
        Optional<String> next = next(after);
        while (next.isPresent() && found.size() < limit) {
            String pool = next.get();
            if (Askers.isOfRegion(call, pool) && room.store().read(tx -> identities.hasPool(tx, pool))) {
                found.add(pool);
            }
            next = next(pool);
        }
        return found;
    }

    private Optional<String> next(String after) {
        return room.store().read(tx -> tx.syncDatasets().nextPool(after));
    }

    private IdentityPoolUsage usage(String pool) {
        SyncUsage usage = room.store().read(tx -> tx.syncDatasets().usage(pool));
        return IdentityPoolUsage.builder()
                .identityPoolId(pool)
                .syncSessionsCount(usage.syncs())
                .dataStorage(usage.bytes())
                .lastModifiedDate(modified(usage))
                .build();
    }

    private static @Nullable Instant modified(SyncUsage usage) {
        return usage.modifiedAt() == 0 ? null : Instant.ofEpochMilli(usage.modifiedAt());
    }
}
