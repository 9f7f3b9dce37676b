package dev.gatehouse.server.wire;

import dev.gatehouse.model.protocol.WireRequest;
import dev.gatehouse.pure.net.Network;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Where a request comes from: the other end of the connection, or the client for whom a trusted proxy says that it
/// asks. Pure.
///
/// @param peer the address at the other end of the connection as text, without a port
/// @param address the client's address as text, without a port
/// @param secure whether the client asked over TLS
record Origin(String peer, String address, boolean secure) {

    /// What proxies say counts only where they are trusted: anybody can send these headers. A header that is missing or
    /// malformed leaves what the connection says.
    ///
    /// @param peer the address at the other end of the connection
    /// @param secure whether the connection uses TLS
    /// @param proxies that are trusted
    static Origin of(String peer, boolean secure, WireRequest request, List<Network> proxies) {
        if (!isIn(proxies, peer)) {
            return new Origin(peer, peer, secure);
        }
        return new Origin(
                peer,
                client(request, proxies).orElse(peer),
                scheme(request).map("https"::equals).orElse(secure));
    }

    /// Each proxy adds whom it was asked by at the end, so the last one that is no proxy of ours is the client, and
    /// what
    /// stands before may be made up.
    private static Optional<String> client(WireRequest request, List<Network> proxies) {
        List<String> hops = request.headers().getOrDefault("x-forwarded-for", List.of()).stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .map(String::strip)
                .toList();
        Optional<String> client = Optional.empty();
        for (String hop : hops.reversed()) {
            if (!Network.isAddress(hop)) {
                return Optional.empty();
            }
            client = Optional.of(InetAddress.ofLiteral(hop).getHostAddress());
            if (!isIn(proxies, hop)) {
                break;
            }
        }
        return client;
    }

    private static Optional<String> scheme(WireRequest request) {
        List<String> schemes = request.headers().getOrDefault("x-forwarded-proto", List.of());
        return schemes.size() != 1
                ? Optional.empty()
                : Optional.of(schemes.getFirst().strip().toLowerCase(Locale.ROOT))
                        .filter(scheme -> scheme.equals("https") || scheme.equals("http"));
    }

    private static boolean isIn(List<Network> proxies, String address) {
        return proxies.stream().anyMatch(proxy -> proxy.contains(address));
    }
}
