package dev.gatehouse.server.wire;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/// A body that must be read to its end within a time.
final class TimedBody extends FilterInputStream {
    private final long begun = System.nanoTime();
    private final long nanos;

    TimedBody(InputStream body, Duration time) {
        super(body);
        this.nanos = time.toNanos();
    }

    @Override
    public int read() throws IOException {
        check();
        return super.read();
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        check();
        return super.read(into, from, length);
    }

    private void check() throws IOException {
        if (System.nanoTime() - begun > nanos) {
            throw new IOException("the body took too long");
        }
    }
}
