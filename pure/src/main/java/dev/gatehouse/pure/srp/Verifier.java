package dev.gatehouse.pure.srp;

import java.math.BigInteger;

/// v = g^x mod N: what the server keeps in place of a password. Guessing passwords against it is cheap, so it is
/// stored
/// sealed.
public final class Verifier {
    private final BigInteger value;

    private Verifier(BigInteger value) {
        this.value = value;
    }

    /// The verifier of a password.
    public static Verifier compute(SrpIdentity identity, String password, Salt salt) {
        return new Verifier(PowersOfG.power(identity.privateKey(password, salt)));
    }

    /// Reads stored bytes, or those a device sends.
    ///
    /// @throws IllegalArgumentException when the number is not between 1 and N-1; no exchange would be safe with it
    public static Verifier of(byte[] bytes) {
        BigInteger value = new BigInteger(1, bytes);
        if (value.signum() == 0 || value.compareTo(SrpGroup.N) >= 0) {
            throw new IllegalArgumentException("not an SRP verifier");
        }
        return new Verifier(value);
    }

    /// PAD(v).
    public byte[] padded() {
        return SrpGroup.pad(value);
    }

    BigInteger value() {
        return value;
    }

    @Override
    public String toString() {
        return "Verifier(***)";
    }
}
