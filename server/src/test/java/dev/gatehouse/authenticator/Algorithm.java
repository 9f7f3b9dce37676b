package dev.gatehouse.authenticator;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// What keys an authenticator makes and signs with (RFC 9053, RFC 8812).
public enum Algorithm {
    ES256(-7, "EC", new ECGenParameterSpec("secp256r1"), "SHA256withECDSA"),
    RS256(-257, "RSA", new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4), "SHA256withRSA"),
    EDDSA(-8, "Ed25519", NamedParameterSpec.ED25519, "Ed25519"),
    /// ES384, which nobody asked for.
    ES384(-35, "EC", new ECGenParameterSpec("secp384r1"), "SHA384withECDSA"),
    /// RS256 with a key too short to be taken.
    SHORT_RS256(-257, "RSA", new RSAKeyGenParameterSpec(1024, RSAKeyGenParameterSpec.F4), "SHA256withRSA"),
    /// ES256 on a curve that is not its own.
    MIXED_ES256(-7, "EC", new ECGenParameterSpec("secp384r1"), "SHA256withECDSA");

    private static final int RAW_EDDSA_KEY = 32;

    private final int cose;
    private final String family;
    private final AlgorithmParameterSpec parameters;
    private final String signature;

    Algorithm(int cose, String family, AlgorithmParameterSpec parameters, String signature) {
        this.cose = cose;
        this.family = family;
        this.parameters = parameters;
        this.signature = signature;
    }

    int cose() {
        return cose;
    }

    KeyPair keyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(family);
            generator.initialize(parameters);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] sign(PrivateKey key, byte[] content) {
        try {
            Signature signer = Signature.getInstance(signature);
            signer.initSign(key);
            signer.update(content);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The key as a COSE_Key.
    Map<Object, Object> coseKey(PublicKey key) {
        Map<Object, Object> map = new LinkedHashMap<>();
        switch (key) {
            case ECPublicKey ec -> {
                int size = ec.getParams().getOrder().bitLength() / 8;
                map.put(1, 2);
                map.put(3, cose);
                map.put(-1, size == 32 ? 1 : 2);
                map.put(-2, unsigned(ec.getW().getAffineX(), size));
                map.put(-3, unsigned(ec.getW().getAffineY(), size));
            }
            case RSAPublicKey rsa -> {
                map.put(1, 3);
                map.put(3, cose);
                map.put(-1, unsigned(rsa.getModulus(), rsa.getModulus().bitLength() / 8));
                map.put(-2, rsa.getPublicExponent().toByteArray());
            }
            default -> {
                byte[] encoded = key.getEncoded();
                map.put(1, 1);
                map.put(3, cose);
                map.put(-1, 6);
                map.put(-2, Arrays.copyOfRange(encoded, encoded.length - RAW_EDDSA_KEY, encoded.length));
            }
        }
        return map;
    }

    private static byte[] unsigned(BigInteger number, int size) {
        byte[] bytes = number.toByteArray();
        byte[] fixed = new byte[size];
        int length = Math.min(size, bytes.length);
        System.arraycopy(bytes, bytes.length - length, fixed, size - length, length);
        return fixed;
    }
}
