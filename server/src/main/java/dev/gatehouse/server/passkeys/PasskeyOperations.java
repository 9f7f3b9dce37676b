package dev.gatehouse.server.passkeys;

import dev.gatehouse.model.cognitoidp.CognitoIdp;
import dev.gatehouse.model.service.Operations;

/// The front door of the room.
public final class PasskeyOperations {
    private PasskeyOperations() {}

    /// Operation to method.
    public static Operations.Table table(Passkeys passkeys) {
        return Operations.table()
                .on(CognitoIdp.START_WEB_AUTHN_REGISTRATION, passkeys.registration()::start)
                .on(CognitoIdp.COMPLETE_WEB_AUTHN_REGISTRATION, passkeys.registration()::complete)
                .on(CognitoIdp.LIST_WEB_AUTHN_CREDENTIALS, passkeys.credentials()::list)
                .on(CognitoIdp.DELETE_WEB_AUTHN_CREDENTIAL, passkeys.credentials()::delete);
    }
}
