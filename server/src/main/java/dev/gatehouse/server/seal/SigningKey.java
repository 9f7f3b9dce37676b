package dev.gatehouse.server.seal;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;

/// An RSA key pair that signs with RS256 or RS512 (RFC 7518 section 3.3). Safe for many threads.
public final class SigningKey {
    private static final int BITS = 2048;

    private final CryptoProvider provider;
    private final PrivateKey privateKey;
    private final RSAPublicKey publicKey;

    private SigningKey(CryptoProvider provider, PrivateKey privateKey, RSAPublicKey publicKey) {
        this.provider = provider;
        this.privateKey = privateKey;
        this.publicKey = publicKey;
    }

    /// Makes a new pair of 2048 bits; takes a tenth of a second or more, so see {@link KeyPairs}.
    public static SigningKey generate() {
        return generate(CryptoProvider.fastest());
    }

    static SigningKey generate(CryptoProvider provider) {
        try {
            var generator = provider.rsaPairs();
            generator.initialize(BITS);
            return ofPkcs8(generator.generateKeyPair().getPrivate().getEncoded(), provider);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("RSA key generation failed", e);
        }
    }

    /// Reads what {@link #pkcs8()} gave.
    ///
    /// @throws IllegalArgumentException when the bytes are not an RSA private key in PKCS#8 with CRT values
    public static SigningKey ofPkcs8(byte[] pkcs8) {
        return ofPkcs8(pkcs8, CryptoProvider.fastest());
    }

    static SigningKey ofPkcs8(byte[] pkcs8, CryptoProvider provider) {
        try {
            KeyFactory factory = provider.rsaKeys();
            if (!(factory.generatePrivate(new PKCS8EncodedKeySpec(pkcs8)) instanceof RSAPrivateCrtKey key)) {
                throw new IllegalArgumentException("not an RSA private key with CRT values");
            }
            var publicSpec = new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent());
            return new SigningKey(provider, key, (RSAPublicKey) factory.generatePublic(publicSpec));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not an RSA private key", e);
        }
    }

    /// The private key in PKCS#8, for the caller to seal.
    public byte[] pkcs8() {
        return privateKey.getEncoded();
    }

    /// The public half, for key sets and checking.
    public RSAPublicKey publicKey() {
        return publicKey;
    }

    /// Signs bytes with RSASSA-PKCS1-v1_5 and SHA-256; the signature has 256 bytes.
    public byte[] sign(byte[] message) {
        try {
            return sign(message, provider.sha256WithRsa());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("RS256 signing failed", e);
        }
    }

    /// Signs bytes with RSASSA-PKCS1-v1_5 and SHA-512: RS512 of RFC 7518.
    public byte[] signRs512(byte[] message) {
        try {
            return sign(message, provider.sha512WithRsa());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("RS512 signing failed", e);
        }
    }

    private byte[] sign(byte[] message, Signature signature) throws GeneralSecurityException {
        signature.initSign(privateKey);
        signature.update(message);
        return signature.sign();
    }

    @Override
    public String toString() {
        return "SigningKey(***)";
    }
}
