package dev.gatehouse.server.wire;

import dev.gatehouse.model.protocol.WireAnswer;
import dev.gatehouse.model.protocol.WireRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/// What lets browsers call the API from any origin: calls carry tokens or signatures, never cookies.
final class Cors {
    private static final String USUAL_HEADERS =
            "content-type,x-amz-target,x-amz-user-agent,cache-control,authorization,x-amz-date,"
                    + "x-amz-security-token,x-amz-content-sha256,amz-sdk-invocation-id,amz-sdk-request";
    private static final Pattern HEADER_NAMES = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~, -]{1,4096}");

    private Cors() {}

    /// The headers every answer carries, errors too.
    static void everywhere(BiConsumer<String, String> headers) {
        headers.accept("Access-Control-Allow-Origin", "*");
        headers.accept("Access-Control-Expose-Headers", "x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date");
    }

    /// The answer to a browser's preflight: the headers it asked for are echoed.
    static WireAnswer preflight(WireRequest request) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(
                "Access-Control-Allow-Headers",
                request.header("access-control-request-headers")
                        .filter(names -> HEADER_NAMES.matcher(names).matches())
                        .orElse(USUAL_HEADERS));
        headers.put("Access-Control-Allow-Methods", methods(request));
        headers.put("Access-Control-Max-Age", "172800");
        return new WireAnswer(200, headers, new byte[0]);
    }

    /// `POST` for the API; a page that is read, or a REST operation, is told its own method.
    private static String methods(WireRequest request) {
        return request.header("access-control-request-method")
                .filter(method -> method.equals("GET") || method.equals("PUT") || method.equals("DELETE"))
                .map(method -> "POST," + method)
                .orElse("POST");
    }
}
