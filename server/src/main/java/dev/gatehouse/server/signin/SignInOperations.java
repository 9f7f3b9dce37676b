package dev.gatehouse.server.signin;

import dev.gatehouse.model.cognitoidp.CognitoIdp;
import dev.gatehouse.model.service.Operations;

/// The front door of the room.
public final class SignInOperations {
    private SignInOperations() {}

    /// Operation to method.
    public static Operations.Table table(SignIn signIn) {
        return Operations.table()
                .on(CognitoIdp.INITIATE_AUTH, signIn.begin()::handle)
                .on(CognitoIdp.ADMIN_INITIATE_AUTH, signIn.begin()::handleAdmin)
                .on(CognitoIdp.RESPOND_TO_AUTH_CHALLENGE, signIn.answering()::handle)
                .on(CognitoIdp.ADMIN_RESPOND_TO_AUTH_CHALLENGE, signIn.answering()::handleAdmin)
                .on(CognitoIdp.ASSOCIATE_SOFTWARE_TOKEN, signIn.sessionSetUp()::associate)
                .on(CognitoIdp.VERIFY_SOFTWARE_TOKEN, signIn.sessionSetUp()::verify)
                .on(CognitoIdp.GET_TOKENS_FROM_REFRESH_TOKEN, signIn.refreshing()::getTokens)
                .on(CognitoIdp.REVOKE_TOKEN, signIn.signOut()::revokeToken)
                .on(CognitoIdp.GLOBAL_SIGN_OUT, signIn.signOut()::everywhere)
                .on(CognitoIdp.ADMIN_USER_GLOBAL_SIGN_OUT, signIn.signOut()::everywhereByAdmin);
    }
}
