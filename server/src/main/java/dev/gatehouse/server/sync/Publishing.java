package dev.gatehouse.server.sync;

import dev.gatehouse.model.cognitosync.BulkPublishRequest;
import dev.gatehouse.model.cognitosync.BulkPublishResponse;
import dev.gatehouse.model.cognitosync.BulkPublishStatus;
import dev.gatehouse.model.cognitosync.GetBulkPublishDetailsRequest;
import dev.gatehouse.model.cognitosync.GetBulkPublishDetailsResponse;
import dev.gatehouse.model.service.Call;
import dev.gatehouse.server.store.SyncPoolRecord;
import java.time.Instant;

/// Publishing all datasets of a pool to its stream. There are no streams here, so it fails at once, and says
/// so:
/// nobody must believe that records arrived.
final class Publishing {
    private static final String NO_STREAMS = "This server delivers to no stream.";

    private final Room room;

    Publishing(Room room) {
        this.room = room;
    }

    BulkPublishResponse begin(BulkPublishRequest request, Call call) {
        String pool = room.askers().developer(call, request.identityPoolId());
        long now = room.clock().millis();
        room.write(pool, tx -> {
            SyncPoolRecord set = tx.syncPools()
                    .find(pool)
                    .filter(found -> found.streaming().equals(PoolSettings.ENABLED))
                    .orElseThrow(Refusals::noStream);
            tx.syncPools().put(set.publishedAt(now));
            return true;
        });
        return BulkPublishResponse.builder().identityPoolId(pool).build();
    }

    GetBulkPublishDetailsResponse details(GetBulkPublishDetailsRequest request, Call call) {
        String pool = room.askers().developer(call, request.identityPoolId());
        long started = room.store()
                .read(tx -> tx.syncPools().find(pool))
                .map(SyncPoolRecord::publishStartedAt)
                .orElse(0L);
        GetBulkPublishDetailsResponse.Builder answer =
                GetBulkPublishDetailsResponse.builder().identityPoolId(pool);
        if (started == 0) {
            return answer.bulkPublishStatus(BulkPublishStatus.NOT_STARTED).build();
        }
        Instant at = Instant.ofEpochMilli(started);
        return answer.bulkPublishStatus(BulkPublishStatus.FAILED)
                .bulkPublishStartTime(at)
                .bulkPublishCompleteTime(at)
                .failureMessage(NO_STREAMS)
                .build();
    }
}
