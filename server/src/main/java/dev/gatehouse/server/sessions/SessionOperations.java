package dev.gatehouse.server.sessions;

import dev.gatehouse.model.cognitoidp.CognitoIdp;
import dev.gatehouse.model.service.Operations;
import dev.gatehouse.server.pools.Directory;
import dev.gatehouse.server.store.Store;
import dev.gatehouse.server.users.SignedIn;
import dev.gatehouse.server.users.Users;
import java.time.InstantSource;

/// The front door of the room.
public final class SessionOperations {
    private SessionOperations() {}

    /// Operation to method.
    public static Operations.Table table(
            Store store, Directory directory, Users users, SignedIn signedIn, InstantSource clock) {
        UserSessions sessions = new UserSessions(store, directory, users, signedIn, clock);
        return Operations.table()
                .on(CognitoIdp.LIST_USER_SESSIONS, sessions::list)
                .on(CognitoIdp.ADMIN_LIST_USER_SESSIONS, sessions::listByAdmin)
                .on(CognitoIdp.REVOKE_USER_SESSION, sessions::revoke)
                .on(CognitoIdp.ADMIN_REVOKE_USER_SESSION, sessions::revokeByAdmin);
    }
}
