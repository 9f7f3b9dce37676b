package dev.gatehouse.server.wire;

import dev.gatehouse.pure.net.Network;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How the server listens.
///
/// @param address the address to bind to
/// @param port the port, 0 for any free one
/// @param tls certificate and key; plain HTTP without
/// @param management where operators look, apart from the public port
/// @param proxies that may say for whom they ask
/// @param bounds what a client may use up
public record HttpOptions(
        String address,
        int port,
        Optional<PemFiles> tls,
        Optional<ManagementPort> management,
        List<Network> proxies,
        Bounds bounds) {

    /// Where metrics are served, always without TLS.
    ///
    /// @param address the address to bind to
    /// @param port the port, 0 for any free one
    public record ManagementPort(String address, int port) {}

    /// A certificate chain and its private key (PKCS#8) as PEM files, read again when they change.
    ///
    /// @param certificate the chain, the server's own certificate first
    /// @param key the private key
    public record PemFiles(Path certificate, Path key) {}

    /// What a client may use up.
    ///
    /// @param bodyBytes the longest request body
    /// @param headerBytes the longest request head
    /// @param headTime from a connection's first moment to a whole request head
    /// @param bodyTime from a request's head to the end of its body
    /// @param idleTime between an answer and the next whole request head
    /// @param stopTime how long running requests may take when the server stops
    /// @param connections connections open at one time
    public record Bounds(
            int bodyBytes,
            int headerBytes,
            Duration headTime,
            Duration bodyTime,
            Duration idleTime,
            Duration stopTime,
            int connections) {}
}
