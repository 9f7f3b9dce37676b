package dev.gatehouse.server.imports;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The background thread of import jobs. After each step it rests at least as long as the step took, so that people
/// who sign in find the processor and the store free.
public final class ImportWorker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ImportWorker.class);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final Imports imports;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    /// Starts at once.
    public ImportWorker(Imports imports) {
        this.imports = imports;
        this.thread = Thread.ofPlatform().name("imports").daemon().start(this::run);
    }

    private void run() {
        try {
            long rest = 0;
            while (!closing.await(rest, TimeUnit.NANOSECONDS)) {
                long begun = System.nanoTime();
                rest = step() ? System.nanoTime() - begun : LOOK_AGAIN.toNanos();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean step() {
        try {
            return imports.step();
        } catch (RuntimeException e) {
            LOG.warn("imports pause, and will go on: {}", e.toString());
            return false;
        }
    }

    /// Ends after the step at hand. Close it before the store.
    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
