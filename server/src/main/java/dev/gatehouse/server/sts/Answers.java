package dev.gatehouse.server.sts;

import dev.gatehouse.model.sts.Credentials;
import dev.gatehouse.server.access.SessionTokens;
import org.jspecify.annotations.Nullable;

/// Temporary credentials as STS answers them.
final class Answers {
    /// More than tokens can have, as policies and tags are bounded.
    private static final int LONGEST = 16_384;

    private static final int WHOLE = 100;

    private Answers() {}

    /// The least size of a token that a request names; 0 when it names none.
    static int leastSize(@Nullable Integer minimum) {
        return minimum == null ? 0 : minimum;
    }

    static int size(SessionTokens.Credentials made) {
        return made.sessionToken().length();
    }

    /// Percent of the room for a token.
    static int utilization(SessionTokens.Credentials made) {
        return (size(made) * WHOLE + LONGEST - 1) / LONGEST;
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
