package dev.gatehouse.server.wire;

import dev.gatehouse.model.protocol.WireRequest;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Tells the web pages a developer happens to visit from the developer's own: what needs no credentials is open to
/// every page that can reach this machine (Fetch standard, "Origin" header; Fetch Metadata; DNS rebinding).
final class Browsers {
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

    private Browsers() {}

    /// Whether a page that does not come from this machine sends the request. Clients that are no browsers send
    /// neither header.
    static boolean isForeignPage(WireRequest request) {
        Optional<String> origin = request.header("origin");
        return origin.isPresent()
                ? !isLoopback(hostOf(origin.get()))
                : request.header("sec-fetch-site").filter("cross-site"::equals).isPresent();
    }

    /// Whether a page of another place could read the answer: one of a foreign origin, or one whose own name was made
    /// to lead here. A page served under the name asked for may read; behind loopback only names of loopback count.
    ///
    /// @param peer the address of the connection: pages can send what proxies do
    static boolean mayNotRead(WireRequest request, String peer) {
        String asked = hostOf("http://" + request.header("host").orElse(""));
        boolean rebound = isLoopback(peer) && !isLoopback(asked) && !isAddress(asked);
        boolean foreign = request.header("origin")
                .map(Browsers::hostOf)
                .filter(host -> !isLoopback(host) && !host.equals(asked))
                .isPresent();
        return rebound || foreign;
    }

    private static boolean isLoopback(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.equals("localhost")
                || name.endsWith(".localhost")
                || (isAddress(name)
                        && address(name).map(InetAddress::isLoopbackAddress).orElse(false));
    }

    private static boolean isAddress(String host) {
        return IPV4.matcher(host).matches() || host.indexOf(':') >= 0;
    }

    private static Optional<InetAddress> address(String literal) {
        try {
            return Optional.of(InetAddress.ofLiteral(literal));
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }

    /// The host of an origin, without brackets; empty for `null` and for what is no URL.
    private static String hostOf(String origin) {
        try {
            String host = new URI(origin).getHost();
            return host == null ? "" : host.replace("[", "").replace("]", "");
        } catch (URISyntaxException notAnOrigin) {
            return "";
        }
    }
}
