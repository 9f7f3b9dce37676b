package dev.gatehouse.server.config;

import java.nio.file.Path;
import java.util.Optional;

/// TLS from PEM files, read again when they change.
///
/// @param certificate `tls.certificate`: the certificate chain, the server's own first
/// @param key `tls.key`: its private key, PKCS#8, not encrypted
public record TlsSettings(Path certificate, Path key) {

    static Optional<TlsSettings> from(Source source) {
        source.needs("tls.certificate", "tls.key");
        source.needs("tls.key", "tls.certificate");
        Optional<Path> key = source.path("tls.key");
        return source.path("tls.certificate").map(certificate -> new TlsSettings(certificate, key.orElseThrow()));
    }
}
