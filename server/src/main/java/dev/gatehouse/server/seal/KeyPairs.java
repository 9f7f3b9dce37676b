package dev.gatehouse.server.seal;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Supplier;

/// A small stock of signing keys, refilled by a background thread, so that creating a user pool does not wait for
/// primes.
public final class KeyPairs implements AutoCloseable {
    private final Supplier<SigningKey> source;
    private final BlockingQueue<SigningKey> stock;
    private final Thread filler;

    /// @param size how many pairs are kept ready
    public KeyPairs(int size) {
        this(size, SigningKey::generate);
    }

    KeyPairs(int size, Supplier<SigningKey> source) {
        this.source = source;
        this.stock = new ArrayBlockingQueue<>(size);
        this.filler = Thread.ofPlatform().name("key-pairs").daemon().start(this::fill);
    }

    /// A pair nobody else has: from the stock, or made now when the stock is empty.
    public SigningKey take() {
        SigningKey ready = stock.poll();
        return ready != null ? ready : source.get();
    }

    /// Stops the background thread.
    @Override
    public void close() {
        filler.interrupt();
    }

    private void fill() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                stock.put(source.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
