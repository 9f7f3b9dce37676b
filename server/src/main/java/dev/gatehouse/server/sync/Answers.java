package dev.gatehouse.server.sync;

import dev.gatehouse.model.cognitosync.Dataset;
import dev.gatehouse.model.cognitosync.Record;
import dev.gatehouse.server.store.SyncDatasetRecord;
import dev.gatehouse.server.store.SyncRecord;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is kept, as the API shows it.
final class Answers {
    private Answers() {}

    static Dataset dataset(SyncDatasetRecord dataset) {
        return Dataset.builder()
                .identityId(dataset.owner().identity())
                .datasetName(dataset.name())
                .creationDate(Instant.ofEpochMilli(dataset.createdAt()))
                .lastModifiedDate(Instant.ofEpochMilli(dataset.modifiedAt()))
                .lastModifiedBy(dataset.modifiedBy())
                .dataStorage(dataset.bytes())
                .numRecords(dataset.records())
                .build();
    }

    static Record item(SyncRecord kept) {
        return Record.builder()
                .key(kept.key())
                .value(kept.value())
                .syncCount(kept.syncCount())
                .lastModifiedDate(Instant.ofEpochMilli(kept.modifiedAt()))
                .lastModifiedBy(kept.modifiedBy())
                .deviceLastModifiedDate(time(kept.deviceModifiedAt()))
                .build();
    }

    private static @Nullable Instant time(@Nullable Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }
}
