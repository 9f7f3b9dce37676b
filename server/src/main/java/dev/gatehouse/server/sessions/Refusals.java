package dev.gatehouse.server.sessions;

import dev.gatehouse.model.cognitoidp.InvalidParameterException;
import dev.gatehouse.model.cognitoidp.OperationNotEnabledException;
import dev.gatehouse.model.cognitoidp.ResourceNotFoundException;
import dev.gatehouse.model.service.ServiceException;

/// Every refusal of this room; the caller is at fault in all of them.
final class Refusals {
    private Refusals() {}

    /// The pool keeps no track of sessions. Turn it on with SetUserPoolSessionConfiguration.
    static ServiceException notTracked() {
        return new OperationNotEnabledException("User session tracking is not enabled for this user pool.");
    }

    /// The user has no active session of that id; also for another user's.
    static ServiceException noSession() {
        return new ResourceNotFoundException("Session does not exist.");
    }

    /// The session of the very token of the call, or one that would end it. GlobalSignOut and RevokeToken can.
    static ServiceException ownSession() {
        return new InvalidParameterException("The current session cannot be revoked.");
    }

    /// There is never a second page.
    static ServiceException badPageToken() {
        return new InvalidParameterException("Invalid pagination token.");
    }
}
