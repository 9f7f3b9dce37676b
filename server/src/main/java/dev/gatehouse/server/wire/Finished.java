package dev.gatehouse.server.wire;

import dev.gatehouse.model.service.Caller;
import dev.gatehouse.model.service.Trail;
import java.time.Duration;
import java.time.Instant;

/// One answered request: what logs, metrics and audit may know of it. Holds no body, token or secret.
///
/// @param service the service's signing name; `page` for pages; `unknown` where nothing was found
/// @param operation the operation's name, or the page's path pattern
/// @param caller who called, as far as proven
/// @param trail what the operation told of itself
/// @param code the error code, or `OK`
/// @param status the HTTP status
/// @param requestId the id the answer carries
/// @param remoteAddress the client's address as text, without a port
/// @param userAgent the `User-Agent` header, cut to 1,024 characters; empty when there is none
/// @param at when the request arrived
/// @param took how long the answer took
public record Finished(
        String service,
        String operation,
        Caller caller,
        Trail trail,
        String code,
        int status,
        String requestId,
        String remoteAddress,
        String userAgent,
        Instant at,
        Duration took) {
    /// The code of an answer that is no error.
    public static final String OK = "OK";
}
