package dev.gatehouse.server.seal;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.RSAPublicKey;

/// Checks RS256 signatures (RFC 7518 section 3.3).
public final class Rs256 {
    private final CryptoProvider provider;
    private final PublicKey key;

    private Rs256(CryptoProvider provider, PublicKey key) {
        this.provider = provider;
        this.key = key;
    }

    /// A checker for one public key; keep it while the key is in use.
    ///
    /// @throws IllegalArgumentException when the provider cannot use the key
    public static Rs256 of(RSAPublicKey key) {
        return of(key, CryptoProvider.fastest());
    }

    static Rs256 of(RSAPublicKey key, CryptoProvider provider) {
        try {
            return new Rs256(provider, (PublicKey) provider.rsaKeys().translateKey(key));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not a usable RSA public key", e);
        }
    }

    /// Whether the signature over the message was made with the key's private half.
    public boolean verify(byte[] message, byte[] signature) {
        try {
            Signature check = provider.sha256WithRsa();
            check.initVerify(key);
            check.update(message);
            return check.verify(signature);
        } catch (SignatureException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("RS256 checking failed", e);
        }
    }
}
