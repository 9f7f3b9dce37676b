package dev.gatehouse.server.signin;

import dev.gatehouse.server.limits.Limited;
import dev.gatehouse.server.limits.Limits;
import dev.gatehouse.server.store.Tx;
import dev.gatehouse.server.users.User;

/// Bounds how many codes go out to one user within the hour, whatever sign-ins ask for them.
final class CodeLimit {
    private final Limits limits;

    CodeLimit(Limits limits) {
        this.limits = limits;
    }

    /// Counts a code that is a first factor, in the write that keeps it.
    ///
    /// @param person the user, or a stand-in
    /// @throws dev.gatehouse.model.cognitoidp.TooManyRequestsException which takes the write back
    void first(Tx tx, User person) {
        take(tx, Limited.FIRST_FACTOR_CODE, person);
    }

    /// As {@link #first}, for a second factor.
    void second(Tx tx, User user) {
        take(tx, Limited.SECOND_FACTOR_CODE, user);
    }

    private void take(Tx tx, Limited what, User person) {
        if (!limits.allows(tx, person.pool(), what, person.sub().value())) {
            throw Refusals.tooManyCodes();
        }
    }
}
