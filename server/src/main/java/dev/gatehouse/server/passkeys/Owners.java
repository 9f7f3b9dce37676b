package dev.gatehouse.server.passkeys;

import dev.gatehouse.model.cognitoidp.NotAuthorizedException;
import dev.gatehouse.model.cognitoidp.ResourceNotFoundException;
import dev.gatehouse.model.cognitoidp.UserNotConfirmedException;
import dev.gatehouse.model.cognitoidp.UserNotFoundException;
import dev.gatehouse.model.service.Call;
import dev.gatehouse.server.users.SignedIn;

/// The person an access token speaks for, refused in the errors that the operations on passkeys declare.
final class Owners {
    private final SignedIn signedIn;

    Owners(SignedIn signedIn) {
        this.signedIn = signedIn;
    }

    /// @throws dev.gatehouse.model.service.ServiceException NotAuthorizedException, PasswordResetRequiredException
    SignedIn.Person require(String accessToken, Call call) {
        try {
            return signedIn.require(accessToken, call);
        } catch (UserNotFoundException | UserNotConfirmedException | ResourceNotFoundException e) {
            throw new NotAuthorizedException(e.text());
        }
    }
}
