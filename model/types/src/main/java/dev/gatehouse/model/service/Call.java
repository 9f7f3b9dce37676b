package dev.gatehouse.model.service;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The facts of one request that are not in its body.
///
/// @param requestId the id the answer carries in `x-amzn-RequestId`
/// @param caller who calls
/// @param at when the request arrived
/// @param region the region of the request's signature, else the configured default
/// @param remoteAddress the client's address as text, without a port
/// @param userAgent the `User-Agent` header, cut to 1,024 characters
/// @param secure whether it came over TLS
/// @param trail what the operation adds to the audit record of this call
public record Call(
        String requestId,
        Caller caller,
        Instant at,
        String region,
        String remoteAddress,
        @Nullable String userAgent,
        boolean secure,
        Trail trail) {}
