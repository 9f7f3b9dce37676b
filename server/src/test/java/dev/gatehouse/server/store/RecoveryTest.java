package dev.gatehouse.server.store;

import static dev.gatehouse.server.store.Samples.CLOCK;
import static dev.gatehouse.server.store.Samples.POOL;
import static dev.gatehouse.server.store.Samples.newUser;
import static dev.gatehouse.server.store.Samples.sub;
import static dev.gatehouse.server.store.Samples.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class RecoveryTest {
    /// The database is full: writes fail clearly, reads go on, and when there is room again nobody has to restart
    /// anything.
    @Test
    void aFullDiskIsAnAnswerAndPasses() {
        try (Store store = TestDatabase.SQLITE.fresh().open(CLOCK)) {
            store.write(tx -> tx.users().insert(newUser(POOL, 1)));
            store.write(tx -> tx.sql().number("PRAGMA max_page_count = 1"));
            assertThatThrownBy(() -> store.write(tx -> tx.users().insertAll(Samples.users(POOL, 2, 2_000))))
                    .isInstanceOf(StoreUnavailable.class)
                    .hasMessage("the store is not available");
            assertThat(store.read(tx -> tx.users().find(POOL, sub(1))).orElseThrow())
                    .isEqualTo(user(POOL, 1));
            assertThatObject(store.read(tx -> tx.users().estimatedCount(POOL))).isEqualTo(1L);
            assertThat(store.health().available()).isTrue();
            store.write(tx -> tx.users().insertAll(Samples.users(POOL, 2, 2_000)));
            assertThatObject(store.read(tx -> tx.users().estimatedCount(POOL))).isEqualTo(1_999L);
        }
    }

    @Test
    void aLostServerIsAnAnswerAndPasses() throws IOException {
        Path data = Files.createTempDirectory("postgres").resolve("data");
        EmbeddedPostgres server = start(data, 0);
        int port = server.getPort();
        var settings = new PostgresSettings(server.getJdbcUrl("postgres", "postgres"), "postgres", "", 4);
        try (Store store = Store.postgres(settings, CLOCK)) {
            store.write(tx -> tx.users().insert(newUser(POOL, 1)));
            server.close();
            assertThatThrownBy(() -> store.write(tx -> tx.users().insert(newUser(POOL, 2))))
                    .isInstanceOf(StoreUnavailable.class);
            assertThatThrownBy(() -> store.read(tx -> tx.users().find(POOL, sub(1))))
                    .isInstanceOf(StoreUnavailable.class);
            assertThat(store.health().available()).isFalse();
            server = start(data, port);
            assertThatObject(recovered(() -> store.read(tx -> tx.users().find(POOL, sub(1)))))
                    .isEqualTo(Optional.of(user(POOL, 1)));
            assertThatObject(store.read(tx -> tx.users().find(POOL, sub(2)))).isEqualTo(Optional.empty());
            recovered(() -> store.write(tx -> tx.users().insert(newUser(POOL, 2))));
            assertThat(store.health().available()).isTrue();
        } finally {
            server.close();
        }
    }

    /// The connection pools come back one after the other, each within some seconds.
    private static <T> T recovered(Supplier<T> work) {
        for (int tries = 1; ; tries++) {
            try {
                return work.get();
            } catch (StoreUnavailable stillLost) {
                assertThat(tries).as("tries until the store is back").isLessThan(10);
            }
        }
    }

    private static EmbeddedPostgres start(Path data, int port) throws IOException {
        var builder = EmbeddedPostgres.builder().setDataDirectory(data).setCleanDataDirectory(false);
        return port == 0 ? builder.start() : builder.setPort(port).start();
    }

    @Test
    void aServerThatIsNotThereAtTheStartIsAnAnswer() {
        var settings = new PostgresSettings("jdbc:postgresql://127.0.0.1:1/none", "nobody", "pass phrase", 4);
        assertThat(settings.toString()).doesNotContain("pass phrase");
        assertThatThrownBy(() -> Store.postgres(settings, CLOCK)).isInstanceOf(StoreUnavailable.class);
    }
}
