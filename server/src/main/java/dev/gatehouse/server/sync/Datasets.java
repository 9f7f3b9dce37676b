package dev.gatehouse.server.sync;

import static java.util.Objects.requireNonNull;

import dev.gatehouse.model.cognitosync.DeleteDatasetRequest;
import dev.gatehouse.model.cognitosync.DeleteDatasetResponse;
import dev.gatehouse.model.cognitosync.DescribeDatasetRequest;
import dev.gatehouse.model.cognitosync.DescribeDatasetResponse;
import dev.gatehouse.model.cognitosync.ListDatasetsRequest;
import dev.gatehouse.model.cognitosync.ListDatasetsResponse;
import dev.gatehouse.model.service.Call;
import dev.gatehouse.server.store.Page;
import dev.gatehouse.server.store.SyncDatasetRecord;
import dev.gatehouse.server.store.SyncOwner;
import dev.gatehouse.server.store.Tx;
import java.util.Comparator;
import java.util.List;

/// The datasets of an identity: listed, described, deleted.
final class Datasets {
    private static final int PAGE = 60;

    /// Deleted datasets whose counts go on; older ones are forgotten, or names would pile up without end.
    private static final int REMEMBERED = 100;

    private final Room room;

    Datasets(Room room) {
        this.room = room;
    }

    ListDatasetsResponse list(ListDatasetsRequest request, Call call) {
        SyncOwner owner = room.askers().lister(call, request.identityPoolId(), request.identityId());
        int limit = Paging.limit(request.maxResults(), PAGE);
        Page<SyncDatasetRecord> page = Paging.read(
                request.nextToken(),
                after -> room.store().read(tx -> tx.syncDatasets().list(owner, after, limit)));
        return ListDatasetsResponse.builder()
                .datasets(page.items().stream().map(Answers::dataset).toList())
                .count(page.items().size())
                .nextToken(page.next().orElse(null))
                .build();
    }

    DescribeDatasetResponse describe(DescribeDatasetRequest request, Call call) {
        SyncOwner owner = room.askers().either(call, request.identityPoolId(), request.identityId());
        String name = requireNonNull(request.datasetName());
        return DescribeDatasetResponse.builder()
                .dataset(Answers.dataset(room.store().read(tx -> live(tx, owner, name))))
                .build();
    }

    DeleteDatasetResponse delete(DeleteDatasetRequest request, Call call) {
        SyncOwner owner = room.askers().either(call, request.identityPoolId(), request.identityId());
        String name = requireNonNull(request.datasetName());
        String by = room.askers().name(call);
        long now = room.clock().millis();
        SyncDatasetRecord gone = room.write(owner, tx -> {
            SyncDatasetRecord dataset = live(tx, owner, name);
            tx.syncDatasets().put(deleted(dataset, by, now));
            tx.syncRecords().deleteAll(owner, name);
            tx.syncDevices().unsubscribeAll(owner, name);
            forgetOldest(tx, owner);
            return dataset;
        });
        return DeleteDatasetResponse.builder().dataset(Answers.dataset(gone)).build();
    }

    /// @throws dev.gatehouse.model.service.ServiceException ResourceNotFoundException
    static SyncDatasetRecord live(Tx tx, SyncOwner owner, String name) {
        return tx.syncDatasets()
                .find(owner, name)
                .filter(SyncDatasetRecord::live)
                .orElseThrow(() -> Refusals.noDataset(name));
    }

    private static SyncDatasetRecord deleted(SyncDatasetRecord dataset, String by, long now) {
        long count = dataset.syncCount() + 1;
        return new SyncDatasetRecord(
                dataset.owner(), dataset.name(), "", count, count, false, 0, 0, by, dataset.createdAt(), now);
    }

    private static void forgetOldest(Tx tx, SyncOwner owner) {
        List<SyncDatasetRecord> deleted = tx.syncDatasets().all(owner).stream()
                .filter(dataset -> !dataset.live())
                .sorted(Comparator.comparingLong(SyncDatasetRecord::modifiedAt).reversed())
                .toList();
        deleted.stream().skip(REMEMBERED).forEach(dataset -> tx.syncDatasets().remove(owner, dataset.name()));
    }
}
