package dev.gatehouse.pure.srp;

import static dev.gatehouse.pure.srp.SrpGroup.N;

import java.math.BigInteger;
import java.util.Base64;

/// A client's side of one exchange, as the SDKs compute it: for tests, benchmarks and tools.
public final class SrpClient {
    private final BigInteger privateKey;
    private final BigInteger publicKey;

    /// @param random fresh random bytes: a; clients take 128 or 32 of them
    public SrpClient(byte[] random) {
        this.privateKey = new BigInteger(1, random);
        this.publicKey = PowersOfG.power(privateKey);
    }

    /// The `SRP_A` of the first call: hex without leading zeros.
    public String hex() {
        return publicKey.toString(16);
    }

    /// The `PASSWORD_CLAIM_SIGNATURE` that answers a challenge.
    ///
    /// @param salt the `SALT` of the challenge, hex
    /// @param serverKey the `SRP_B` of the challenge, hex
    /// @param secretBlock the `SECRET_BLOCK` of the challenge, base64
    /// @param timestamp the `TIMESTAMP` that is sent with it
    public String sign(
            SrpIdentity identity,
            String password,
            String salt,
            String serverKey,
            String secretBlock,
            String timestamp) {
        BigInteger x = identity.privateKey(password, Salt.ofHex(salt));
        byte[] signature = sessionKey(x, new BigInteger(serverKey, 16))
                .sign(identity, Base64.getDecoder().decode(secretBlock), timestamp);
        return Base64.getEncoder().encodeToString(signature);
    }

    /// S = (B - k*g^x)^(a + u*x) mod N.
    SessionKey sessionKey(BigInteger x, BigInteger serverKey) {
        BigInteger u = SrpGroup.scramble(publicKey, serverKey);
        BigInteger base =
                serverKey.subtract(SrpGroup.K.multiply(PowersOfG.power(x))).mod(N);
        return SessionKey.derive(u, base.modPow(privateKey.add(u.multiply(x)), N));
    }
}
