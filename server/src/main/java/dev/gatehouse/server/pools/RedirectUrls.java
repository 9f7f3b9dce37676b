package dev.gatehouse.server.pools;

import static java.util.Objects.requireNonNullElse;

import dev.gatehouse.model.cognitoidp.UserPoolClientType;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Where browsers may be sent after sign-in and sign-out (RFC 6749 section 3.1.2): absolute, no fragment, HTTPS
/// unless on this machine or in an app's own scheme. Compared as text later. Pure.
final class RedirectUrls {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /// Schemes in which a browser would run what the URL says.
    private static final Set<String> SCRIPTS = Set.of("javascript", "vbscript", "data");

    private RedirectUrls() {}

    /// @throws dev.gatehouse.model.service.ServiceException `InvalidParameterException`
    static void check(UserPoolClientType client) {
        List<String> callbacks = requireNonNullElse(client.callbackURLs(), List.of());
        callbacks.forEach(RedirectUrls::checkOne);
        requireNonNullElse(client.logoutURLs(), List.<String>of()).forEach(RedirectUrls::checkOne);
        String fallback = client.defaultRedirectURI();
        if (fallback != null && !callbacks.contains(fallback)) {
            throw Refusals.invalid("Default redirect uri " + fallback + " is not in the list of callback urls.");
        }
    }

    private static void checkOne(String text) {
        URI url;
        try {
            url = new URI(text);
        } catch (URISyntaxException e) {
            throw Refusals.invalid(text + " is not a valid URL.");
        }
        if (!url.isAbsolute()) {
            throw Refusals.invalid(text + " is not an absolute URL.");
        }
        String scheme = url.getScheme().toLowerCase(Locale.ROOT);
        if (url.isOpaque() || SCRIPTS.contains(scheme)) {
            throw Refusals.invalid(text + " is not a valid URL.");
        }
        if (url.getRawFragment() != null) {
            throw Refusals.invalid(text + " cannot contain a fragment.");
        }
        if (scheme.equals("https") && url.getHost() == null) {
            throw Refusals.invalid(text + " is not a valid URL.");
        }
        if (scheme.equals("http") && !isLoopback(url)) {
            throw Refusals.invalid(text + " cannot use the HTTP protocol.");
        }
    }

    private static boolean isLoopback(URI url) {
        return url.getHost() != null && LOOPBACK.contains(url.getHost());
    }
}
