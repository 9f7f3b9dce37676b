package dev.gatehouse.server.sts;

import dev.gatehouse.model.sts.Credentials;
import dev.gatehouse.server.access.SessionTokens;

/// Temporary credentials as STS answers them.
final class Answers {
    private Answers() {}

    static Credentials credentials(SessionTokens.Credentials made) {
        return Credentials.builder()
                .accessKeyId(made.accessKeyId())
                .secretAccessKey(made.secretAccessKey().reveal())
                .sessionToken(made.sessionToken())
                .expiration(made.expires())
                .build();
    }
}
