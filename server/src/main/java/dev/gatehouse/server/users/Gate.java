package dev.gatehouse.server.users;

import dev.gatehouse.model.service.Call;
import dev.gatehouse.server.pools.Client;
import dev.gatehouse.server.pools.Directory;
import dev.gatehouse.server.pools.Pool;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The way into operations that name a client and a user, or a pool and a user: finds them, checks the secret
/// hash, and notes them for the audit record.
final class Gate {
    private final Directory directory;
    private final Users users;

    Gate(Directory directory, Users users) {
        this.directory = directory;
        this.users = users;
    }

    /// Who asks through a client, and about which name.
    ///
    /// @param user the user of that name, if there is one
    record Visitor(Pool pool, Client client, String name, Optional<User> user) {

        /// The user.
        ///
        /// @throws dev.gatehouse.model.service.ServiceException UserNotFoundException; only for clients that
        ///     let existence show
        User shown() {
            return user.orElseThrow(Refusals::noSuchUserForClient);
        }

        /// Whether the user is to be treated as a stand-in: absent, and the client does not let that show.
        boolean ghost() {
            return user.isEmpty() && client.hidesUsers();
        }
    }

    /// A visitor of an unsigned operation.
    ///
    /// @throws dev.gatehouse.model.service.ServiceException ResourceNotFoundException, NotAuthorizedException
    Visitor visitor(@Nullable String clientId, @Nullable String username, @Nullable String secretHash, Call call) {
        Client client = directory.client(Given.of(clientId));
        call.trail().client(client.id().value());
        call.trail().pool(client.pool().value());
        String name = Given.of(username);
        client.requireSecretHash(name, secretHash);
        Pool pool = directory.pool(client.pool());
        Optional<User> user = users.find(pool, name);
        user.ifPresent(found -> call.trail().user(found.sub().value()));
        return new Visitor(pool, client, name, user);
    }

    /// The pool of a signed operation.
    ///
    /// @throws dev.gatehouse.model.service.ServiceException ResourceNotFoundException
    Pool pool(@Nullable String poolId, Call call) {
        Pool pool = directory.pool(Given.of(poolId), call);
        call.trail().pool(pool.id().value());
        return pool;
    }

    /// The user a signed operation names.
    ///
    /// @throws dev.gatehouse.model.service.ServiceException UserNotFoundException
    User user(Pool pool, @Nullable String username, Call call) {
        User user = users.require(pool, Given.of(username));
        call.trail().user(user.sub().value());
        return user;
    }
}
