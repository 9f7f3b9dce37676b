package dev.gatehouse.server.signin;

import dev.gatehouse.model.cognitoidp.InvalidParameterException;
import dev.gatehouse.pure.srp.SrpIdentity;
import dev.gatehouse.pure.srp.SrpTimestamp;
import dev.gatehouse.pure.srp.Verifier;
import dev.gatehouse.server.store.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/// The answer to PASSWORD_VERIFIER and to DEVICE_PASSWORD_VERIFIER, as sent.
///
/// @param block the `PASSWORD_CLAIM_SECRET_BLOCK`
/// @param timestamp the `TIMESTAMP`
/// @param signature the `PASSWORD_CLAIM_SIGNATURE`
record SrpClaim(Bytes block, SrpTimestamp timestamp, String signature) {
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

    /// @throws dev.gatehouse.model.service.ServiceException InvalidParameterException when one is absent or no
    ///     timestamp, NotAuthorizedException when the block is not base64
    static SrpClaim of(Parameters given) {
        byte[] block = block(given.require("PASSWORD_CLAIM_SECRET_BLOCK"));
        SrpTimestamp timestamp = SrpTimestamp.parse(given.require("TIMESTAMP"))
                .orElseThrow(() -> new InvalidParameterException(
                        "TIMESTAMP format should be EEE MMM d HH:mm:ss z yyyy in english."));
        return new SrpClaim(Bytes.of(block), timestamp, given.require("PASSWORD_CLAIM_SIGNATURE"));
    }

    /// Whether the signature is right and the clock near ours.
    boolean holds(SrpExchange exchange, SrpIdentity identity, Verifier verifier, Instant now) {
        boolean proven = exchange.serverKey()
                .verify(identity, verifier, exchange.clientKey(), block.toArray(), timestamp, signature);
        boolean near = Duration.between(timestamp.instant(), now).abs().compareTo(CLOCK_SKEW) <= 0;
        return proven && near;
    }

    private static byte[] block(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException notBase64) {
            throw Refusals.wrongPassword();
        }
    }

    @Override
    public String toString() {
        return "SrpClaim(***)";
    }
}
