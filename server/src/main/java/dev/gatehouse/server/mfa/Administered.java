package dev.gatehouse.server.mfa;

import static java.util.Objects.requireNonNull;

import dev.gatehouse.model.service.Call;
import dev.gatehouse.server.pools.Directory;
import dev.gatehouse.server.pools.Pool;
import dev.gatehouse.server.users.User;
import dev.gatehouse.server.users.Users;
import org.jspecify.annotations.Nullable;

/// The pool and the user that a signed operation names, noted for the audit record.
final class Administered {
    private final Directory directory;
    private final Users users;

    Administered(Directory directory, Users users) {
        this.directory = directory;
        this.users = users;
    }

    /// @throws dev.gatehouse.model.service.ServiceException ResourceNotFoundException
    Pool pool(@Nullable String poolId, Call call) {
        Pool pool = directory.pool(requireNonNull(poolId), call);
        call.trail().pool(pool.id().value());
        return pool;
    }

    /// @throws dev.gatehouse.model.service.ServiceException UserNotFoundException
    User user(Pool pool, @Nullable String username, Call call) {
        User user = users.require(pool, requireNonNull(username));
        call.trail().user(user.sub().value());
        return user;
    }
}
