package dev.gatehouse.model.protocol;

import dev.gatehouse.model.service.Operation;
import dev.gatehouse.model.service.ServiceException;
import dev.gatehouse.model.service.Shape;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;

/// Requests as a client sends them, and what becomes of them.
final class Wire {
    private Wire() {}

    static <I extends Shape> I decode(Operation<I, ?> operation, String body) {
        return decode(operation, body.getBytes(StandardCharsets.UTF_8));
    }

    static <I extends Shape> I decode(Operation<I, ?> operation, byte[] body) {
        WireRequest request = new WireRequest("POST", "/", "", Map.of(), body);
        return Bindings.of(operation.service().protocol()).decode(operation, request);
    }

    static <I extends Shape> I send(
            Operation<I, ?> operation, String path, String query, Map<String, List<String>> headers, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        WireRequest request = new WireRequest(operation.httpMethod(), path, query, headers, bytes);
        return Bindings.of(operation.service().protocol()).decode(operation, request);
    }

    /// The refusal of a body, as `code: text`.
    static String refusal(Operation<?, ?> operation, String body) {
        return refusal(operation, body.getBytes(StandardCharsets.UTF_8));
    }

    static String refusal(Operation<?, ?> operation, byte[] body) {
        ServiceException refusal =
                Assertions.catchThrowableOfType(ServiceException.class, () -> decode(operation, body));
        Assertions.assertThat(refusal).as("refused").isNotNull();
        Assertions.assertThat(refusal.httpStatus()).isEqualTo(400);
        return refusal.code() + ": " + refusal.text();
    }

    static String text(WireAnswer answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
