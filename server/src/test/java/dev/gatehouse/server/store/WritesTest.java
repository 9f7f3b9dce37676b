package dev.gatehouse.server.store;

import static dev.gatehouse.server.store.Samples.CLOCK;
import static dev.gatehouse.server.store.Samples.NOW;
import static dev.gatehouse.server.store.Samples.POOL;
import static dev.gatehouse.server.store.Samples.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class WritesTest {
    private final Store store;

    WritesTest(TestDatabase database) {
        store = database.fresh().open(CLOCK);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void put(Tx tx, String name) {
        tx.settings().put(name, bytes(name), false);
    }

    private boolean has(String name) {
        return store.read(tx -> tx.settings().find(name)).isPresent();
    }

    @Test
    void anExceptionUndoesItsClosureAndGoesToTheCaller() {
        var refusal = new IllegalArgumentException("no");
        assertThatThrownBy(() -> store.write(tx -> {
                    put(tx, "undone");
                    throw refusal;
                }))
                .isSameAs(refusal);
        assertThat(has("undone")).isFalse();
        store.write(tx -> {
            put(tx, "done");
            return true;
        });
        assertThat(has("done")).isTrue();
    }

    @Test
    void closuresThatShareACommitFailAlone() throws Exception {
        var held = new CountDownLatch(1);
        var outcomes = new ArrayList<Future<Boolean>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var holding = new CountDownLatch(1);
            var holder = threads.submit(() -> store.write(tx -> {
                holding.countDown();
                await(held);
                return true;
            }));
            holding.await();
            for (int i = 0; i < 30; i++) {
                int number = i;
                outcomes.add(threads.submit(() -> store.write(tx -> {
                    put(tx, "n" + number);
                    if (number % 3 == 0) {
                        throw new IllegalArgumentException("no");
                    }
                    return true;
                })));
            }
            held.countDown();
            assertThat(holder.get()).isTrue();
        }
        for (int i = 0; i < 30; i++) {
            assertThat(has("n" + i)).as("n%d", i).isEqualTo(i % 3 != 0);
            assertThat(outcomes.get(i).state() == Future.State.SUCCESS).isEqualTo(i % 3 != 0);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aStatementThatFailsIsABugAndUndoesItsClosureOnly() {
        assertThatThrownBy(() -> store.write(tx -> {
                    put(tx, "before");
                    return tx.sql().change("INSERT INTO settings (name) VALUES (?)", "x");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(has("before")).isFalse();
        assertThat(store.health())
                .isEqualTo(new Health(true, store.engine().dialect().text()));
    }

    /// Read, then write what was read plus one: only serializable writes count to the end.
    @Test
    void writesBehaveAsIfOneAfterAnother() throws Exception {
        int writers = 6;
        int rounds = 15;
        store.write(tx -> tx.pools().insert(Samples.pool(POOL)));
        var outcomes = new ArrayList<Future<?>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < writers; i++) {
                outcomes.add(threads.submit(() -> {
                    for (int round = 0; round < rounds; round++) {
                        store.write(tx -> {
                            int failures = tx.counters()
                                    .failures(POOL, "k")
                                    .map(FailureRecord::failures)
                                    .orElse(0);
                            tx.counters().putFailures(POOL, "k", new FailureRecord(failures + 1, NOW), NOW + 1);
                            return true;
                        });
                    }
                }));
            }
        }
        for (Future<?> outcome : outcomes) {
            outcome.get();
        }
        assertThat(store.read(tx -> tx.counters().failures(POOL, "k"))
                        .orElseThrow()
                        .failures())
                .isEqualTo(writers * rounds);
    }

    @Test
    void aClosedStoreSaysSo() {
        store.close();
        assertThatThrownBy(() -> has("x")).isInstanceOf(StoreUnavailable.class);
        assertThatThrownBy(() -> store.write(tx -> tx.pools().count())).isInstanceOf(StoreUnavailable.class);
        assertThat(store.health().available()).isFalse();
    }
}
