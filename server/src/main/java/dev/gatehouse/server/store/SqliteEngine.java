package dev.gatehouse.server.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/// The embedded engine: readers beside one writer (WAL).
final class SqliteEngine implements Engine {
    private final Path file;
    private final SqliteReaders readers;
    private final SqliteWriter writer;

    private SqliteEngine(Path file) {
        this.file = file;
        this.readers = new SqliteReaders(file);
        this.writer = new SqliteWriter(file);
    }

    static SqliteEngine open(Path file, InstantSource clock) {
        makeFile(file);
        try (Sql sql = connect(file, false)) {
            Migrations.run(sql, clock);
        } catch (SqlFailure e) {
            throw Dialect.SQLITE.translate(e.failure());
        }
        return new SqliteEngine(file);
    }

    private static void makeFile(Path file) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (FileAlreadyExistsException there) {
            // made by an earlier start, or at this moment by another one
        } catch (IOException e) {
            throw new StoreUnavailable(e);
        }
    }

    /// A connection. Full synchronisation, so that what was acknowledged survives a power failure; grouped commits
    /// pay for it.
    static Sql connect(Path file, boolean readOnly) {
        var config = new SQLiteConfig();
        config.setReadOnly(readOnly);
        config.setBusyTimeout(5_000);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setTempStore(SQLiteConfig.TempStore.MEMORY);
        config.setCacheSize(readOnly ? -4_000 : -16_000);
        if (!readOnly) {
            config.setJournalMode(SQLiteConfig.JournalMode.WAL);
            config.setJournalSizeLimit(64 << 20);
        }
        try {
            return new Sql(config.createConnection("jdbc:sqlite:" + file.toAbsolutePath()), Dialect.SQLITE);
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }

    /// A connection to a file nobody else uses and whose writer syncs it at the end.
    static Sql connectPlain(Path file) {
        var config = new SQLiteConfig();
        config.setSynchronous(SQLiteConfig.SynchronousMode.OFF);
        config.setJournalMode(SQLiteConfig.JournalMode.MEMORY);
        try {
            return new Sql(config.createConnection("jdbc:sqlite:" + file.toAbsolutePath()), Dialect.SQLITE);
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }

    @Override
    public Dialect dialect() {
        return Dialect.SQLITE;
    }

    @Override
    public <T extends @Nullable Object> T read(Work<T> work) {
        return readers.read(work);
    }

    @Override
    public <T extends @Nullable Object> T write(Work<T> work) {
        return writer.write(work);
    }

    @Override
    public void copyTo(Path target) {
        try (Sql sql = connect(file, false)) {
            sql.change("VACUUM INTO ?", target.toAbsolutePath().toString());
        } catch (SqlFailure e) {
            throw Dialect.SQLITE.translate(e.failure());
        }
    }

    @Override
    public void close() {
        readers.close();
        writer.close();
    }
}
