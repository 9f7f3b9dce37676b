package dev.gatehouse.server.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.pure.id.PoolId;
import dev.gatehouse.server.store.Store;
import dev.gatehouse.server.store.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LockOutTest {
    private static final PoolId POOL = new PoolId("eu-west-1_aB3dE5fG7");
    private static final PoolId OTHER = new PoolId("eu-west-1_zzzzzzzzz");
    private Instant now = Instant.ofEpochMilli(1_767_225_600_123L);
    private final InstantSource clock = () -> now;
    private final Store store = TestDatabase.SQLITE.fresh().open(clock);
    private final LockOut lockOut = new LockOut(clock);

    @AfterEach
    void close() {
        store.close();
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "4, 0", "5, 1", "6, 2", "7, 4", "14, 512", "15, 900", "16, 900", "2000000000, 900"})
    void thePauseDoubles(int failures, long seconds) {
        assertThat(LockOutRule.pause(failures)).isEqualTo(Duration.ofSeconds(seconds));
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            store.write(tx -> {
                lockOut.failed(tx, POOL, "nora");
                return true;
            });
        }
    }

    private boolean open() {
        Standing standing = store.read(tx -> lockOut.standing(tx, POOL, "nora"));
        return standing instanceof Standing.Open;
    }

    @Test
    void theFifthFailureLocksForASecondAndTriesInsideDoNotCount() {
        fail(4);
        assertThat(open()).isTrue();
        fail(1);
        assertThat(open()).isFalse();
        fail(20);
        now = now.plusMillis(999);
        assertThat(open()).isFalse();
        now = now.plusMillis(1);
        assertThat(open()).isTrue();
        fail(1);
        now = now.plusMillis(1_999);
        assertThat(open()).isFalse();
        now = now.plusMillis(1);
        assertThat(open()).isTrue();
        Standing elsewhere = store.read(tx -> lockOut.standing(tx, OTHER, "nora"));
        assertThat(elsewhere).isEqualTo(new Standing.Open());
    }

    @Test
    void aSuccessForgetsAll() {
        fail(5);
        store.write(tx -> {
            lockOut.succeeded(tx, POOL, "nora");
            return true;
        });
        fail(4);
        assertThat(open()).isTrue();
    }

    @Test
    void aQuarterOfAnHourWithoutTriesForgetsAll() {
        fail(4);
        now = now.plus(Duration.ofMinutes(15));
        fail(1);
        assertThat(open()).isTrue();
    }

    @Test
    void triesPerHourAreOfOneUserAndOneOperation() {
        var limits = new Limits(store, clock);
        for (int i = 0; i < 5; i++) {
            assertThat(limits.allows(POOL, Limited.CHANGE_PASSWORD, "nora")).isTrue();
        }
        assertThat(limits.allows(POOL, Limited.CHANGE_PASSWORD, "nora")).isFalse();
        assertThat(limits.allows(POOL, Limited.CHANGE_PASSWORD, "otto")).isTrue();
        assertThat(limits.allows(OTHER, Limited.CHANGE_PASSWORD, "nora")).isTrue();
        assertThat(limits.allows(POOL, Limited.CONFIRM_SIGN_UP, "nora")).isTrue();
        now = now.plus(Duration.ofHours(1));
        assertThat(limits.allows(POOL, Limited.CHANGE_PASSWORD, "nora")).isTrue();
    }
}
