package dev.gatehouse.server.tokens;

import dev.gatehouse.pure.id.ClientId;
import dev.gatehouse.pure.id.PoolId;
import dev.gatehouse.pure.id.Sub;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Everything ID and access tokens are made from.
///
/// @param pool the user pool
/// @param client the app client
/// @param subject whom the tokens speak of
/// @param sitting the sign-in the tokens come from
/// @param lifetimes how long the tokens live
/// @param revocable whether the tokens carry `jti` and `origin_jti` (`EnableTokenRevocation` or rotation on)
/// @param scope the access token's scopes, space separated
public record Grant(
        PoolId pool,
        ClientId client,
        Subject subject,
        Sitting sitting,
        Lifetimes lifetimes,
        boolean revocable,
        String scope) {

    /// The scope of every access token that an API sign-in yields; it opens the self-service operations.
    public static final String API_SCOPE = "aws.cognito.signin.user.admin";

    /// Whom tokens speak of.
    ///
    /// @param sub the user's lasting id
    /// @param username the canonical user name
    /// @param attributes the attributes the client may read, without `sub`
    /// @param groups the user's groups, in any order
    public record Subject(Sub sub, String username, Map<String, String> attributes, List<Membership> groups) {}

    /// A group the user is in.
    ///
    /// @param name the group's name
    /// @param roleArn the group's IAM role, if it has one
    /// @param precedence the group's precedence; a lower number comes first, none comes last
    public record Membership(String name, Optional<String> roleArn, Optional<Integer> precedence) {}

    /// The sign-in that tokens come from; unchanged by refreshes.
    ///
    /// @param originJti the id of the session row, `origin_jti`
    /// @param eventId the id of the sign-in event
    /// @param authTime when the user proved who they are
    /// @param deviceKey the device it came from, where the pool tracks them
    public record Sitting(String originJti, String eventId, Instant authTime, Optional<String> deviceKey) {

        /// A sign-in from no known device.
        public Sitting(String originJti, String eventId, Instant authTime) {
            this(originJti, eventId, authTime, Optional.empty());
        }
    }

    /// How long tokens live.
    ///
    /// @param access life of the access token
    /// @param id life of the ID token
    public record Lifetimes(Duration access, Duration id) {}
}
