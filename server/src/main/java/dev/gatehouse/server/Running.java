package dev.gatehouse.server;

import dev.gatehouse.server.config.RootKey;
import dev.gatehouse.server.wire.HttpServer;
import java.util.Optional;

/// A server that serves, until it is closed.
///
/// @param http the listening side
/// @param url how clients reach it, without a trailing slash
/// @param rootKey the account's own key
/// @param crypto the cryptography in use, for the start log
record Running(HttpServer http, String url, RootKey rootKey, String crypto) implements AutoCloseable {

    /// The port of `/metrics`, if they are served.
    Optional<Integer> managementPort() {
        return http.managementPort();
    }

    /// Finishes running requests, then stops.
    @Override
    public void close() {
        http.close();
    }
}
