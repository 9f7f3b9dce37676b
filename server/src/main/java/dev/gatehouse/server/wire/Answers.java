package dev.gatehouse.server.wire;

import dev.gatehouse.model.protocol.WireAnswer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// Answers that belong to no service: refusals of HTTP itself, in the shape AWS clients parse.
final class Answers {
    private Answers() {}

    /// A refusal with a code and a text of ours; both are plain words that need no escaping.
    static WireAnswer error(int status, String code, String message) {
        String body = "{\"__type\":\"" + code + "\",\"message\":\"" + message + "\"}";
        return json(status, body, Map.of("x-amzn-ErrorType", code));
    }

    static WireAnswer json(int status, String body, Map<String, String> headers) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("Content-Type", "application/json");
        all.putAll(headers);
        return new WireAnswer(status, all, body.getBytes(StandardCharsets.UTF_8));
    }

    /// A refusal by HTTP status alone.
    static WireAnswer status(int status) {
        return switch (status) {
            case 403 -> error(403, "Forbidden", "Pages of other sites may not read this.");
            case 404 -> error(404, "NotFound", "There is nothing here.");
            case 405 -> error(405, "MethodNotAllowed", "The method is not allowed here.");
            case 408 -> error(408, "RequestTimeout", "The request took too long to arrive.");
            case 413 -> error(413, "RequestEntityTooLarge", "The request body is too large.");
            case 414 -> error(414, "RequestUriTooLong", "The request line is too long.");
            case 431 -> error(431, "RequestHeaderSectionTooLarge", "The request headers are too large.");
            case 503 -> error(503, "ServiceUnavailable", "The server is shutting down.");
            default ->
                status < 500
                        ? error(status, "BadRequest", "The request is not well-formed HTTP.")
                        : error(status, "InternalFailure", "The request could not be answered.");
        };
    }
}
