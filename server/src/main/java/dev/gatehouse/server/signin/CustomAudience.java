package dev.gatehouse.server.signin;

import dev.gatehouse.server.pools.Pool;
import dev.gatehouse.server.triggers.Audience;
import dev.gatehouse.server.users.User;
import java.util.LinkedHashMap;
import java.util.Map;

/// What the functions of a custom sign-in are told about the claimant. Pure.
final class CustomAudience {
    private CustomAudience() {}

    /// @param clientMetadata that of the call: of answers only, the first call's reaches none of these functions
    static Audience of(Claimants.Claim claim, Map<String, String> clientMetadata) {
        return claim.user()
                .map(user -> new Audience(attributes(claim.pool(), user), clientMetadata, false))
                .orElseGet(() -> new Audience(Map.of(), clientMetadata, true));
    }

    /// The attributes as events of existing users have them: with `sub` and status, and the verified aliases.
    private static Map<String, String> attributes(Pool pool, User user) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("sub", user.sub().value());
        attributes.put("cognito:user_status", user.status().value());
        attributes.putAll(user.attributes());
        for (String alias : pool.aliasAttributes()) {
            if (user.attribute(alias + "_verified").filter("true"::equals).isPresent()) {
                user.attribute(alias).ifPresent(value -> attributes.put("cognito:" + alias + "_alias", value));
            }
        }
        return attributes;
    }
}
