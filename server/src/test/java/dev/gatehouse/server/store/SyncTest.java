package dev.gatehouse.server.store;

import static dev.gatehouse.server.store.Samples.CLOCK;
import static dev.gatehouse.server.store.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Datasets, records, devices and settings of Cognito Sync on either engine.
@ParameterizedClass
@EnumSource
class SyncTest {
    private static final String IDENTITY_POOL = "eu-west-1:11111111-2222-3333-4444-555555555555";
    private static final SyncOwner OWNER = new SyncOwner(IDENTITY_POOL, "eu-west-1:a");
    private static final SyncOwner OTHER_OWNER = new SyncOwner(IDENTITY_POOL, "eu-west-1:b");

    private final Store store;

    SyncTest(TestDatabase database) {
        store = database.fresh().open(CLOCK);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void datasetsAreOfTheirOwner() {
        put(dataset(OWNER, "b", true));
        put(dataset(OWNER, "a", true));
        put(dataset(OWNER, "gone", false));
        put(dataset(OTHER_OWNER, "c", true));
        Page<SyncDatasetRecord> first = store.read(tx -> tx.syncDatasets().list(OWNER, Optional.empty(), 1));
        assertThat(first.items()).containsExactly(dataset(OWNER, "a", true));
        Page<SyncDatasetRecord> rest = store.read(tx -> tx.syncDatasets().list(OWNER, first.next(), 5));
        assertThat(rest.items()).containsExactly(dataset(OWNER, "b", true));
        assertThat(rest.next()).isEmpty();
        List<SyncDatasetRecord> all = store.read(tx -> tx.syncDatasets().all(OWNER));
        assertThat(all).extracting(SyncDatasetRecord::name).containsExactly("a", "b", "gone");
        SyncUsage own = store.read(tx -> tx.syncDatasets().usage(OWNER));
        assertThat(own).isEqualTo(new SyncUsage(2, 15, 12, NOW));
        SyncUsage whole = store.read(tx -> tx.syncDatasets().usage(IDENTITY_POOL));
        assertThat(whole).isEqualTo(new SyncUsage(3, 20, 16, NOW));
        SyncUsage nothing = store.read(tx -> tx.syncDatasets().usage("eu-west-1:0"));
        assertThat(nothing).isEqualTo(new SyncUsage(0, 0, 0, 0));
        Optional<String> next = store.read(tx -> tx.syncDatasets().nextPool(""));
        assertThat(next).contains(IDENTITY_POOL);
        Optional<String> last = store.read(tx -> tx.syncDatasets().nextPool(IDENTITY_POOL));
        assertThat(last).isEmpty();
    }

    /// PostgreSQL refuses index entries above 2,704 bytes; a key may have 4,096.
    @Test
    void theLongestKeysAreKept() {
        String key = "\uD83D\uDE00".repeat(1024);
        putRecords(record(key, "v", 1));
        assertThat(changedSince(0)).containsExactly(record(key, "v", 1));
    }

    @Test
    void recordsComeInTheOrderOfTheirCounts() {
        putRecords(record("x", "1", 1), record("y", "1", 1), record("z", "1", 1));
        putRecords(record("y", "22", 2), record("z", null, 3));
        assertThat(changedSince(0)).extracting(SyncRecord::key).containsExactly("x", "y", "z");
        assertThat(changedSince(1)).containsExactly(record("y", "22", 2), record("z", null, 3));
        assertThat(changedSince(3)).isEmpty();
        Map<String, SyncRecords.Known> known = store.read(tx -> tx.syncRecords().known(OWNER, "d"));
        assertThat(known)
                .containsEntry(SyncRecords.id("y"), new SyncRecords.Known(2, 3))
                .containsEntry(SyncRecords.id("z"), new SyncRecords.Known(3, 0))
                .hasSize(3);
    }

    @Test
    void pagesOfRecordsMissNoneAndRepeatNone() {
        putRecords(record("x", "1", 1), record("y", "1", 1), record("z", "1", 2));
        Page<SyncRecord> first = store.read(tx -> tx.syncRecords().changedSince(OWNER, "d", 0, Optional.empty(), 1));
        Page<SyncRecord> rest = store.read(tx -> tx.syncRecords().changedSince(OWNER, "d", 0, first.next(), 5));
        assertThat(first.items()).hasSize(1);
        assertThat(rest.items()).hasSize(2).doesNotContainAnyElementsOf(first.items());
        assertThat(rest.next()).isEmpty();
        assertThatThrownBy(() -> store.read(
                        tx -> tx.syncRecords().changedSince(OWNER, "d", 0, Optional.of(Cursor.of("x", "y")), 5)))
                .isInstanceOf(InvalidCursor.class);
    }

    @Test
    void settingsAreReplaced() {
        SyncPoolRecord set = SyncPoolRecord.of(IDENTITY_POOL)
                .pushing(List.of("a", "b"), "r")
                .streamingTo("s", "t", "ENABLED")
                .asking("f")
                .publishedAt(NOW);
        var _ = store.write(tx -> {
            tx.syncPools().put(SyncPoolRecord.of(IDENTITY_POOL));
            tx.syncPools().put(set);
            return true;
        });
        Optional<SyncPoolRecord> found = store.read(tx -> tx.syncPools().find(IDENTITY_POOL));
        assertThat(found).contains(set);
    }

    @Test
    void subscriptionsGoWithTheirDevice() {
        var _ = store.write(tx -> {
            tx.syncDevices().insert(OWNER, "old", "1", NOW);
            tx.syncDevices().insert(OWNER, "new", "2", NOW + 1);
            tx.syncDevices().subscribe(OWNER, "d", "old");
            tx.syncDevices().subscribe(OWNER, "d", "old");
            return true;
        });
        List<String> oldest = store.read(tx -> tx.syncDevices().oldest(OWNER, 1));
        assertThat(oldest).containsExactly("old");
        Optional<String> found = store.read(tx -> tx.syncDevices().withToken(OWNER, "1"));
        assertThat(found).contains("old");
        Optional<String> others = store.read(tx -> tx.syncDevices().withToken(OTHER_OWNER, "1"));
        assertThat(others).isEmpty();
        var _ = store.write(tx -> {
            tx.syncDevices().delete(OWNER, "old");
            return true;
        });
        boolean ended = store.write(tx -> tx.syncDevices().unsubscribe(OWNER, "d", "old"));
        assertThat(ended).isFalse();
    }

    private void put(SyncDatasetRecord dataset) {
        var _ = store.write(tx -> {
            tx.syncDatasets().put(dataset);
            return true;
        });
    }

    private void putRecords(SyncRecord... records) {
        var _ = store.write(tx -> {
            tx.syncRecords().put(OWNER, "d", List.of(records));
            return true;
        });
    }

    private List<SyncRecord> changedSince(long count) {
        return store.read(tx -> tx.syncRecords().changedSince(OWNER, "d", count, Optional.empty(), 10))
                .items();
    }

    private static SyncRecord record(String key, String value, long count) {
        return new SyncRecord(key, value, count, "me", NOW, count == 1 ? null : NOW - 5);
    }

    private static SyncDatasetRecord dataset(SyncOwner owner, String name, boolean live) {
        return new SyncDatasetRecord(owner, name, "", 4, live ? 0 : 4, live, 1, 5, "me", NOW, NOW);
    }
}
