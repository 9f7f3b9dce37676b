package dev.gatehouse.pure.srp;

import static dev.gatehouse.pure.srp.SrpGroup.N;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;

/// The server's side of one exchange: the private b and the public B. Good for one sign-in; between its two calls it
/// is
/// kept sealed.
public final class ServerKey {
    private static final int PRIVATE_LENGTH = 32;

    private final BigInteger privateKey;
    private final BigInteger publicKey;

    private ServerKey(BigInteger privateKey, BigInteger publicKey) {
        this.privateKey = privateKey;
        this.publicKey = publicKey;
    }

    /// Begins an exchange: B = (k*v + g^b) mod N.
    ///
    /// @param random 32 fresh random bytes: b
    public static ServerKey begin(Verifier verifier, byte[] random) {
        if (random.length != PRIVATE_LENGTH) {
            throw new IllegalArgumentException("b has 32 bytes");
        }
        BigInteger b = new BigInteger(1, random);
        BigInteger masked = SrpGroup.K.multiply(verifier.value());
        return new ServerKey(b, masked.add(PowersOfG.power(b)).mod(N));
    }

    /// Restores an exchange from what {@link #privateBytes()} and {@link #publicBytes()} gave.
    public static ServerKey restore(byte[] privateBytes, byte[] publicBytes) {
        return new ServerKey(new BigInteger(1, privateBytes), new BigInteger(1, publicBytes));
    }

    /// The `SRP_B` of the challenge: hex without leading zeros.
    public String hex() {
        return publicKey.toString(16);
    }

    /// b, at most 32 bytes. Secret.
    public byte[] privateBytes() {
        byte[] padded = SrpGroup.pad(privateKey);
        return padded.length > PRIVATE_LENGTH ? Arrays.copyOfRange(padded, 1, padded.length) : padded;
    }

    /// PAD(B).
    public byte[] publicBytes() {
        return SrpGroup.pad(publicKey);
    }

    /// Judges the answer to the challenge in constant time, whatever is wrong with it.
    ///
    /// @param verifier of the user or device; for a ghost that of a password nobody knows
    /// @param clientKey the A of the first call
    /// @param secretBlock the bytes of the `SECRET_BLOCK` as answered
    /// @param timestamp the `TIMESTAMP`; its canonical form is what must have been signed
    /// @param signature the base64 text of `PASSWORD_CLAIM_SIGNATURE`
    /// @return whether the client knows the password
    public boolean verify(
            SrpIdentity identity,
            Verifier verifier,
            ClientKey clientKey,
            byte[] secretBlock,
            SrpTimestamp timestamp,
            String signature) {
        byte[] expected = sessionKey(verifier, clientKey).sign(identity, secretBlock, timestamp.canonical());
        return MessageDigest.isEqual(expected, decode(signature));
    }

    /// S = (A * v^u)^b mod N.
    SessionKey sessionKey(Verifier verifier, ClientKey clientKey) {
        BigInteger u = SrpGroup.scramble(clientKey.value(), publicKey);
        BigInteger base =
                clientKey.value().multiply(verifier.value().modPow(u, N)).mod(N);
        return SessionKey.derive(u, base.modPow(privateKey, N));
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    @Override
    public String toString() {
        return "ServerKey(***)";
    }
}
