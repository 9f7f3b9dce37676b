package dev.gatehouse.model.protocol;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An HTTP request with its whole body, as the front door read it.
///
/// @param method the HTTP method, upper case
/// @param path the path as sent, still percent-encoded, without the query
/// @param query the query as sent, without the question mark; empty when there is none
/// @param headers header names in lower case to their values in order
/// @param body the body; empty when there is none
@SuppressWarnings("ArrayRecordComponent") // never compared; copied once less
public record WireRequest(String method, String path, String query, Map<String, List<String>> headers, byte[] body) {

    /// The first value of a header.
    ///
    /// @param name the header name in lower case
    public Optional<String> header(String name) {
        List<String> values = headers.getOrDefault(name, List.of());
        return values.isEmpty() ? Optional.empty() : Optional.of(values.getFirst());
    }
}
