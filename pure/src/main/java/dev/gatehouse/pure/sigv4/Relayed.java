package dev.gatehouse.pure.sigv4;

import java.time.Duration;
import java.util.Optional;

/// How a request that another service got is judged, by what its asker knows.
///
/// @param service the signing name of that service
/// @param region the region of that service
/// @param allowedSkew how far the signer's clock may be off, either way
/// @param objects whether S3's rules hold: the path is encoded once, the payload hash is stated, links have an
///     expiry
/// @param payload what is known of the body
public record Relayed(String service, String region, Duration allowedSkew, boolean objects, Payload payload) {

    /// What is known of a body.
    public sealed interface Payload {
        /// The whole body is in the request.
        record Whole() implements Payload {}

        /// Who asks has computed the body's hash.
        ///
        /// @param sha256 hex of the SHA-256
        record Hashed(String sha256) implements Payload {}

        /// Nothing: the hash that the request states is believed. The decision must not depend on the body.
        record Unseen() implements Payload {}
    }

    /// What the body must hash to, if that is known.
    Optional<String> hash(SignableRequest request) {
        return switch (payload) {
            case Payload.Whole _ -> Optional.of(Digests.sha256(request.body()));
            case Payload.Hashed(String sha256) -> Optional.of(sha256);
            case Payload.Unseen _ -> Optional.empty();
        };
    }
}
