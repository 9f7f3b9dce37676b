package dev.gatehouse.server.seal;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/// Request ids: shaped like version 4 UUIDs, fast, and not secret.
public final class RequestIds {
    private RequestIds() {}

    /// A new request id.
    public static String next() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new UUID((random.nextLong() & ~0xF000L) | 0x4000L, (random.nextLong() & ~(0b11L << 62)) | (0b10L << 62))
                .toString();
    }
}
