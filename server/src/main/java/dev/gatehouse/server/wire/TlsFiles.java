package dev.gatehouse.server.wire;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The server's certificate and key, read from PEM files and read again when either changes.
final class TlsFiles {
    private static final Logger LOG = LoggerFactory.getLogger(TlsFiles.class);
    private static final Pattern PKCS8 =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");

    private final HttpOptions.PemFiles files;
    private final SslContextFactory.Server context = new SslContextFactory.Server();
    private List<FileTime> read;

    /// @throws IOException when a file cannot be read
    /// @throws GeneralSecurityException when a file does not hold what it should
    TlsFiles(HttpOptions.PemFiles files) throws IOException, GeneralSecurityException {
        this.files = files;
        this.read = times();
        context.setKeyStore(keyStore());
        context.setKeyStorePassword("");
        context.setSniRequired(false);
    }

    SslContextFactory.Server context() {
        return context;
    }

    /// Takes the files up again when they have changed. Files that do not fit together (one of the two not yet
    /// written) leave what is served as it is until they change again.
    void refresh() {
        try {
            List<FileTime> now = times();
            if (!now.equals(read)) {
                read = now;
                KeyStore fresh = keyStore();
                context.reload(factory -> factory.setKeyStore(fresh));
                LOG.info("TLS certificate read again from {}", files.certificate());
            }
        } catch (Exception unusable) {
            LOG.warn("TLS files changed but cannot be used: {}", unusable.getMessage());
        }
    }

    private List<FileTime> times() throws IOException {
        return List.of(Files.getLastModifiedTime(files.certificate()), Files.getLastModifiedTime(files.key()));
    }

    private KeyStore keyStore() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        Certificate[] chain = chain(files.certificate());
        PrivateKey key = key(files.key(), chain[0].getPublicKey().getAlgorithm());
        store.setKeyEntry("server", key, new char[0], chain);
        return store;
    }

    private static Certificate[] chain(Path file) throws IOException, GeneralSecurityException {
        try (InputStream pem = Files.newInputStream(file)) {
            Certificate[] chain = CertificateFactory.getInstance("X.509")
                    .generateCertificates(pem)
                    .toArray(Certificate[]::new);
            if (chain.length == 0) {
                throw new GeneralSecurityException(file + " holds no certificate");
            }
            return chain;
        }
    }

    private static PrivateKey key(Path file, String algorithm) throws IOException, GeneralSecurityException {
        Matcher pem = PKCS8.matcher(Files.readString(file));
        if (!pem.find()) {
            throw new GeneralSecurityException(
                    file + " holds no PRIVATE KEY (convert it with: openssl pkcs8 -topk8 -nocrypt)");
        }
        PKCS8EncodedKeySpec encoded =
                new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem.group(1)));
        return decode(algorithm, encoded)
                .or(() -> ALGORITHMS.stream()
                        .flatMap(other -> decode(other, encoded).stream())
                        .findFirst())
                .orElseThrow(() -> new GeneralSecurityException(file + " holds a key of an unknown kind"));
    }

    private static Optional<PrivateKey> decode(String algorithm, PKCS8EncodedKeySpec encoded) {
        try {
            return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(encoded));
        } catch (InvalidKeySpecException otherKind) {
            return Optional.empty();
        } catch (GeneralSecurityException unsupported) {
            throw new IllegalStateException(unsupported);
        }
    }
}
