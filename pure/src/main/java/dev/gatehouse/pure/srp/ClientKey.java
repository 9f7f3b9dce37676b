package dev.gatehouse.pure.srp;

import java.math.BigInteger;
import java.util.HexFormat;
import java.util.Optional;

/// A client's public key A, known to be safe to compute with.
public final class ClientKey {
    /// Hex digits of N, and two for a zero byte in front.
    private static final int MOST_DIGITS = 770;

    private final BigInteger value;

    private ClientKey(BigInteger value) {
        this.value = value;
    }

    /// Reads `SRP_A`.
    ///
    /// @return empty when the text is empty, not hex, longer than 770 digits, or A mod N is 0, with which a
    ///     client would know the shared secret without the password (RFC 5054 section 2.5.4)
    public static Optional<ClientKey> parse(String hex) {
        if (hex.isEmpty() || hex.length() > MOST_DIGITS || !isHex(hex)) {
            return Optional.empty();
        }
        BigInteger value = new BigInteger(hex, 16);
        return value.mod(SrpGroup.N).signum() == 0 ? Optional.empty() : Optional.of(new ClientKey(value));
    }

    private static boolean isHex(String text) {
        return text.chars().allMatch(HexFormat::isHexDigit);
    }

    /// A as minimal hex, for keeping between the two calls.
    public String hex() {
        return value.toString(16);
    }

    BigInteger value() {
        return value;
    }
}
