package dev.gatehouse.server.store;

import static dev.gatehouse.server.store.Samples.CLOCK;
import static dev.gatehouse.server.store.Samples.POOL;
import static dev.gatehouse.server.store.Samples.newUser;
import static dev.gatehouse.server.store.Samples.sub;
import static dev.gatehouse.server.store.Samples.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MigrationsTest {
    @ParameterizedTest
    @EnumSource
    void nodesThatStartAtOnceMakeOneSchema(TestDatabase database) throws Exception {
        var place = database.fresh();
        int nodes = 4;
        var barrier = new CyclicBarrier(nodes);
        var opened = new ArrayList<Future<Store>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < nodes; i++) {
                opened.add(threads.submit(() -> {
                    barrier.await();
                    return place.open(CLOCK);
                }));
            }
        }
        for (Future<Store> node : opened) {
            try (Store store = node.get()) {
                long applied = store.read(tx -> tx.sql().number("SELECT count(*) FROM schema_version"));
                assertThat(applied).isEqualTo(Migrations.latest());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatWasWrittenIsThereAfterARestart(TestDatabase database) {
        var place = database.fresh();
        try (Store store = place.open(CLOCK)) {
            store.write(tx -> tx.users().insert(newUser(POOL, 1)));
        }
        try (Store store = place.open(CLOCK)) {
            assertThatObject(store.read(tx -> tx.users().find(POOL, sub(1)))).isEqualTo(Optional.of(user(POOL, 1)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aNewerSchemaIsRefused(TestDatabase database) {
        var place = database.fresh();
        try (Store store = place.open(CLOCK)) {
            store.write(tx -> tx.sql().change("INSERT INTO schema_version (version, applied_at) VALUES (99, 0)"));
        }
        assertThatThrownBy(() -> place.open(CLOCK))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("99");
    }

    @Test
    void theDatabaseFileIsForItsOwnerOnly() throws IOException {
        var place = TestDatabase.SQLITE.fresh();
        try (Store store = place.open(CLOCK)) {
            store.write(tx -> tx.users().insert(newUser(POOL, 1)));
            for (String end : List.of("", "-wal", "-shm")) {
                Path file = Path.of(place.file() + end);
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .as(end)
                        .isEqualTo("rw-------");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void theSchemaListsEveryTable(TestDatabase database) {
        try (Store store = database.fresh().open(CLOCK)) {
            String tables = database == TestDatabase.SQLITE
                    ? "SELECT name FROM sqlite_master WHERE type = 'table'"
                    : "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'";
            List<String> names = store.read(tx -> tx.sql().list(tables, row -> row.getString(1)));
            var listed = new ArrayList<>(
                    Schema.TABLES.stream().map(Schema.Table::name).toList());
            listed.add("schema_version");
            assertThat(names).containsExactlyInAnyOrderElementsOf(listed);
        }
    }
}
