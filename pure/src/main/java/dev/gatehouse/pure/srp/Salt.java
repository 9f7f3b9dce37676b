package dev.gatehouse.pure.srp;

import java.math.BigInteger;

/// A salt: a number, as clients read it.
///
/// @param value not negative
public record Salt(BigInteger value) {
    /// @throws IllegalArgumentException when negative
    public Salt {
        if (value.signum() < 0) {
            throw new IllegalArgumentException("a salt is not negative");
        }
    }

    /// A salt from random bytes, or from the bytes a device sends.
    public static Salt of(byte[] bytes) {
        return new Salt(new BigInteger(1, bytes));
    }

    /// A salt from its hex text.
    ///
    /// @throws NumberFormatException when the text is not hex
    public static Salt ofHex(String hex) {
        return new Salt(new BigInteger(hex, 16));
    }

    /// The `SALT` of a challenge: hex without leading zeros, since clients differ in how they pad zeros in front.
    public String hex() {
        return value.toString(16);
    }

    /// PAD(salt), as devices send it and as it is stored.
    public byte[] padded() {
        return SrpGroup.pad(value);
    }
}
