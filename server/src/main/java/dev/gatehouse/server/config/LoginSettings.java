package dev.gatehouse.server.config;

import java.net.URI;

/// Where the issuers of access tokens are asked about them, for logins of identity pools and AssumeRoleWithWebIdentity.
///
/// @param facebook `logins.facebook`: the Graph API; `https://graph.facebook.com`
/// @param amazon `logins.amazon`: Login with Amazon; `https://api.amazon.com`
public record LoginSettings(URI facebook, URI amazon) {
    /// The real ones.
    public static final LoginSettings USUAL =
            new LoginSettings(URI.create("https://graph.facebook.com"), URI.create("https://api.amazon.com"));

    static LoginSettings from(Source source) {
        return new LoginSettings(
                url(source, "logins.facebook", USUAL.facebook()), url(source, "logins.amazon", USUAL.amazon()));
    }

    /// Tokens travel in the address: it must be `https`, or lead to this machine.
    private static URI url(Source source, String key, URI usual) {
        URI url = source.baseUrl(key).orElse(usual);
        if (!url.getScheme().equals("https") && !Source.isLoopback(url.getHost())) {
            throw source.refuse(key, "must be https, or http to this machine");
        }
        return url;
    }
}
