package dev.gatehouse.server.store;

import java.time.InstantSource;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/// Ids whose order as text is the order they were made in, on one node strictly and between nodes by their clocks:
/// eleven hexadecimal digits of milliseconds, four of a counter inside the millisecond, eight random ones.
public final class TimeIds {
    /// Greater than every id.
    static final String LAST = "g";

    private static final HexFormat HEX = HexFormat.of();
    private static final int MILLIS_DIGITS = 11;
    private static final long MAX_COUNT = 0xffff;
    private final InstantSource clock;
    private final RandomGenerator random;
    private long lastMillis;
    private long count;

    /// A maker of ids.
    public TimeIds(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /// A new id.
    public synchronized String next() {
        long now = Math.max(clock.millis(), lastMillis);
        count = now > lastMillis ? 0 : count + 1;
        if (count > MAX_COUNT) {
            now++;
            count = 0;
        }
        lastMillis = now;
        return first(now) + HEX.toHexDigits(count, 4) + HEX.toHexDigits(random.nextInt());
    }

    /// Not greater than any id made at that time or later.
    static String first(long millis) {
        return HEX.toHexDigits(Math.max(0, millis), MILLIS_DIGITS);
    }
}
