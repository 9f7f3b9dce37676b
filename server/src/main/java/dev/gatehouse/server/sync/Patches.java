package dev.gatehouse.server.sync;

import static java.util.Objects.requireNonNull;

import dev.gatehouse.model.cognitosync.Operation;
import dev.gatehouse.model.cognitosync.RecordPatch;
import dev.gatehouse.server.store.SyncRecord;
import dev.gatehouse.server.store.SyncRecords;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What an update makes of a dataset: all of its patches, or a refusal. Pure.
final class Patches {
    /// Records with a value, and bytes of their keys and values (Developer Guide, "Quotas in Amazon Cognito").
    static final int MOST_RECORDS = 1_024;

    static final int MOST_BYTES = 1_048_576;

    /// Records with those that were removed: what remains of them cannot pile up without end.
    static final int MOST_KEYS = 4 * MOST_RECORDS;

    private Patches() {}

    /// Who writes, when, and with which count.
    record Stamp(long syncCount, String by, long now) {}

    /// A dataset after an update.
    ///
    /// @param written the records that were touched, in the order of their patches
    /// @param records how many have a value now
    /// @param bytes what they count
    record Outcome(List<SyncRecord> written, long records, long bytes) {}

    /// @param known every record of the dataset before, by id
    /// @throws dev.gatehouse.model.service.ServiceException ResourceConflictException, LimitExceededException,
    ///     InvalidParameterException
    static Outcome apply(Map<String, SyncRecords.Known> known, List<RecordPatch> patches, Stamp stamp) {
        Map<String, SyncRecords.Known> after = new HashMap<>(known);
        Set<String> seen = new HashSet<>();
        List<SyncRecord> written = new ArrayList<>();
        for (RecordPatch patch : patches) {
            String key = requireNonNull(patch.key());
            String id = SyncRecords.id(key);
            if (!seen.add(id)) {
                throw Refusals.duplicateKey(key);
            }
            SyncRecords.Known before = known.get(id);
            if (requireNonNull(patch.syncCount()) != (before == null ? 0 : before.syncCount())) {
                throw Refusals.stale(key);
            }
            SyncRecord now = patched(patch, key, stamp);
            after.put(id, new SyncRecords.Known(now.syncCount(), now.bytes()));
            written.add(now);
        }
        return checked(written, after);
    }

    private static SyncRecord patched(RecordPatch patch, String key, Stamp stamp) {
        Operation op = requireNonNull(patch.op());
        if (op.equals(Operation.REPLACE) && patch.value() == null) {
            throw Refusals.noValue(key);
        }
        return new SyncRecord(
                key,
                op.equals(Operation.REPLACE) ? patch.value() : null,
                stamp.syncCount(),
                stamp.by(),
                stamp.now(),
                millis(patch.deviceLastModifiedDate()));
    }

    private static Outcome checked(List<SyncRecord> written, Map<String, SyncRecords.Known> after) {
        long bytes = after.values().stream().mapToLong(SyncRecords.Known::bytes).sum();
        long records =
                after.values().stream().filter(known -> known.bytes() > 0).count();
        if (records > MOST_RECORDS) {
            throw Refusals.tooMany("records per dataset", MOST_RECORDS);
        }
        if (after.size() > MOST_KEYS) {
            throw Refusals.tooMany("records per dataset, removed ones included,", MOST_KEYS);
        }
        if (bytes > MOST_BYTES) {
            throw Refusals.tooMany("bytes per dataset", MOST_BYTES);
        }
        return new Outcome(written, records, bytes);
    }

    private static @Nullable Long millis(@Nullable Instant time) {
        return time == null ? null : time.toEpochMilli();
    }
}
