package dev.gatehouse.server.store;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A database that runs closures.
interface Engine extends AutoCloseable {
    Dialect dialect();

    /// Runs a closure of reads.
    ///
    /// @throws StoreUnavailable when the database cannot be read now
    <T extends @Nullable Object> T read(Work<T> work);

    /// Runs a closure of changes and answers after the commit.
    ///
    /// @throws StoreUnavailable when the database cannot be written now
    <T extends @Nullable Object> T write(Work<T> work);

    /// Writes a consistent copy of all tables to a SQLite file that does not exist yet.
    ///
    /// @throws StoreUnavailable when the database cannot be read or the file not written now
    void copyTo(Path file);

    @Override
    void close();
}
