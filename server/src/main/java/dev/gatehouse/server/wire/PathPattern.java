package dev.gatehouse.server.wire;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A path with named segments, such as `/{poolId}/.well-known/jwks.json`.
final class PathPattern {
    private final String[] segments;

    PathPattern(String pattern) {
        this.segments = pattern.split("/", -1);
    }

    /// How many segments are named: the fewer, the more the pattern says.
    int variables() {
        int count = 0;
        for (String segment : segments) {
            count += isVariable(segment) ? 1 : 0;
        }
        return count;
    }

    /// The named segments of a path that has this form.
    ///
    /// @param path the path as sent, percent-encoded
    Optional<Map<String, String>> match(String path) {
        String[] parts = path.split("/", -1);
        if (parts.length != segments.length) {
            return Optional.empty();
        }
        Map<String, String> variables = new LinkedHashMap<>();
        for (int i = 0; i < parts.length; i++) {
            if (isVariable(segments[i])) {
                Optional<String> value = decode(parts[i]);
                if (value.isEmpty() || value.get().isEmpty()) {
                    return Optional.empty();
                }
                variables.put(segments[i].substring(1, segments[i].length() - 1), value.get());
            } else if (!segments[i].equals(parts[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(variables);
    }

    private static boolean isVariable(String segment) {
        return segment.startsWith("{") && segment.endsWith("}");
    }

    private static Optional<String> decode(String segment) {
        try {
            return Optional.of(URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException broken) {
            return Optional.empty();
        }
    }
}
