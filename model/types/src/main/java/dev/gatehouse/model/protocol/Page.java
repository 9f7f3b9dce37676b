package dev.gatehouse.model.protocol;

import java.time.Instant;
import java.util.Map;

/// Answers requests that are not operations of a service: documents, web pages, OAuth endpoints.
@FunctionalInterface
public interface Page {

    /// Answers one request. Whatever is thrown becomes an error answer without detail.
    WireAnswer answer(Visit visit);

    /// One request for a page.
    ///
    /// @param http the request with its whole body
    /// @param variables the parts of the path that the pattern names, percent-decoded
    /// @param requestId the id the answer carries
    /// @param remoteAddress the client's address as text, without a port
    /// @param secure whether it came over TLS
    /// @param at when the request arrived
    record Visit(
            WireRequest http,
            Map<String, String> variables,
            String requestId,
            String remoteAddress,
            boolean secure,
            Instant at) {

        /// The part of the path that the pattern calls by a name.
        ///
        /// @throws IllegalArgumentException when the pattern has no such name
        public String variable(String name) {
            String value = variables.get(name);
            if (value == null) {
                throw new IllegalArgumentException("the path has no {" + name + "}");
            }
            return value;
        }
    }
}
