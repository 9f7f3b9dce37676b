package dev.gatehouse.server.wire;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/// Reads a request body whole, within a size and a time that begins with the request's head.
final class BodyReader {
    private BodyReader() {}

    /// What came of it.
    sealed interface Outcome {
        /// The whole body.
        final class Whole implements Outcome {
            private final byte[] bytes;

            private Whole(byte[] bytes) {
                this.bytes = bytes;
            }

            byte[] bytes() {
                return bytes;
            }
        }

        /// A body that is not taken.
        ///
        /// @param status the HTTP status that says why
        record Refused(int status) implements Outcome {}
    }

    static Outcome read(Request request, int limit, Duration time) throws InterruptedException {
        if (request.getLength() > limit) {
            return new Outcome.Refused(413);
        }
        long deadline = request.getHeadersNanoTime() + time.toNanos();
        ByteArrayOutputStream body = new ByteArrayOutputStream((int) Math.max(32, request.getLength()));
        Semaphore arrived = new Semaphore(0);
        while (true) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                request.demand(arrived::release);
                if (!arrived.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    return new Outcome.Refused(408);
                }
            } else if (Content.Chunk.isFailure(chunk)) {
                return new Outcome.Refused(400);
            } else {
                append(body, chunk);
                if (body.size() > limit) {
                    return new Outcome.Refused(413);
                }
                if (chunk.isLast()) {
                    return new Outcome.Whole(body.toByteArray());
                }
                if (System.nanoTime() - deadline > 0) {
                    return new Outcome.Refused(408);
                }
            }
        }
    }

    private static void append(ByteArrayOutputStream body, Content.Chunk chunk) {
        ByteBuffer bytes = chunk.getByteBuffer();
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        chunk.release();
        body.writeBytes(copy);
    }
}
