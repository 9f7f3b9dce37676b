package dev.gatehouse.server.passkeys;

import dev.gatehouse.model.cognitoidp.InvalidParameterException;
import dev.gatehouse.model.cognitoidp.LimitExceededException;
import dev.gatehouse.model.cognitoidp.NotAuthorizedException;
import dev.gatehouse.model.cognitoidp.ResourceNotFoundException;
import dev.gatehouse.model.cognitoidp.WebAuthnChallengeNotFoundException;
import dev.gatehouse.model.cognitoidp.WebAuthnClientMismatchException;
import dev.gatehouse.model.cognitoidp.WebAuthnConfigurationMissingException;
import dev.gatehouse.model.cognitoidp.WebAuthnCredentialNotSupportedException;
import dev.gatehouse.model.cognitoidp.WebAuthnNotEnabledException;
import dev.gatehouse.model.cognitoidp.WebAuthnOriginNotAllowedException;
import dev.gatehouse.model.cognitoidp.WebAuthnRelyingPartyMismatchException;
import dev.gatehouse.model.service.ServiceException;

/// Every refusal of this room. AWS documents the errors but not their texts: these are ours.
final class Refusals {
    private Refusals() {}

    /// The pool lets nobody sign in with passkeys: the operator's to change.
    static ServiceException notEnabled() {
        return new WebAuthnNotEnabledException("Passkeys are not enabled for the user pool.");
    }

    /// There is no domain to make passkeys for: the operator's to set.
    static ServiceException noRelyingParty() {
        return new WebAuthnConfigurationMissingException("The user pool has no relying party ID.");
    }

    /// The challenge is unknown, spent, late or another user's: start the registration anew.
    static ServiceException noChallenge() {
        return new WebAuthnChallengeNotFoundException("The challenge of the registration was not found.");
    }

    /// The access token is of another client than the one that started the registration.
    static ServiceException otherClient() {
        return new WebAuthnClientMismatchException("The registration was started by another app client.");
    }

    /// The passkey was made for another relying party, or there no longer is one.
    static ServiceException otherRelyingParty() {
        return new WebAuthnRelyingPartyMismatchException(
                "The credential is for another relying party than the user pool's.");
    }

    /// The user has as many passkeys as the quota allows.
    static ServiceException tooMany() {
        return new LimitExceededException("A user can have at most " + Registration.MOST + " passkeys.");
    }

    /// Someone in the pool has a passkey of that id.
    static ServiceException taken() {
        return invalid("The credential is already registered.");
    }

    /// The user was deleted meanwhile.
    static ServiceException noUser() {
        return new NotAuthorizedException("User does not exist.");
    }

    /// DeleteWebAuthnCredential: the user has no passkey of that id.
    static ServiceException noSuchPasskey() {
        return new ResourceNotFoundException("The credential does not exist.");
    }

    /// A registration that does not hold.
    static ServiceException of(PasskeyVerdict.Reason reason) {
        return switch (reason) {
            case WRONG_CHALLENGE -> noChallenge();
            case WRONG_ORIGIN ->
                new WebAuthnOriginNotAllowedException(
                        "The origin of the registration does not belong to the relying party.");
            case WRONG_RELYING_PARTY -> otherRelyingParty();
            case UNSUPPORTED ->
                new WebAuthnCredentialNotSupportedException(
                        "The attestation, algorithm or key of the credential is not supported.");
            case NOT_PRESENT -> invalid("The authenticator did not test for the presence of a user.");
            case NOT_VERIFIED -> invalid("The authenticator did not verify the user.");
            case BAD_SIGNATURE -> invalid("The signature of the attestation is not valid.");
            case MALFORMED, WRONG_TYPE, UNKNOWN_PASSKEY, WRONG_USER, CLONED ->
                invalid("The credential is not a valid registration response.");
        };
    }

    private static ServiceException invalid(String text) {
        return new InvalidParameterException(text);
    }
}
