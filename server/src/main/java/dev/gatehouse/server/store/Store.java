package dev.gatehouse.server.store;

import dev.gatehouse.pure.id.PoolId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The database of an instance. Reads and writes are closures over a {@link Tx}.
public final class Store implements AutoCloseable {
    private final Engine engine;
    private final InstantSource clock;
    private volatile boolean writeFailed;

    private Store(Engine engine, InstantSource clock) {
        this.engine = engine;
        this.clock = clock;
    }

    /// Opens the embedded database, and makes it when there is none. One process at a time owns the file.
    ///
    /// @throws StoreUnavailable when the file cannot be opened
    /// @throws IllegalStateException when it was written by a newer version
    public static Store sqlite(Path file, InstantSource clock) {
        return new Store(SqliteEngine.open(file, clock), clock);
    }

    /// Connects to PostgreSQL, and makes the tables when there are none. Any number of nodes may use one database.
    ///
    /// @throws StoreUnavailable when it cannot be reached
    /// @throws IllegalStateException when it was written by a newer version
    public static Store postgres(PostgresSettings settings, InstantSource clock) {
        return new Store(PostgresEngine.open(settings, clock), clock);
    }

    /// Reads. Each statement sees everything acknowledged before it began; two statements of one closure may see
    /// different states.
    ///
    /// @throws StoreUnavailable when the database cannot be read now
    public <T extends @Nullable Object> T read(Work<T> work) {
        return engine.read(work);
    }

    /// Writes: all of the closure or nothing, as if no other ran at the same time; answers once it is durable. The
    /// closure
    /// may be run more than once (see {@link Work}). An exception from it undoes it and goes to the caller.
    ///
    /// @throws StoreUnavailable when the database cannot be written now
    public <T extends @Nullable Object> T write(Work<T> work) {
        try {
            T result = engine.write(work);
            writeFailed = false;
            return result;
        } catch (StoreUnavailable e) {
            writeFailed = true;
            throw e;
        }
    }

    /// Whether the store serves. After a write that failed for lack of a database, tries a small one.
    public Health health() {
        boolean available;
        try {
            available = writeFailed
                    ? write(tx -> tx.sql().change("UPDATE schema_version SET applied_at = applied_at") > 0)
                    : read(tx -> tx.sql().exists("SELECT 1 FROM schema_version"));
        } catch (StoreUnavailable e) {
            available = false;
        }
        return new Health(available, engine.dialect().text());
    }

    /// Writes a consistent copy of everything to a file, whatever the engine, while others read and write. The file
    /// is a SQLite database with mode 600; it appears under its name when it is whole and on disk.
    ///
    /// @throws StoreUnavailable when the database cannot be read or the file not written now
    /// @throws IllegalArgumentException when the file exists
    public void backup(Path file) {
        Backup.write(engine, file);
    }

    /// Reads a backup, of whatever engine, into this store, all or nothing.
    ///
    /// @throws IllegalArgumentException when the file is not a backup this version can read
    /// @throws IllegalStateException when this store is not empty
    /// @throws StoreUnavailable when the database cannot be written now
    public void restore(Path file) {
        Backup.restore(engine, file, clock);
    }

    /// Writes one pool with everything that lasts: settings, clients, groups, users, what they sign in with. Sealed
    /// values go through `opener` and come out plain: whoever gives the stream seals it.
    ///
    /// @param signingKeys whether its signing keys come along, so that tokens issued before still verify
    /// @param scratch a file that does not exist; a copy of the store stands there meanwhile
    /// @throws NoSuchElementException when there is no such pool
    /// @throws StoreUnavailable when the database cannot be read now
    public void exportPool(PoolId pool, boolean signingKeys, Resealer opener, Path scratch, OutputStream out)
            throws IOException {
        PoolMove.write(engine, pool, signingKeys, opener, scratch, out);
    }

    /// Reads what {@link #exportPool} wrote, all or nothing.
    ///
    /// @param sealer seals the plain values for this store
    /// @param scratch a file that does not exist; the rows stand there meanwhile, as they will in the store
    /// @param keys makes signing keys for a pool that comes without
    /// @return the pool
    /// @throws IllegalArgumentException when the stream is not an export this version can read
    /// @throws IllegalStateException when the pool or one of its clients is there already
    /// @throws StoreUnavailable when the database cannot be written now
    public PoolId importPool(InputStream in, Resealer sealer, Path scratch, Function<PoolId, Consumer<Tx>> keys)
            throws IOException {
        return PoolMove.read(engine, in, sealer, scratch, keys, clock);
    }

    /// Passes every sealed value through `resealer` and writes what changed, in small steps while others read and
    /// write. Stopped half-way it can be run again: a value that comes back equal is not written. Run it when every
    /// node seals with the new key.
    ///
    /// @return how many rows were written
    /// @throws StoreUnavailable when the database cannot be read or written now
    public long reseal(Resealer resealer) {
        return new Reseal(this, resealer).run();
    }

    /// Deletes one small step of what is dead: expired rows, messages of more than seven days, the remains of
    /// deleted pools and groups. For a
    /// background
    /// thread, again while it returns more than 0.
    ///
    /// @return how many rows went
    /// @throws StoreUnavailable when the database cannot be written now
    public int purge() {
        return new Purge(this, clock).step();
    }

    Engine engine() {
        return engine;
    }

    /// Finishes the writes that wait, then closes.
    @Override
    public void close() {
        engine.close();
    }
}
