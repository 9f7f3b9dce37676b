package dev.gatehouse.server.sts;

import dev.gatehouse.model.sts.Credentials;
import dev.gatehouse.server.access.SessionTokens;
import org.jspecify.annotations.Nullable;

/// Temporary credentials as STS answers them.
final class Answers {
    private Answers() {}

    /// The least size of a token that a request names; 0 when it names none.
    static int leastSize(@Nullable Integer minimum) {
        return minimum == null ? 0 : minimum;
    }

    /// How much of the room for session policies and tags is taken, percent.
    static int utilization(@Nullable Integer packed) {
        return packed == null ? 0 : packed;
    }

    static Credentials credentials(SessionTokens.Credentials made) {
        return Credentials.builder()
                .accessKeyId(made.accessKeyId())
                .secretAccessKey(made.secretAccessKey().reveal())
                .sessionToken(made.sessionToken())
                .expiration(made.expires())
                .build();
    }
}
