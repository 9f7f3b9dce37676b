package dev.gatehouse.server.sync;

import static dev.gatehouse.server.sync.SyncWorld.ANNE;
import static dev.gatehouse.server.sync.SyncWorld.BERT;
import static dev.gatehouse.server.sync.SyncWorld.DEVELOPER;
import static dev.gatehouse.server.sync.SyncWorld.POOL;
import static dev.gatehouse.server.sync.SyncWorld.identity;
import static dev.gatehouse.server.sync.SyncWorld.remove;
import static dev.gatehouse.server.sync.SyncWorld.replace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.model.cognitosync.CognitoSync;
import dev.gatehouse.model.cognitosync.DeleteDatasetRequest;
import dev.gatehouse.model.cognitosync.InvalidLambdaFunctionOutputException;
import dev.gatehouse.model.cognitosync.InvalidParameterException;
import dev.gatehouse.model.cognitosync.LimitExceededException;
import dev.gatehouse.model.cognitosync.ListRecordsResponse;
import dev.gatehouse.model.cognitosync.NotAuthorizedException;
import dev.gatehouse.model.cognitosync.Record;
import dev.gatehouse.model.cognitosync.RecordPatch;
import dev.gatehouse.model.cognitosync.ResourceConflictException;
import dev.gatehouse.model.cognitosync.ResourceNotFoundException;
import dev.gatehouse.model.cognitosync.SetCognitoEventsRequest;
import dev.gatehouse.model.service.Caller;
import dev.gatehouse.server.store.SyncDatasetRecord;
import dev.gatehouse.server.store.SyncOwner;
import dev.gatehouse.server.store.SyncUsage;
import dev.gatehouse.server.store.TestDatabase;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Counts, conflicts, quotas, session tokens and tombstones, on either engine.
@ParameterizedClass
@EnumSource
final class UpdateRecordsTest {
    private static final Caller OWN = identity(ANNE, POOL);

    private final SyncWorld world;

    UpdateRecordsTest(TestDatabase database) {
        world = new SyncWorld(database);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void countsGoUpOncePerUpdateAndOldRecordsKeepTheirs() {
        world.update(OWN, "d", replace("a", "1", 0), replace("b", "1", 0));
        world.update(OWN, "d", replace("b", "2", 1));
        ListRecordsResponse all = world.list(OWN, "d", 0);
        assertThat(all.records()).extracting(Record::key).containsExactly("a", "b");
        assertThat(all.records()).extracting(Record::syncCount).containsExactly(1L, 2L);
        assertThat(all.records()).extracting(Record::lastModifiedBy).containsOnly(ANNE);
        assertThat(all.datasetSyncCount()).isEqualTo(2);
        assertThat(all.datasetExists()).isTrue();
        assertThat(all.datasetDeletedAfterRequestedSyncCount()).isFalse();
        assertThat(world.list(OWN, "d", 1).records()).extracting(Record::value).containsExactly("2");
        assertThat(world.list(OWN, "d", 2).records()).isEmpty();
    }

    @Test
    void aStalePatchLeavesEverythingAsItWas() {
        world.update(OWN, "d", replace("a", "1", 0));
        for (RecordPatch stale : new RecordPatch[] {replace("a", "2", 0), replace("a", "2", 2), replace("c", "2", 1)}) {
            assertThatExceptionOfType(ResourceConflictException.class)
                    .isThrownBy(() -> world.update(OWN, "d", replace("new", "1", 0), stale));
        }
        assertThat(world.list(OWN, "d", 0).records()).extracting(Record::value).containsExactly("1");
        assertThat(world.list(OWN, "d", 0).datasetSyncCount()).isEqualTo(1);
    }

    @Test
    void removedRecordsStayWithoutValue() {
        world.update(OWN, "d", replace("a", "1", 0));
        world.update(OWN, "d", remove("a", 1));
        Record tombstone = world.list(OWN, "d", 1).records().getFirst();
        assertThat(tombstone.value()).isNull();
        assertThat(tombstone.syncCount()).isEqualTo(2);
        assertThatExceptionOfType(ResourceConflictException.class)
                .isThrownBy(() -> world.update(OWN, "d", replace("a", "3", 0)));
        world.update(OWN, "d", replace("a", "3", 2));
        assertThat(world.list(OWN, "d", 2).records()).extracting(Record::value).containsExactly("3");
    }

    @Test
    void ofWritersWhoSawTheSameOneWins() {
        world.update(OWN, "d", replace("a", "0", 0));
        String token = world.list(OWN, "d", 0).syncSessionToken();
        AtomicInteger won = new AtomicInteger();
        AtomicInteger conflicts = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 6; i++) {
                String value = Integer.toString(i);
                threads.submit(() -> {
                    try {
                        world.update(OWN, "d", token, replace("a", value, 1), replace("of" + value, value, 0));
                        won.incrementAndGet();
                    } catch (ResourceConflictException e) {
                        conflicts.incrementAndGet();
                    }
                });
            }
        }
        assertThat(won).hasValue(1);
        assertThat(conflicts).hasValue(5);
        assertThat(world.list(OWN, "d", 0).records()).hasSize(2);
        assertThat(world.list(OWN, "d", 0).datasetSyncCount()).isEqualTo(2);
    }

    @Test
    void quotasHold() {
        RecordPatch[] most = IntStream.range(0, 1_024)
                .mapToObj(i -> replace("k" + i, "v", 0))
                .toArray(RecordPatch[]::new);
        world.update(OWN, "full", most);
        refusedForQuota("full", replace("more", "v", 0));
        world.update(OWN, "full", remove("k1", 1), replace("more", "v", 0));
        world.update(OWN, "large", replace("k", "v".repeat(1_048_575), 0));
        refusedForQuota("large", replace("l", "", 0));
        IntStream.range(2, 20).forEach(i -> world.update(OWN, "d" + i, replace("k", "v", 0)));
        refusedForQuota("d20", replace("k", "v", 0));
        delete("d2");
        world.update(OWN, "d20", replace("k", "v", 0));
    }

    private void refusedForQuota(String dataset, RecordPatch patch) {
        assertThatExceptionOfType(LimitExceededException.class).isThrownBy(() -> world.update(OWN, dataset, patch));
    }

    @Test
    void patchesThatMeanNothingAreRefused() {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> world.update(OWN, "d", replace("a", "1", 0), remove("a", 0)));
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> world.update(OWN, "d", replace("a", null, 0)));
        assertThat(world.update(OWN, "d").records()).isEmpty();
        assertThat(world.list(OWN, "d", 0).datasetExists()).isFalse();
    }

    @Test
    void aTokenIsGoodForItsDatasetCallerAndDay() {
        String token = world.list(OWN, "d", 0).syncSessionToken();
        RecordPatch patch = replace("a", "1", 0);
        assertThatExceptionOfType(NotAuthorizedException.class)
                .isThrownBy(() -> world.update(OWN, "other", token, patch));
        assertThatExceptionOfType(NotAuthorizedException.class)
                .isThrownBy(() -> world.update(DEVELOPER, "d", token, patch));
        String turned = (token.charAt(0) == 'A' ? "B" : "A") + token.substring(1);
        for (String wrong : new String[] {turned, token.substring(4), "!", "x".repeat(5_000)}) {
            assertThatExceptionOfType(NotAuthorizedException.class)
                    .isThrownBy(() -> world.update(OWN, "d", wrong, patch));
        }
        assertThatExceptionOfType(InvalidParameterException.class).isThrownBy(() -> world.update(OWN, "d", "", patch));
        world.pass(Duration.ofDays(1).minusSeconds(1));
        world.update(OWN, "d", token, patch);
        world.pass(Duration.ofSeconds(1));
        assertThatThrownBy(() -> world.update(OWN, "d", token, replace("a", "2", 1)))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessage("SyncSessionToken has expired.");
    }

    @Test
    void aDeletedDatasetCountsOn() {
        world.update(OWN, "d", replace("a", "1", 0));
        delete("d");
        ListRecordsResponse gone = world.list(OWN, "d", 1);
        assertThat(gone.datasetExists()).isFalse();
        assertThat(gone.datasetDeletedAfterRequestedSyncCount()).isTrue();
        assertThat(gone.datasetSyncCount()).isEqualTo(2);
        assertThat(gone.records()).isEmpty();
        world.update(OWN, "d", replace("a", "1", 0));
        ListRecordsResponse again = world.list(OWN, "d", 1);
        assertThat(again.datasetExists()).isTrue();
        assertThat(again.datasetDeletedAfterRequestedSyncCount()).isTrue();
        assertThat(world.list(OWN, "d", 2).datasetDeletedAfterRequestedSyncCount())
                .isFalse();
        assertThat(world.list(OWN, "d", 2).records())
                .extracting(Record::syncCount)
                .containsExactly(3L);
    }

    @Test
    void mergedDatasetsAreAnnouncedUntilDeleted() {
        String longest = "n".repeat(128);
        world.update(OWN, "d", replace("a", "new", 0));
        var _ = world.store.write(tx -> {
            // what Bert kept, as if he had written it
            for (String name : new String[] {"d", longest}) {
                tx.syncDatasets().put(bertsDataset(name));
            }
            IdentityData.merge(tx, POOL, BERT, ANNE);
            return true;
        });
        assertThat(world.list(OWN, "d", 0).mergedDatasetNames()).containsExactly("d." + BERT);
        assertThat(world.list(OWN, "d." + BERT, 0).datasetExists()).isTrue();
        assertThat(world.list(OWN, longest, 0).mergedDatasetNames())
                .singleElement()
                .satisfies(name -> {
                    assertThat(name).hasSize(128).endsWith("." + BERT);
                });
        delete("d." + BERT);
        assertThat(world.list(OWN, "d", 0).mergedDatasetNames()).isEmpty();
        assertThat(world.list(OWN, "d", 0).records()).extracting(Record::value).containsExactly("new");
    }

    private static SyncDatasetRecord bertsDataset(String name) {
        return new SyncDatasetRecord(new SyncOwner(POOL, BERT), name, "", 1, 0, true, 0, 0, BERT, 1, 1);
    }

    /// A device writes while another one signs in: what it wrote was lost, kept for nobody.
    @Test
    void anIdentityThatIsMergedMeanwhileTakesNoUpdate() {
        String token = world.list(OWN, "d", 0).syncSessionToken();
        world.deleteAfterAsking(1);
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> world.update(OWN, "d", token, replace("a", "1", 0)));
        SyncUsage kept = world.store.read(tx -> tx.syncDatasets().usage(POOL));
        assertThat(kept.datasets()).isZero();
    }

    @Test
    void aForgottenIdentityKeepsNothing() {
        world.update(OWN, "d", replace("a", "1", 0));
        delete("d");
        world.update(OWN, "e", replace("a", "1", 0));
        var _ = world.store.write(tx -> {
            tx.syncDevices().insert(new SyncOwner(POOL, ANNE), "device", "digest", 1);
            IdentityData.forget(tx, POOL, ANNE);
            return true;
        });
        ListRecordsResponse left = world.list(OWN, "d", 0);
        assertThat(left.datasetSyncCount()).isZero();
        assertThat(world.list(OWN, "e", 0).records()).isEmpty();
        boolean device = world.store.read(tx -> tx.syncDevices().exists(new SyncOwner(POOL, ANNE), "device"));
        assertThat(device).isFalse();
    }

    /// What a function was to decide is not decided without it.
    @Test
    void aPoolWithAFunctionTakesNoUpdates() {
        events("arn:aws:lambda:eu-west-1:123456789012:function:f");
        assertThatExceptionOfType(InvalidLambdaFunctionOutputException.class)
                .isThrownBy(() -> world.update(OWN, "d", replace("a", "1", 0)));
        events("");
        world.update(OWN, "d", replace("a", "1", 0));
    }

    private void events(String function) {
        world.call(
                DEVELOPER,
                CognitoSync.SET_COGNITO_EVENTS,
                SetCognitoEventsRequest.builder()
                        .identityPoolId(POOL)
                        .events(Map.of("SyncTrigger", function))
                        .build());
    }

    private void delete(String dataset) {
        world.call(
                OWN,
                CognitoSync.DELETE_DATASET,
                DeleteDatasetRequest.builder()
                        .identityPoolId(POOL)
                        .identityId(ANNE)
                        .datasetName(dataset)
                        .build());
    }
}
