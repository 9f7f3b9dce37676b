package dev.gatehouse.server.passkeys;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// For whom passkeys are made: a domain. Pages of it and of its subdomains may use them (WebAuthn level 3, section
/// 5.1.3 and "Validating the origin of a credential", 13.4.9). Pure.
///
/// @param id the domain, in lower case
record RelyingParty(String id) {
    private static final String LOCALHOST = "localhost";
    private static final String HTTPS = "https";
    private static final String HTTP = "http";

    /// A number in the last label makes a host an IPv4 address (URL standard, "ends in a number").
    private static final Pattern ADDRESS = Pattern.compile(".*:.*|(.*\\.)?[0-9]+\\.?");

    RelyingParty {
        id = id.toLowerCase(Locale.ROOT);
    }

    /// The host under which clients reach the server. Addresses are no domains: browsers make no passkeys for them.
    static Optional<RelyingParty> ofServer(URI url) {
        return Optional.ofNullable(url.getHost())
                .filter(host -> !ADDRESS.matcher(host).matches())
                .map(RelyingParty::new);
    }

    /// Whether a page of this origin may use the passkeys: by HTTPS, or on this machine for `localhost`.
    ///
    /// @param origin as a browser writes it: scheme, host, perhaps a port, nothing more
    boolean allows(String origin) {
        URI uri;
        try {
            uri = URI.create(origin);
        } catch (IllegalArgumentException notAnOrigin) {
            return false;
        }
        String host = uri.getHost();
        return host != null
                && origin.equals(uri.getScheme() + "://" + uri.getRawAuthority())
                && uri.getRawUserInfo() == null
                && switch (uri.getScheme()) {
                    case HTTPS -> host.equals(id) || host.endsWith("." + id);
                    case HTTP -> id.equals(LOCALHOST) && host.equals(LOCALHOST);
                    default -> false;
                };
    }
}
