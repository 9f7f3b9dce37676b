package dev.gatehouse.server.sync;

import dev.gatehouse.server.store.SyncDatasetRecord;
import dev.gatehouse.server.store.SyncOwner;
import dev.gatehouse.server.store.SyncRecords;
import dev.gatehouse.server.store.Tx;

/// What becomes of datasets when identities are merged or deleted. Called inside the write that does so. The rows of a
/// deleted pool go in the background.
public final class IdentityData {
    private static final int LONGEST_NAME = 128;
    private static final int KEPT_OF_DIGEST = 8;

    private IdentityData() {}

    /// One identity takes over the datasets of another: they become `<name>.<old identity>`, which ListRecords
    /// names
    /// in `MergedDatasetNames` until they are deleted (Developer Guide, "Synchronizing data"). The other
    /// identity
    /// keeps nothing.
    ///
    /// @param pool the identity pool of both
    /// @param from disappears
    /// @param into stays
    public static void merge(Tx tx, String pool, String from, String into) {
        if (from.equals(into)) {
            throw new IllegalArgumentException("an identity cannot be merged into itself");
        }
        SyncOwner old = new SyncOwner(pool, from);
        SyncOwner kept = new SyncOwner(pool, into);
        for (SyncDatasetRecord dataset : tx.syncDatasets().all(old)) {
            if (dataset.live()) {
                String renamed = renamed(dataset.name(), from);
                tx.syncRecords().deleteAll(kept, renamed);
                tx.syncRecords().move(old, dataset.name(), kept, renamed);
                tx.syncDatasets().put(moved(dataset, kept, renamed));
            }
        }
        forget(tx, pool, from);
    }

    /// An identity is deleted: so is what it kept.
    public static void forget(Tx tx, String pool, String identity) {
        SyncOwner owner = new SyncOwner(pool, identity);
        for (SyncDatasetRecord dataset : tx.syncDatasets().all(owner)) {
            tx.syncRecords().deleteAll(owner, dataset.name());
            tx.syncDatasets().remove(owner, dataset.name());
        }
        tx.syncDevices().deleteAll(owner);
    }

    private static SyncDatasetRecord moved(SyncDatasetRecord dataset, SyncOwner owner, String name) {
        String mergedOf = dataset.mergedOf().isEmpty() ? dataset.name() : dataset.mergedOf();
        return new SyncDatasetRecord(
                owner,
                name,
                mergedOf,
                dataset.syncCount(),
                dataset.deletedCount(),
                true,
                dataset.records(),
                dataset.bytes(),
                dataset.modifiedBy(),
                dataset.createdAt(),
                dataset.modifiedAt());
    }

    /// A name too long for the API would keep the dataset from being read or deleted: its middle gives way to a
    /// digest.
    private static String renamed(String name, String from) {
        String whole = name + "." + from;
        if (whole.length() <= LONGEST_NAME) {
            return whole;
        }
        String mark = "-" + SyncRecords.id(name).substring(0, KEPT_OF_DIGEST) + "." + from;
        return name.substring(0, LONGEST_NAME - mark.length()) + mark;
    }
}
