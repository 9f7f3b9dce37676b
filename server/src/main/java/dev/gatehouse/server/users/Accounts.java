package dev.gatehouse.server.users;

import dev.gatehouse.model.cognitoidp.AdminDeleteUserRequest;
import dev.gatehouse.model.cognitoidp.AdminDeleteUserResponse;
import dev.gatehouse.model.cognitoidp.AdminDisableUserRequest;
import dev.gatehouse.model.cognitoidp.AdminDisableUserResponse;
import dev.gatehouse.model.cognitoidp.AdminEnableUserRequest;
import dev.gatehouse.model.cognitoidp.AdminEnableUserResponse;
import dev.gatehouse.model.cognitoidp.DeleteUserRequest;
import dev.gatehouse.model.cognitoidp.DeleteUserResponse;
import dev.gatehouse.model.service.Call;
import dev.gatehouse.pure.id.PoolId;
import dev.gatehouse.pure.id.Sub;
import dev.gatehouse.server.pools.Pool;
import dev.gatehouse.server.store.Store;
import java.time.Instant;
import java.time.InstantSource;

/// AdminEnableUser, AdminDisableUser, AdminDeleteUser, DeleteUser. Who is disabled or deleted loses every
/// session.
final class Accounts {
    private final Gate gate;
    private final SignedIn signedIn;
    private final Store store;
    private final Users users;
    private final InstantSource clock;

    Accounts(Gate gate, SignedIn signedIn, Store store, Users users, InstantSource clock) {
        this.gate = gate;
        this.signedIn = signedIn;
        this.store = store;
        this.users = users;
        this.clock = clock;
    }

    /// AdminEnableUser.
    AdminEnableUserResponse enable(AdminEnableUserRequest request, Call call) {
        Pool pool = gate.pool(request.userPoolId(), call);
        User user = gate.user(pool, request.username(), call);
        Instant now = clock.instant();
        users.update(pool, user.sub(), current -> current.withEnabled(true, now));
        return AdminEnableUserResponse.builder().build();
    }

    /// AdminDisableUser.
    AdminDisableUserResponse disable(AdminDisableUserRequest request, Call call) {
        Pool pool = gate.pool(request.userPoolId(), call);
        User user = gate.user(pool, request.username(), call);
        Instant now = clock.instant();
        store.write(tx -> {
            tx.sessions().revokeAll(pool.id(), user.sub(), now.toEpochMilli());
            return users.update(
                    tx,
                    pool,
                    user.sub(),
                    current -> current.withEnabled(false, now).signedOut(now));
        });
        return AdminDisableUserResponse.builder().build();
    }

    /// AdminDeleteUser.
    AdminDeleteUserResponse adminDelete(AdminDeleteUserRequest request, Call call) {
        Pool pool = gate.pool(request.userPoolId(), call);
        User user = gate.user(pool, request.username(), call);
        delete(pool.id(), user.sub());
        return AdminDeleteUserResponse.builder().build();
    }

    /// DeleteUser: the user leaves.
    DeleteUserResponse delete(DeleteUserRequest request, Call call) {
        SignedIn.Person person = signedIn.require(Given.of(request.accessToken()), call);
        delete(person.pool().id(), person.user().sub());
        return DeleteUserResponse.builder().build();
    }

    private void delete(PoolId pool, Sub sub) {
        if (!store.write(tx -> tx.users().delete(pool, sub))) {
            throw Refusals.noSuchUser();
        }
    }
}
