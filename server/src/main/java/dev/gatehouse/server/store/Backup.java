package dev.gatehouse.server.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;

/// Backups. Whatever the engine, a backup is a SQLite database with our tables, so it can be restored into either.
final class Backup {
    private Backup() {}

    /// Writes beside the target first: under its name stands a whole backup or nothing.
    static void write(Engine engine, Path file) {
        if (Files.exists(file)) {
            throw new IllegalArgumentException("the backup file exists: " + file);
        }
        Path whole = file.toAbsolutePath();
        Path partial = whole.resolveSibling(whole.getFileName() + ".partial");
        try {
            Files.deleteIfExists(partial);
            Files.createFile(
                    partial, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            engine.copyTo(partial);
            sync(partial);
            Files.move(partial, whole, StandardCopyOption.ATOMIC_MOVE);
            sync(whole.resolveSibling("."));
        } catch (IOException e) {
            throw new StoreUnavailable(e);
        } finally {
            deleteQuietly(partial);
        }
    }

    private static void sync(Path path) throws IOException {
        boolean folder = Files.isDirectory(path);
        try (var channel = FileChannel.open(path, folder ? StandardOpenOption.READ : StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private static void deleteQuietly(Path partial) {
        try {
            Files.deleteIfExists(partial);
        } catch (IOException e) {
            partial.toFile().deleteOnExit();
        }
    }

    /// Copies all tables into an empty file.
    static void copyToFile(Sql source, Path file, InstantSource clock) {
        try (Sql target = SqliteEngine.connectPlain(file)) {
            Migrations.run(target, clock);
            target.execute("BEGIN");
            TableCopy.all(source, target);
            target.execute("COMMIT");
        }
    }

    static void restore(Engine engine, Path file, InstantSource clock) {
        if (!Files.isReadable(file)) {
            throw new IllegalArgumentException("no readable backup file: " + file);
        }
        Path current = Path.of(file.toAbsolutePath() + ".restoring");
        try {
            Files.copy(file, current, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
            try (Sql source = open(current, clock)) {
                engine.write(tx -> fill(tx.sql(), source));
            }
        } catch (IOException e) {
            throw new StoreUnavailable(e);
        } finally {
            deleteQuietly(current);
        }
    }

    /// Opens a copy of the backup and brings it to today's schema.
    private static Sql open(Path copy, InstantSource clock) {
        try {
            Sql source = SqliteEngine.connectPlain(copy);
            try {
                check(source);
                Migrations.run(source, clock);
                return source;
            } catch (RuntimeException e) {
                source.close();
                throw e;
            }
        } catch (SqlFailure | IllegalStateException e) {
            throw new IllegalArgumentException("not a backup this version can read", e);
        }
    }

    private static void check(Sql source) {
        if (!source.exists("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'schema_version'")) {
            throw new IllegalArgumentException("not a backup of Gatehouse");
        }
    }

    private static boolean fill(Sql target, Sql source) {
        for (Schema.Table table : Schema.TABLES) {
            if (target.exists("SELECT 1 FROM " + table.name() + " LIMIT 1")) {
                throw new IllegalStateException("the store is not empty: " + table.name());
            }
        }
        TableCopy.all(source, target);
        return true;
    }
}
