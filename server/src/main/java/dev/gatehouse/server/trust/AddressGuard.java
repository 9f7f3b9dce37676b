package dev.gatehouse.server.trust;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;

/// Keeps fetches from where they should not go. An address comes from a provider's registration, or worse, from
/// its
/// documents: only https is taken, for loopback also http, and a name that leads to the machine itself or to a
/// link-local address, where clouds serve credentials, is refused.
final class AddressGuard {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private AddressGuard() {}

    /// The address, if it may be fetched.
    ///
    /// @param loopback whether this machine may be asked
    static URI allowed(String address, boolean loopback) throws KeyFinder.Unreachable {
        URI uri = parse(address);
        String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
        boolean local = isLoopback(host);
        boolean scheme = "https".equals(uri.getScheme()) || (local && "http".equals(uri.getScheme()));
        if (host.isEmpty() || !scheme || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw new KeyFinder.Unreachable("not an https address");
        }
        if (local) {
            if (!loopback) {
                throw new KeyFinder.Unreachable("not a public address");
            }
            return uri;
        }
        requirePublic(host);
        return uri;
    }

    /// Whether an issuer is on this machine.
    static boolean isLocal(String issuer) throws KeyFinder.Unreachable {
        String host = parse(issuer).getHost();
        return host != null && isLoopback(host.toLowerCase(Locale.ROOT));
    }

    private static boolean isLoopback(String host) {
        return LOOPBACK.contains(host) || host.endsWith(".localhost");
    }

    private static URI parse(String address) throws KeyFinder.Unreachable {
        try {
            return new URI(address);
        } catch (URISyntaxException e) {
            throw new KeyFinder.Unreachable("not an address");
        }
    }

    private static void requirePublic(String host) throws KeyFinder.Unreachable {
        try {
            for (InetAddress address : InetAddress.getAllByName(host)) {
                if (address.isLoopbackAddress()
                        || address.isLinkLocalAddress()
                        || address.isAnyLocalAddress()
                        || address.isMulticastAddress()) {
                    throw new KeyFinder.Unreachable("not a public address");
                }
            }
        } catch (UnknownHostException e) {
            throw new KeyFinder.Unreachable("unknown host");
        }
    }
}
