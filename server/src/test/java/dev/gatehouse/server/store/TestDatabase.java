package dev.gatehouse.server.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;

/// A fresh, empty database of either engine for a test. PostgreSQL is started once per JVM.
public enum TestDatabase {
    SQLITE,
    POSTGRES;

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private static final class Server {
        static final EmbeddedPostgres RUNNING = start();

        /// Without fsync: no test here takes its power away, and with it the many databases of a whole run keep the
        /// disk busy beyond the end.
        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /// Where a database is; opening it twice is what two nodes do (PostgreSQL) or a restart does.
    public record Place(Path file, PostgresSettings settings, boolean embedded) {
        public Store open(InstantSource clock) {
            return embedded ? Store.sqlite(file, clock) : Store.postgres(settings, clock);
        }
    }

    /// A database nobody has used.
    public Place fresh() {
        String name = "gatehouse" + NUMBER.incrementAndGet();
        try {
            Path file = Files.createTempDirectory("store").resolve(name + ".db");
            if (this == SQLITE) {
                return new Place(file, settings("none"), true);
            }
            try (var connection = Server.RUNNING.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE " + name);
            }
            return new Place(file, settings(Server.RUNNING.getJdbcUrl("postgres", name)), false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PostgresSettings settings(String url) {
        return new PostgresSettings(url.startsWith("jdbc:") ? url : "jdbc:postgresql:none", "postgres", "", 8);
    }
}
