package dev.gatehouse.server.store;

import static dev.gatehouse.server.store.Samples.CLOCK;
import static dev.gatehouse.server.store.Samples.NOW;
import static dev.gatehouse.server.store.Samples.POOL;
import static dev.gatehouse.server.store.Samples.bytes;
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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackupTest {
    @TempDir
    private Path folder;

    private static void fill(Store store) {
        store.write(tx -> {
            tx.settings().put("root", bytes("secret"), true);
            tx.pools().insert(Samples.pool(POOL));
            tx.clients().insert(Samples.client(POOL, "c"));
            tx.groups().insert(new GroupRecord(POOL, "staff", null, null, 2, NOW, NOW));
            tx.sessions().insert(Samples.session(POOL, "s", sub(1), "a"));
            return tx.users().insertAll(Samples.users(POOL, 0, 1_200));
        });
        UserRecord full = user(POOL, 7).withPassword(bytes("\u0000h"), bytes("s"), null, List.of(bytes("x")), NOW);
        store.write(tx -> tx.users().update(full));
    }

    @ParameterizedTest
    @CsvSource({"SQLITE, SQLITE", "SQLITE, POSTGRES", "POSTGRES, SQLITE", "POSTGRES, POSTGRES"})
    void aBackupOfEitherEngineIsRestoredIntoEither(TestDatabase from, TestDatabase into) throws IOException {
        Path file = folder.resolve("backup.db");
        try (Store source = from.fresh().open(CLOCK);
                Store target = into.fresh().open(CLOCK)) {
            fill(source);
            source.backup(file);
            source.write(tx -> tx.users().delete(POOL, sub(7)));
            target.restore(file);
            UserRecord restored =
                    target.read(tx -> tx.users().findByName(POOL, "user7")).orElseThrow();
            assertThat(restored.passwordHash()).isEqualTo(bytes("\u0000h"));
            assertThat(restored.srpVerifier()).isNull();
            assertThat(restored.passwordHistory()).containsExactly(bytes("x"));
            assertThat(restored.version()).isEqualTo(2);
            assertThatObject(target.read(tx -> tx.users().estimatedCount(POOL))).isEqualTo(1_200L);
            assertThatObject(target.read(tx -> tx.settings().find("root"))).isEqualTo(Optional.of(bytes("secret")));
            assertThat(target.read(tx -> tx.groups().find(POOL, "staff"))
                            .orElseThrow()
                            .precedence())
                    .isEqualTo(2);
            assertThatObject(target.write(tx -> tx.users().insert(newUser(POOL, 7))))
                    .isInstanceOf(UserWrite.NameTaken.class);
            assertThatThrownBy(() -> target.restore(file)).isInstanceOf(IllegalStateException.class);
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (var left = Files.list(folder)) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test
    void aBackupTakenWhileOthersWriteIsOneMoment() throws Exception {
        var stop = new AtomicBoolean();
        try (Store store = TestDatabase.SQLITE.fresh().open(CLOCK);
                Store target = TestDatabase.SQLITE.fresh().open(CLOCK);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var written = new CountDownLatch(20);
            Future<?> writer = threads.submit(() -> {
                for (int i = 0; !stop.get(); i++) {
                    int number = i;
                    store.write(tx -> {
                        tx.settings().put("left" + number, bytes("x"), false);
                        tx.settings().put("right" + number, bytes("x"), false);
                        return true;
                    });
                    written.countDown();
                }
            });
            written.await();
            store.backup(folder.resolve("live.db"));
            stop.set(true);
            writer.get();
            target.restore(folder.resolve("live.db"));
            long lefts = target.read(tx -> tx.sql().number("SELECT count(*) FROM settings WHERE name LIKE 'left%'"));
            long rights = target.read(tx -> tx.sql().number("SELECT count(*) FROM settings WHERE name LIKE 'right%'"));
            assertThat(lefts).isEqualTo(rights).isGreaterThanOrEqualTo(20);
        }
    }

    @Test
    void whatIsNoBackupIsRefused() throws IOException {
        Path text = Files.writeString(folder.resolve("text"), "not a database, but long enough to look at".repeat(99));
        try (Store store = TestDatabase.SQLITE.fresh().open(CLOCK)) {
            assertThatThrownBy(() -> store.restore(text)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> store.restore(folder.resolve("none")))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> store.backup(text)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
