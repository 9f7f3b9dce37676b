package dev.gatehouse.server.wire;

import dev.gatehouse.model.protocol.WireAnswer;
import dev.gatehouse.server.metrics.Metrics;
import java.util.Map;
import java.util.function.BooleanSupplier;

/// What operators see on the management port: `/metrics` and `/health`.
public final class Management implements Door {
    private final Metrics metrics;
    private final Health health;

    /// @param metrics what `/metrics` prints
    /// @param storeAnswers asked for `/health`: whether the store can be read
    public Management(Metrics metrics, BooleanSupplier storeAnswers) {
        this.metrics = metrics;
        this.health = new Health(storeAnswers);
    }

    @Override
    public WireAnswer answer(Arrival arrival) {
        String method = arrival.http().method();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            return Answers.status(405);
        }
        return switch (arrival.http().path()) {
            case "/metrics" -> new WireAnswer(200, Map.of("Content-Type", Metrics.CONTENT_TYPE), metrics.scrape());
            case "/health" -> health.now();
            default -> Answers.status(404);
        };
    }
}
