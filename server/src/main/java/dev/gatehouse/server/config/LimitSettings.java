package dev.gatehouse.server.config;

import java.time.Duration;

/// Bounds of requests and connections.
///
/// @param bodyBytes `limits.body`: a request body; 1 MiB
/// @param headerBytes `limits.headers`: request line and headers together; 32 KiB, enough for the largest session
///     token
/// @param headTime `limits.headTime`: from the connection's first moment to a whole request head; 15 s
/// @param bodyTime `limits.bodyTime`: from a request's head to the end of its body; 30 s
/// @param idleTime `limits.idleTime`: between an answer and the next whole request head; 60 s
/// @param stopTime `limits.stopTime`: how long running requests may take to finish when the server stops; 20 s
/// @param connections `limits.connections`: open at one time; 10,000
public record LimitSettings(
        int bodyBytes,
        int headerBytes,
        Duration headTime,
        Duration bodyTime,
        Duration idleTime,
        Duration stopTime,
        int connections) {

    static LimitSettings from(Source source) {
        return new LimitSettings(
                source.size("limits.body", 1 << 20, 64 << 20),
                source.size("limits.headers", 32 << 10, 1 << 20),
                source.duration("limits.headTime", Duration.ofSeconds(15)),
                source.duration("limits.bodyTime", Duration.ofSeconds(30)),
                source.duration("limits.idleTime", Duration.ofSeconds(60)),
                source.duration("limits.stopTime", Duration.ofSeconds(20)),
                source.number("limits.connections", 10_000, 1, 1_000_000));
    }
}
