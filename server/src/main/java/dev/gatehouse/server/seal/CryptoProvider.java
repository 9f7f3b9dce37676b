package dev.gatehouse.server.seal;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.security.Signature;
import java.util.Optional;
import javax.crypto.Cipher;

/// Which implementation does the heavy cryptography: Amazon Corretto Crypto Provider where it loads, else the
/// JDK's.
/// Nothing is registered with {@link Security}: instances are asked for by provider, so other code is not
/// affected.
public final class CryptoProvider {
    private static final CryptoProvider JDK = new CryptoProvider(Optional.empty(), "JDK");
    private static final CryptoProvider FASTEST =
            corretto().map(CryptoProvider::of).orElse(JDK);

    private final Optional<Provider> provider;
    private final String name;

    private CryptoProvider(Optional<Provider> provider, String name) {
        this.provider = provider;
        this.name = name;
    }

    /// The fastest implementation that works in this process.
    public static CryptoProvider fastest() {
        return FASTEST;
    }

    /// The JDK's implementation.
    public static CryptoProvider jdk() {
        return JDK;
    }

    /// Name and version, for the start log and metrics.
    public String name() {
        return name;
    }

    /// A secure random generator: the provider's own where there is one.
    public SecureRandom secureRandom() {
        return provider.map(CryptoProvider::providerRandom).orElseGet(SecureRandom::new);
    }

    Signature sha256WithRsa() throws GeneralSecurityException {
        return provider.isPresent()
                ? Signature.getInstance("SHA256withRSA", provider.get())
                : Signature.getInstance("SHA256withRSA");
    }

    Signature sha512WithRsa() throws GeneralSecurityException {
        return provider.isPresent()
                ? Signature.getInstance("SHA512withRSA", provider.get())
                : Signature.getInstance("SHA512withRSA");
    }

    KeyFactory rsaKeys() throws GeneralSecurityException {
        return provider.isPresent() ? KeyFactory.getInstance("RSA", provider.get()) : KeyFactory.getInstance("RSA");
    }

    KeyPairGenerator rsaPairs() throws GeneralSecurityException {
        return provider.isPresent()
                ? KeyPairGenerator.getInstance("RSA", provider.get())
                : KeyPairGenerator.getInstance("RSA");
    }

    Cipher aesGcm() throws GeneralSecurityException {
        return Cipher.getInstance("AES/GCM/NoPadding");
    }

    private static CryptoProvider of(Provider provider) {
        return new CryptoProvider(Optional.of(provider), "Amazon Corretto Crypto Provider " + provider.getVersionStr());
    }

    private static SecureRandom providerRandom(Provider provider) {
        try {
            return SecureRandom.getInstance("LibCryptoRng", provider);
        } catch (GeneralSecurityException e) {
            return new SecureRandom();
        }
    }

    /// The jar is chosen per platform and may be absent: then linking this method's class reference fails.
    private static Optional<Provider> corretto() {
        try {
            AmazonCorrettoCryptoProvider provider = AmazonCorrettoCryptoProvider.INSTANCE;
            return provider.getLoadingError() == null ? Optional.of(provider) : Optional.empty();
        } catch (LinkageError e) {
            return Optional.empty();
        }
    }
}
