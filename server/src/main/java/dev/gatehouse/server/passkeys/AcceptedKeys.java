package dev.gatehouse.server.passkeys;

import com.webauthn4j.data.attestation.authenticator.COSEKey;
import com.webauthn4j.data.attestation.authenticator.Curve;
import com.webauthn4j.data.attestation.authenticator.EC2COSEKey;
import com.webauthn4j.data.attestation.authenticator.EdDSACOSEKey;
import com.webauthn4j.data.attestation.authenticator.RSACOSEKey;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import java.math.BigInteger;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECPoint;
import java.security.spec.EllipticCurve;
import java.util.List;

/// The public keys that are accepted: ES256 on P-256, RS256 with 2,048 to 4,096 bits, EdDSA on Ed25519. The bounds
/// of RSA also bound what it costs to verify a signature.
final class AcceptedKeys {
    /// In the order of preference that browsers are told.
    static final List<COSEAlgorithmIdentifier> ALGORITHMS =
            List.of(COSEAlgorithmIdentifier.ES256, COSEAlgorithmIdentifier.RS256, COSEAlgorithmIdentifier.EdDSA);

    private static final int LEAST_MODULUS_BITS = 2_048;
    private static final int MOST_MODULUS_BITS = 4_096;
    private static final int MOST_EXPONENT_BITS = 32;

    private AcceptedKeys() {}

    static boolean accepts(COSEKey key) {
        if (!key.hasPublicKey() || key.hasPrivateKey()) {
            return false;
        }
        return switch (key) {
            case EC2COSEKey ec ->
                COSEAlgorithmIdentifier.ES256.equals(ec.getAlgorithm())
                        && ec.getCurve() == Curve.SECP256R1
                        && ec.getPublicKey() instanceof ECPublicKey point
                        && isOnCurve(point.getW(), point.getParams().getCurve());
            case RSACOSEKey rsa ->
                COSEAlgorithmIdentifier.RS256.equals(rsa.getAlgorithm())
                        && rsa.getPublicKey() instanceof RSAPublicKey numbers
                        && isWithinBounds(numbers);
            case EdDSACOSEKey ed ->
                COSEAlgorithmIdentifier.EdDSA.equals(ed.getAlgorithm()) && ed.getCurve() == Curve.ED25519;
            default -> false;
        };
    }

    private static boolean isWithinBounds(RSAPublicKey key) {
        int bits = key.getModulus().bitLength();
        BigInteger exponent = key.getPublicExponent();
        return bits >= LEAST_MODULUS_BITS
                && bits <= MOST_MODULUS_BITS
                && exponent.testBit(0)
                && exponent.bitLength() > 1
                && exponent.bitLength() <= MOST_EXPONENT_BITS;
    }

    /// SEC 1 section 3.2.2.1: the coordinates are below p and fulfil the curve's equation.
    private static boolean isOnCurve(ECPoint point, EllipticCurve curve) {
        BigInteger p = ((ECFieldFp) curve.getField()).getP();
        BigInteger x = point.getAffineX();
        BigInteger y = point.getAffineY();
        BigInteger right =
                x.pow(3).add(curve.getA().multiply(x)).add(curve.getB()).mod(p);
        return x.compareTo(p) < 0 && y.compareTo(p) < 0 && y.multiply(y).mod(p).equals(right);
    }
}
