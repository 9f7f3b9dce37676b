package dev.gatehouse.server.trust;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Optional;

/// The signature algorithms taken (RFC 7518 section 3.1): asymmetric only, so that nobody who knows a public
/// key can
/// sign, and never `none`.
public enum Algorithm {
    RS256("SHA256withRSA", 0),
    RS384("SHA384withRSA", 0),
    RS512("SHA512withRSA", 0),
    ES256("SHA256withECDSAinP1363Format", 256),
    ES384("SHA384withECDSAinP1363Format", 384);

    private static final int LEAST_RSA_BITS = 2048;

    private final String name;
    private final int curveBits;

    Algorithm(String name, int curveBits) {
        this.name = name;
        this.curveBits = curveBits;
    }

    /// The algorithm of an `alg` header, if it is taken.
    static Optional<Algorithm> of(String alg) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.name().equals(alg))
                .findFirst();
    }

    /// Whether the key is one for this algorithm.
    boolean takes(PublicKey key) {
        return switch (key) {
            case RSAPublicKey rsa -> curveBits == 0 && rsa.getModulus().bitLength() >= LEAST_RSA_BITS;
            case ECPublicKey ec -> ec.getParams().getOrder().bitLength() == curveBits;
            default -> false;
        };
    }

    /// Whether the signature over the message was made with the key's private half.
    boolean verify(PublicKey key, byte[] message, byte[] signature) {
        if (!takes(key)) {
            return false;
        }
        try {
            Signature check = Signature.getInstance(name);
            check.initVerify(key);
            check.update(message);
            return check.verify(signature);
        } catch (SignatureException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(name + " checking failed", e);
        }
    }
}
