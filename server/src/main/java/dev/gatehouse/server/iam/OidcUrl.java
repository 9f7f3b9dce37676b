package dev.gatehouse.server.iam;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

/// The URL of an OIDC provider: https without a port, query or fragment. For loopback http and a port are
/// taken, for development. Pure.
final class OidcUrl {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private OidcUrl() {}

    /// The URL without its scheme and final slash, as ARNs have it.
    ///
    /// @throws dev.gatehouse.model.service.ServiceException InvalidInputException
    static String host(String url) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            throw Refusals.badUrl();
        }
        String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
        boolean loopback = LOOPBACK.contains(host) || host.endsWith(".localhost");
        boolean scheme = "https".equals(uri.getScheme()) || (loopback && "http".equals(uri.getScheme()));
        boolean plain = uri.getRawQuery() == null && uri.getRawFragment() == null && uri.getRawUserInfo() == null;
        if (host.isEmpty() || !scheme || !plain || (uri.getPort() >= 0 && !loopback)) {
            throw Refusals.badUrl();
        }
        String path = uri.getRawPath().endsWith("/")
                ? uri.getRawPath().substring(0, uri.getRawPath().length() - 1)
                : uri.getRawPath();
        return host + (uri.getPort() >= 0 ? ":" + uri.getPort() : "") + path;
    }
}
