package dev.gatehouse.server.signin;

import dev.gatehouse.pure.id.Sub;
import dev.gatehouse.server.users.User;
import java.time.Instant;

/// What lies behind a sign-in whose first factor is proven. It travels in every state that follows.
///
/// @param user whose sign-in it is
/// @param passwordSetAt when the user's password had been set; another one set meanwhile ends the attempt
record Progress(Sub user, Instant passwordSetAt) {

    /// That of a user who has proven the first factor now.
    static Progress of(User user) {
        return new Progress(user.sub(), user.passwordSetAt());
    }
}
