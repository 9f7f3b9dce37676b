package dev.gatehouse.server.wire;

import dev.gatehouse.model.protocol.Page;
import dev.gatehouse.model.protocol.WireAnswer;
import java.util.Map;
import java.util.function.BooleanSupplier;

/// `/health`: 200 while the server can work, 503 while it cannot.
final class Health implements Page {
    private final BooleanSupplier storeAnswers;

    /// @param storeAnswers asked at each call: whether the store can be read
    Health(BooleanSupplier storeAnswers) {
        this.storeAnswers = storeAnswers;
    }

    @Override
    public WireAnswer answer(Visit visit) {
        return now();
    }

    WireAnswer now() {
        Map<String, String> uncached = Map.of("Cache-Control", "no-store");
        return storeAnswers.getAsBoolean()
                ? Answers.json(200, "{\"status\":\"ok\"}", uncached)
                : Answers.json(503, "{\"status\":\"unavailable\",\"store\":\"unavailable\"}", uncached);
    }
}
