package dev.gatehouse.server.mfa;

import dev.gatehouse.model.cognitoidp.CognitoIdp;
import dev.gatehouse.model.service.Operations;

/// The front door of the room. AssociateSoftwareToken and VerifySoftwareToken stand in the table of sign-in,
/// which hands those with an access token on to {@link SetUp}.
public final class MfaOperations {
    private MfaOperations() {}

    /// Operation to method.
    public static Operations.Table table(Mfa mfa) {
        return Operations.table()
                .on(CognitoIdp.SET_USER_MFA_PREFERENCE, mfa.preferences()::set)
                .on(CognitoIdp.ADMIN_SET_USER_MFA_PREFERENCE, mfa.preferences()::adminSet)
                .on(CognitoIdp.SET_USER_SETTINGS, mfa.preferences()::setSettings)
                .on(CognitoIdp.ADMIN_SET_USER_SETTINGS, mfa.preferences()::adminSetSettings)
                .on(CognitoIdp.ADMIN_DELETE_SOFTWARE_TOKEN, mfa.setUp()::adminDelete)
                .on(CognitoIdp.GET_USER_AUTH_FACTORS, mfa.authFactors()::get)
                .on(CognitoIdp.ADMIN_GET_USER_AUTH_FACTORS, mfa.authFactors()::adminGet);
    }
}
