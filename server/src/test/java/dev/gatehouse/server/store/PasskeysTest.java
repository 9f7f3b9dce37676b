package dev.gatehouse.server.store;

import static dev.gatehouse.server.store.Samples.CLOCK;
import static dev.gatehouse.server.store.Samples.NOW;
import static dev.gatehouse.server.store.Samples.OTHER;
import static dev.gatehouse.server.store.Samples.POOL;
import static dev.gatehouse.server.store.Samples.bytes;
import static dev.gatehouse.server.store.Samples.sub;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.pure.id.PoolId;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class PasskeysTest {
    private final TestDatabase database;
    private final Store store;

    PasskeysTest(TestDatabase database) {
        this.database = database;
        store = database.fresh().open(CLOCK);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static PasskeyRecord passkey(PoolId pool, int user, String id, long createdAt) {
        return new PasskeyRecord(
                pool,
                id,
                sub(user),
                "shop.example",
                bytes("key"),
                3,
                List.of("hybrid", "internal"),
                "platform",
                "00000000-0000-0000-0000-000000000000",
                true,
                false,
                "Passkey",
                createdAt);
    }

    private boolean insert(PasskeyRecord passkey) {
        return store.write(tx -> tx.passkeys().insert(passkey));
    }

    private boolean take(PoolId pool, int user, String id, long count) {
        return store.write(tx -> tx.passkeys().take(pool, sub(user), id, count, true));
    }

    private List<PasskeyRecord> of(PoolId pool, int user) {
        return store.read(tx -> tx.passkeys().ofUser(pool, sub(user)));
    }

    @Test
    void comeOldestFirstAndAsTheyWent() {
        PasskeyRecord late = passkey(POOL, 1, "a".repeat(1_364), NOW + 1);
        PasskeyRecord early = passkey(POOL, 1, "b", NOW);
        assertThat(insert(late)).isTrue();
        assertThat(insert(early)).isTrue();
        assertThat(of(POOL, 1)).containsExactly(early, late);
        assertThat(of(POOL, 2)).isEmpty();
        assertThat(of(OTHER, 1)).isEmpty();
    }

    @Test
    void anIdBelongsToOneUserOfAPool() {
        assertThat(insert(passkey(POOL, 1, "a", NOW))).isTrue();
        assertThat(insert(passkey(POOL, 2, "a", NOW))).isFalse();
        assertThat(insert(passkey(POOL, 1, "a", NOW + 1))).isFalse();
        assertThat(insert(passkey(OTHER, 2, "a", NOW))).isTrue();
        assertThat(of(POOL, 2)).isEmpty();
    }

    @Test
    void aCounterOnlyGrows() throws Exception {
        insert(passkey(POOL, 1, "a", NOW));
        for (long count : new long[] {0, 2, 3}) {
            assertThat(take(POOL, 1, "a", count)).isFalse();
        }
        assertThat(take(POOL, 2, "a", 9)).isFalse();
        assertThat(take(OTHER, 1, "a", 9)).isFalse();
        assertThat(take(POOL, 1, "b", 9)).isFalse();
        var taken = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) {
                threads.submit(() -> taken.addAndGet(take(POOL, 1, "a", 4) ? 1 : 0));
            }
        }
        assertThat(taken).hasValue(1);
        assertThat(of(POOL, 1).getFirst().signCount()).isEqualTo(4);
        assertThat(of(POOL, 1).getFirst().backedUp()).isTrue();
        assertThat(take(POOL, 1, "a", 0xffff_ffffL)).isTrue();
    }

    @Test
    void oneThatNeverCountsIsTakenAgainAndAgain() {
        PasskeyRecord it = passkey(POOL, 1, "a", NOW);
        insert(new PasskeyRecord(
                it.pool(),
                it.credentialId(),
                it.sub(),
                it.rpId(),
                it.publicKey(),
                0,
                List.of(),
                "",
                it.aaguid(),
                false,
                false,
                it.name(),
                NOW));
        assertThat(take(POOL, 1, "a", 0)).isTrue();
        assertThat(take(POOL, 1, "a", 0)).isTrue();
        assertThat(of(POOL, 1).getFirst().transports()).isEmpty();
        assertThat(take(POOL, 1, "a", 1)).isTrue();
        assertThat(take(POOL, 1, "a", 0)).isFalse();
    }

    @Test
    void theyGoOneByOneWithTheirUserAndWithTheirPool() {
        store.write(tx -> {
            tx.pools().insert(Samples.pool(POOL));
            return tx.users().insert(Samples.newUser(POOL, 1));
        });
        for (String id : List.of("a", "b")) {
            insert(passkey(POOL, 1, id, NOW));
        }
        insert(passkey(POOL, 2, "c", NOW));
        assertThat((boolean) store.write(tx -> tx.passkeys().delete(POOL, sub(2), "a")))
                .isFalse();
        assertThat((boolean) store.write(tx -> tx.passkeys().delete(POOL, sub(1), "a")))
                .isTrue();
        assertThat((boolean) store.write(tx -> tx.passkeys().delete(POOL, sub(1), "a")))
                .isFalse();
        store.write(tx -> tx.users().delete(POOL, sub(1)));
        assertThat(of(POOL, 1)).isEmpty();
        assertThat(of(POOL, 2)).hasSize(1);
        store.write(tx -> tx.pools().delete(POOL, NOW));
        while (store.purge() > 0) {
            assertThat(of(OTHER, 2)).isEmpty();
        }
        assertThat(of(POOL, 2)).isEmpty();
    }

    @Test
    void aBackupHasThem(@TempDir Path folder) {
        insert(passkey(POOL, 1, "a", NOW));
        Path file = folder.resolve("backup.db");
        store.backup(file);
        try (Store restored = database.fresh().open(CLOCK)) {
            restored.restore(file);
            List<PasskeyRecord> back = restored.read(tx -> tx.passkeys().ofUser(POOL, sub(1)));
            assertThat(back).containsExactly(passkey(POOL, 1, "a", NOW));
        }
    }
}
