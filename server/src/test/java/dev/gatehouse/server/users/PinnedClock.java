package dev.gatehouse.server.users;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A clock that stands still until moved.
final class PinnedClock implements InstantSource {
    private Instant now = Instant.parse("2026-03-03T09:05:00.250Z");

    @Override
    public synchronized Instant instant() {
        return now;
    }

    synchronized void pass(Duration time) {
        now = now.plus(time);
    }
}
