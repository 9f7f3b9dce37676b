package dev.gatehouse.server.sync;

import static java.util.Objects.requireNonNull;

import dev.gatehouse.model.cognitosync.ListRecordsRequest;
import dev.gatehouse.model.cognitosync.ListRecordsResponse;
import dev.gatehouse.model.cognitosync.RecordPatch;
import dev.gatehouse.model.cognitosync.UpdateRecordsRequest;
import dev.gatehouse.model.cognitosync.UpdateRecordsResponse;
import dev.gatehouse.model.service.Call;
import dev.gatehouse.server.store.Page;
import dev.gatehouse.server.store.SyncDatasetRecord;
import dev.gatehouse.server.store.SyncOwner;
import dev.gatehouse.server.store.SyncPoolRecord;
import dev.gatehouse.server.store.SyncRecord;
import dev.gatehouse.server.store.SyncRecords;
import dev.gatehouse.server.store.Tx;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The records of a dataset: what changed since a count, and changing them.
final class Records {
    private static final int PAGE = Patches.MOST_RECORDS;
    private static final int MOST_DATASETS = 20;

    private final Room room;

    Records(Room room) {
        this.room = room;
    }

    /// A dataset as it was found, and a page of its records.
    private record Seen(Optional<SyncDatasetRecord> dataset, List<String> merged, Page<SyncRecord> page) {}

    ListRecordsResponse list(ListRecordsRequest request, Call call) {
        SyncOwner owner = room.askers().lister(call, request.identityPoolId(), request.identityId());
        String name = requireNonNull(request.datasetName());
        Long asked = request.lastSyncCount();
        long since = asked == null ? 0 : asked;
        if (since < 0) {
            throw Refusals.tooSmall("LastSyncCount");
        }
        String session = session(request.syncSessionToken(), owner, name, call);
        int limit = Paging.limit(request.maxResults(), PAGE);
        Seen seen = Paging.read(
                request.nextToken(), after -> room.store().read(tx -> seen(tx, owner, name, since, after, limit)));
        Optional<SyncDatasetRecord> dataset = seen.dataset();
        return ListRecordsResponse.builder()
                .records(seen.page().items().stream().map(Answers::item).toList())
                .count(seen.page().items().size())
                .nextToken(seen.page().next().orElse(null))
                .datasetSyncCount(dataset.map(SyncDatasetRecord::syncCount).orElse(0L))
                .lastModifiedBy(dataset.map(SyncDatasetRecord::modifiedBy).orElse(null))
                .mergedDatasetNames(seen.merged())
                .datasetExists(dataset.filter(SyncDatasetRecord::live).isPresent())
                .datasetDeletedAfterRequestedSyncCount(deletedSince(dataset, since))
                .syncSessionToken(session)
                .build();
    }

    private String session(@Nullable String shown, SyncOwner owner, String name, Call call) {
        if (shown == null) {
            return room.sessions().begin(owner, name, call);
        }
        room.sessions().check(shown, owner, name, call);
        return shown;
    }

    /// The dataset is read first: a record written in between comes again next time rather than never.
    private static Seen seen(Tx tx, SyncOwner owner, String name, long since, Optional<String> after, int limit) {
        List<SyncDatasetRecord> all = tx.syncDatasets().all(owner);
        List<String> merged = all.stream()
                .filter(dataset -> dataset.live() && dataset.mergedOf().equals(name))
                .map(SyncDatasetRecord::name)
                .toList();
        Optional<SyncDatasetRecord> dataset =
                all.stream().filter(one -> one.name().equals(name)).findFirst();
        return new Seen(dataset, merged, tx.syncRecords().changedSince(owner, name, since, after, limit));
    }

    /// A count we do not reach is of a dataset whose deletion is forgotten.
    private static boolean deletedSince(Optional<SyncDatasetRecord> dataset, long since) {
        long deleted = dataset.map(SyncDatasetRecord::deletedCount).orElse(0L);
        long count = dataset.map(SyncDatasetRecord::syncCount).orElse(0L);
        return since > 0 && (deleted > since || since > count);
    }

    UpdateRecordsResponse update(UpdateRecordsRequest request, Call call) {
        SyncOwner owner = room.askers().either(call, request.identityPoolId(), request.identityId());
        String name = requireNonNull(request.datasetName());
        room.sessions().check(request.syncSessionToken(), owner, name, call);
        List<RecordPatch> patches = Optional.ofNullable(request.recordPatches()).orElse(List.of());
        String by = room.askers().name(call);
        long now = room.clock().millis();
        List<SyncRecord> written =
                patches.isEmpty() ? List.of() : room.write(owner, tx -> write(tx, owner, name, patches, by, now));
        return UpdateRecordsResponse.builder()
                .records(written.stream().map(Answers::item).toList())
                .build();
    }

    private static List<SyncRecord> write(
            Tx tx, SyncOwner owner, String name, List<RecordPatch> patches, String by, long now) {
        boolean asksFunction = tx.syncPools()
                .find(owner.pool())
                .map(SyncPoolRecord::syncTrigger)
                .filter(function -> !function.isEmpty())
                .isPresent();
        if (asksFunction) {
            throw Refusals.notInvoked();
        }
        SyncDatasetRecord before = tx.syncDatasets().find(owner, name).orElseGet(() -> fresh(owner, name, now));
        if (!before.live()) {
            roomForOneMore(tx, owner);
        }
        Map<String, SyncRecords.Known> known = tx.syncRecords().known(owner, name);
        Patches.Outcome outcome = Patches.apply(known, patches, new Patches.Stamp(before.syncCount() + 1, by, now));
        tx.syncDatasets().put(written(before, outcome, by, now));
        tx.syncRecords().put(owner, name, outcome.written());
        return outcome.written();
    }

    private static SyncDatasetRecord fresh(SyncOwner owner, String name, long now) {
        return new SyncDatasetRecord(owner, name, "", 0, 0, false, 0, 0, "", now, now);
    }

    /// Datasets that merges left behind do not count: nobody chose to make them.
    private static void roomForOneMore(Tx tx, SyncOwner owner) {
        long own = tx.syncDatasets().all(owner).stream()
                .filter(dataset -> dataset.live() && dataset.mergedOf().isEmpty())
                .count();
        if (own >= MOST_DATASETS) {
            throw Refusals.tooMany("datasets per identity", MOST_DATASETS);
        }
    }

    private static SyncDatasetRecord written(SyncDatasetRecord before, Patches.Outcome outcome, String by, long now) {
        return new SyncDatasetRecord(
                before.owner(),
                before.name(),
                before.mergedOf(),
                before.syncCount() + 1,
                before.deletedCount(),
                true,
                outcome.records(),
                outcome.bytes(),
                by,
                before.live() ? before.createdAt() : now,
                now);
    }
}
