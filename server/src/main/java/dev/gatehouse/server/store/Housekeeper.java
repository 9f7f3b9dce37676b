package dev.gatehouse.server.store;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The background thread that removes what is dead ({@link Store#purge}), again and again while there is some, then
/// after a while. Several nodes may do so at once.
public final class Housekeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Housekeeper.class);
    private final Store store;
    private final Duration interval;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    /// Starts at once, then looks every `interval`.
    public Housekeeper(Store store, Duration interval) {
        this.store = store;
        this.interval = interval;
        this.thread = Thread.ofPlatform().name("store-housekeeper").daemon().start(this::run);
    }

    private void run() {
        try {
            do {
                step();
            } while (!closing.await(interval.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void step() {
        try {
            int gone = store.purge();
            while (gone > 0 && closing.getCount() > 0) {
                gone = store.purge();
            }
        } catch (RuntimeException e) {
            LOG.warn("housekeeping failed, will be tried again", e);
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
