package dev.gatehouse.server;

import dev.gatehouse.server.config.RootKey;
import dev.gatehouse.server.wire.HttpServer;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A server that serves, until it is closed.
///
/// @param http the listening side
/// @param url how clients reach it, without a trailing slash
/// @param rootKey the account's own key
/// @param crypto the cryptography in use, for the start log
/// @param floors what ends after the last request, in this order
record Running(HttpServer http, String url, RootKey rootKey, String crypto, List<? extends AutoCloseable> floors)
        implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Running.class);

    /// The port of `/metrics`, if they are served.
    Optional<Integer> managementPort() {
        return http.managementPort();
    }

    /// Finishes running requests, then stops.
    @Override
    public void close() {
        end(http);
        floors.forEach(Running::end);
    }

    /// Whatever does not end in order keeps nothing else from doing so.
    private static void end(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception failed) {
            LOG.error("could not end in order", failed);
        }
    }
}
