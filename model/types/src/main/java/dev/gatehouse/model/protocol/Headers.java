package dev.gatehouse.model.protocol;

import java.util.LinkedHashMap;
import java.util.Map;

/// Headers of answers.
final class Headers {
    private static final int LONGEST = 1_024;

    private Headers() {}

    /// The headers every answer has.
    static Map<String, String> of(String contentType, String requestId) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", contentType);
        headers.put("x-amzn-RequestId", requestId);
        return headers;
    }

    /// A text fit for a header: one line of printable ASCII, cut where it gets long; anything else is `?`.
    static String safe(String text) {
        StringBuilder out = new StringBuilder(Math.min(text.length(), LONGEST));
        for (int i = 0; i < text.length() && i < LONGEST; i++) {
            char c = text.charAt(i);
            out.append(c >= ' ' && c <= '~' ? c : c == '\n' || c == '\r' || c == '\t' ? ' ' : '?');
        }
        return out.toString();
    }
}
