package dev.gatehouse.pure.sigv4;

import java.time.Duration;

/// What a verdict depends on besides the request.
///
/// @param service the signing name of the service called, which the scope must name
/// @param allowedSkew how far the signer's clock may be off, either way; AWS: 15 minutes
/// @param allowUnsignedPayload whether `x-amz-content-sha256: UNSIGNED-PAYLOAD` is accepted; leaves the body unproven
public record Rules(String service, Duration allowedSkew, boolean allowUnsignedPayload) {
    /// AWS's rules for a service.
    public static Rules of(String service) {
        return new Rules(service, Duration.ofMinutes(15), false);
    }
}
