package dev.gatehouse.server.store;

import java.nio.file.Path;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// A few read-only connections, each with its prepared statements; the last one used is used next.
final class SqliteReaders implements AutoCloseable {
    private static final int CONNECTIONS = 6;
    private final Path file;
    private final Semaphore permits = new Semaphore(CONNECTIONS);
    private final ConcurrentLinkedDeque<Sql> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    SqliteReaders(Path file) {
        this.file = file;
    }

    <T extends @Nullable Object> T read(Work<T> work) {
        permits.acquireUninterruptibly();
        try {
            if (closed) {
                throw new StoreUnavailable();
            }
            return run(work);
        } catch (SqlFailure e) {
            throw Dialect.SQLITE.translate(e.failure());
        } finally {
            permits.release();
        }
    }

    private <T extends @Nullable Object> T run(Work<T> work) {
        Sql pooled = idle.pollFirst();
        Sql sql = pooled == null ? SqliteEngine.connect(file, true) : pooled;
        boolean sound = true;
        try {
            return work.run(new Tx(sql));
        } catch (SqlFailure e) {
            sound = false;
            throw e;
        } finally {
            if (sound) {
                idle.addFirst(sql);
            } else {
                sql.close();
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        permits.acquireUninterruptibly(CONNECTIONS);
        idle.forEach(Sql::close);
        idle.clear();
        permits.release(CONNECTIONS);
    }
}
