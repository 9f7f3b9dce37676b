package dev.gatehouse.server.identitypools;

import dev.gatehouse.pure.id.PoolId;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The names of login providers. A user pool is named by AWS's `cognito-idp.<region>.amazonaws.com/<poolId>`,
/// or by the
/// issuer of its tokens without the scheme, as Amplify does; the first form counts everywhere here. Pure.
final class ProviderNames {
    /// The key under which clients send tokens of our own.
    static final String OWN = "cognito-identity.amazonaws.com";

    private static final Pattern USER_POOL = Pattern.compile("(.+/[\\w-]+_[0-9A-Za-z]+)(:\\w+)?");
    private final Function<PoolId, String> issuer;

    /// @param issuer the `iss` of a user pool's tokens
    ProviderNames(Function<PoolId, String> issuer) {
        this.issuer = issuer;
    }

    /// The name that counts; a client id after a user pool's name stays.
    String canonical(String name) {
        Matcher parts = USER_POOL.matcher(name);
        if (!parts.matches()) {
            return name;
        }
        String client = parts.group(2) == null ? "" : parts.group(2);
        return userPool(parts.group(1)).map(pool -> of(pool) + client).orElse(name);
    }

    /// The user pool that a name without a client id names.
    Optional<PoolId> userPool(String name) {
        try {
            PoolId pool = new PoolId(name.substring(name.lastIndexOf('/') + 1));
            boolean ours = name.equals(of(pool)) || name.equals(withoutScheme(issuer.apply(pool)));
            return ours ? Optional.of(pool) : Optional.empty();
        } catch (IllegalArgumentException notAPool) {
            return Optional.empty();
        }
    }

    static String of(PoolId pool) {
        return "cognito-idp." + pool.region() + ".amazonaws.com/" + pool.value();
    }

    /// The name by which ARNs know an issuer: without scheme and final slash.
    static String host(String issuer) {
        String host = withoutScheme(issuer);
        return host.endsWith("/") ? host.substring(0, host.length() - 1) : host;
    }

    static String withoutScheme(String url) {
        int end = url.indexOf("://");
        return end < 0 ? url : url.substring(end + 3);
    }
}
