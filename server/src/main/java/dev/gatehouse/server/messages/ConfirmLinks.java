package dev.gatehouse.server.messages;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.model.cognitoidp.UserPoolType;
import java.net.URLEncoder;
import java.util.Optional;

/// Where a pool's domain is served, for the links of pools that confirm sign-ups by link.
@FunctionalInterface
public interface ConfirmLinks {

    /// The address of the pool's domain, without a slash at the end; empty when it has none, and messages then
    /// carry the code.
    Optional<String> base(UserPoolType pool);

    /// The link that confirms a sign-up: `/confirmUser` of the pool's domain.
    default Optional<String> link(Occasion occasion) {
        return base(occasion.pool())
                .flatMap(base -> occasion.client()
                        .map(client -> base + "/confirmUser?client_id=" + encode(client) + "&user_name="
                                + encode(occasion.username()) + "&confirmation_code=" + encode(occasion.code())));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
