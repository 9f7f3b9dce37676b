package dev.gatehouse.server;

import dev.gatehouse.server.store.Store;
import dev.gatehouse.server.store.StoreUnavailable;
import java.time.Duration;

/// Clears away what is dead in the store: expired rows and the remains of deleted pools, in small steps so that
/// requests hardly notice.
final class Housekeeping implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final Duration BREATH = Duration.ofMillis(20);

    private final Store store;
    private final Thread thread;

    Housekeeping(Store store) {
        this.store = store;
        this.thread = Thread.ofPlatform().name("housekeeping").daemon().start(this::run);
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(step() > 0 ? BREATH : PAUSE);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private int step() {
        try {
            return store.purge();
        } catch (StoreUnavailable later) {
            return 0;
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
