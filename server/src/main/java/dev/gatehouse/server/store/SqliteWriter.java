package dev.gatehouse.server.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// The one writer, with group commit: closures that wait share a transaction, each inside its own savepoint, and are
/// answered together after the commit. While one group is synced to disk the next one gathers.
final class SqliteWriter implements AutoCloseable {
    private static final int MAX_GROUP = 128;
    private static final int MAX_WAITING = 4_096;
    private final Path file;
    private final BlockingQueue<Job<?>> waiting = new LinkedBlockingQueue<>();
    private final Semaphore places = new Semaphore(MAX_WAITING);
    private final Thread thread;
    private final Object gate = new Object();
    private boolean closed;
    private @Nullable Sql sql;

    SqliteWriter(Path file) {
        this.file = file;
        this.thread = Thread.ofPlatform().name("store-writer").daemon().start(this::run);
    }

    /// A closure that waits, then its outcome.
    private static final class Job<T extends @Nullable Object> {
        private final @Nullable Work<T> work;
        private final CountDownLatch answered = new CountDownLatch(1);
        private @Nullable T result;
        private @Nullable Throwable failure;

        Job(@Nullable Work<T> work) {
            this.work = work;
        }

        void run(Tx tx) {
            if (work != null) {
                result = work.run(tx);
            }
        }
    }

    <T extends @Nullable Object> T write(Work<T> work) {
        if (Thread.currentThread().equals(thread)) {
            throw new IllegalStateException("a write inside a write; use the Tx at hand");
        }
        var job = new Job<T>(work);
        places.acquireUninterruptibly();
        try {
            enqueue(job);
            awaitUninterruptibly(job.answered);
        } finally {
            places.release();
        }
        return outcome(job);
    }

    /// Nothing is queued behind the job that ends the thread.
    private void enqueue(Job<?> job) {
        synchronized (gate) {
            if (closed) {
                throw new StoreUnavailable();
            }
            waiting.add(job);
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        boolean interrupted = false;
        while (true) {
            try {
                latch.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @SuppressWarnings("NullAway") // a result is null only where T is nullable
    private static <T extends @Nullable Object> T outcome(Job<T> job) {
        switch (job.failure) {
            case null -> {
                return job.result;
            }
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw new IllegalStateException(e);
        }
    }

    private void run() {
        boolean last = false;
        while (!last) {
            var group = new ArrayList<Job<?>>();
            try {
                group.add(waiting.take());
            } catch (InterruptedException e) {
                continue;
            }
            waiting.drainTo(group, MAX_GROUP - 1);
            try {
                commit(group);
            } catch (RuntimeException | Error e) {
                broken(group, e);
            }
            last = group.getLast().work == null;
            group.forEach(job -> job.answered.countDown());
        }
        reset();
    }

    private void commit(List<Job<?>> group) {
        try {
            Sql open = open();
            open.change("BEGIN IMMEDIATE");
            for (Job<?> job : group) {
                runOne(open, job);
            }
            open.change("COMMIT");
        } catch (SqlFailure e) {
            reset();
            RuntimeException failure = Dialect.SQLITE.translate(e.failure());
            for (Job<?> job : group) {
                job.failure = job.failure == null ? failure : job.failure;
            }
        }
    }

    /// Whatever broke the group, nobody may be left waiting and the thread goes on with a new connection. The old one
    /// is given up: closing it is what may have failed.
    private void broken(List<Job<?>> group, Throwable failure) {
        sql = null;
        for (Job<?> job : group) {
            job.failure = job.failure == null ? failure : job.failure;
        }
    }

    /// @throws SqlFailure when the database is to blame, so that the whole group fails
    private static void runOne(Sql open, Job<?> job) {
        open.change("SAVEPOINT closure");
        try {
            job.run(new Tx(open));
        } catch (SqlFailure e) {
            if (Dialect.SQLITE.unavailable(e.failure())) {
                throw e;
            }
            job.failure = Dialect.SQLITE.translate(e.failure());
        } catch (RuntimeException | Error e) {
            job.failure = e;
        }
        if (job.failure != null) {
            open.change("ROLLBACK TO closure");
        }
        open.change("RELEASE closure");
    }

    private Sql open() {
        Sql open = sql;
        if (open == null) {
            open = SqliteEngine.connect(file, false);
            sql = open;
        }
        return open;
    }

    /// Closing a connection rolls back what it had open; the next group opens a new one.
    private void reset() {
        Sql open = sql;
        sql = null;
        if (open != null) {
            try {
                open.close();
            } catch (SqlFailure e) {
                throw new IllegalStateException("cannot close the database", e);
            }
        }
    }

    @Override
    public void close() {
        var last = new Job<@Nullable Object>(null);
        synchronized (gate) {
            if (closed) {
                return;
            }
            closed = true;
            waiting.add(last);
        }
        awaitUninterruptibly(last.answered);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
