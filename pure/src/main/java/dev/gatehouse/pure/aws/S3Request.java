package dev.gatehouse.pure.aws;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A request to S3 as sent.
///
/// @param path percent-encoded
/// @param query without the question mark
/// @param headers names in lower case
public record S3Request(String method, String path, String query, Map<String, List<String>> headers) {

    /// The one value of a header.
    Optional<String> header(String name) {
        List<String> values = headers.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw new UnclearException("the header " + name + " stands twice");
        }
        return values.stream().findFirst();
    }
}
