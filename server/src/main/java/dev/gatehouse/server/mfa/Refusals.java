package dev.gatehouse.server.mfa;

import dev.gatehouse.model.cognitoidp.EnableSoftwareTokenMFAException;
import dev.gatehouse.model.cognitoidp.InvalidParameterException;
import dev.gatehouse.model.cognitoidp.NotAuthorizedException;
import dev.gatehouse.model.cognitoidp.SoftwareTokenMFANotFoundException;
import dev.gatehouse.model.service.ServiceException;
import dev.gatehouse.server.users.Factor;

/// Every refusal of this room. All but the undelivered message are the caller's to mend.
final class Refusals {
    private Refusals() {}

    /// Recovery codes for a user without an authenticator app: set one up first.
    static SoftwareTokenMFANotFoundException noApp() {
        return new SoftwareTokenMFANotFoundException("User has not verified software token mfa");
    }

    /// No access token, or one of another pool.
    static NotAuthorizedException invalidAccessToken() {
        return new NotAuthorizedException("Invalid Access Token");
    }

    /// The pool has no TOTP.
    static ServiceException notInPool() {
        return new SoftwareTokenMFANotFoundException("Software Token MFA has not been enabled by the userPool");
    }

    /// VerifySoftwareToken: the code is not one of the secret's.
    static ServiceException wrongFirstCode() {
        return new EnableSoftwareTokenMFAException("Code mismatch and fail enable Software Token MFA");
    }

    /// VerifySoftwareToken: AssociateSoftwareToken did not come before.
    static ServiceException nothingPending() {
        return invalid("No software token is waiting for verification; associate one first.");
    }

    /// A preference for a factor that is not set up.
    static ServiceException notSetUp(Factor factor) {
        return factor == Factor.SOFTWARE_TOKEN_MFA
                ? invalid("User has not verified software token mfa")
                : notDeliverable(factor);
    }

    /// A preference for a factor the pool does not have, or the user has no address for.
    static ServiceException notDeliverable(Factor factor) {
        return invalid("User does not have delivery config set to turn on " + factor.name());
    }

    /// Two factors preferred.
    static ServiceException twoPreferred() {
        return invalid("Only one MFA factor can be preferred.");
    }

    /// A factor preferred that is, or is to be, off.
    static ServiceException preferredButOff(Factor factor) {
        return invalid(factor.name() + " cannot be preferred while it is not enabled.");
    }

    /// The last factor of a user whose pool requires one.
    static ServiceException required() {
        return invalid("The user pool requires MFA: the last factor cannot be disabled.");
    }

    /// A passkey is to count as both factors, and the request enables no other factor beside it: send both.
    static ServiceException passkeyAlone() {
        return invalid("WebAuthn MFA requires enabling an additional MFA setting.");
    }

    /// The pool does not let passkeys count as both factors.
    static ServiceException passkeysCountOnce() {
        return invalid("WebAuthn MFA is not enabled for the user pool.");
    }

    /// A passkey is to count as both factors, and there is none: register one first.
    static ServiceException noPasskey() {
        return invalid("User does not have applicable WebAuthn credentials to enable WebAuthn MFA.");
    }

    /// SetUserSettings knows text messages only.
    static ServiceException onlySms() {
        return invalid("MFAOptions can only have DeliveryMedium SMS with AttributeName phone_number.");
    }

    /// The message could not be handed over.
    static ServiceException notDelivered() {
        return invalid("Failed to deliver the message.");
    }

    /// The access token's user cannot be served, where the operation declares no error that says why.
    static ServiceException notAuthorized(String text) {
        return new NotAuthorizedException(text);
    }

    static ServiceException invalid(String text) {
        return new InvalidParameterException(text);
    }
}
