package dev.gatehouse.server.signin;

import dev.gatehouse.model.cognitoidp.CodeMismatchException;
import dev.gatehouse.model.cognitoidp.ExpiredCodeException;
import dev.gatehouse.model.cognitoidp.InvalidLambdaResponseException;
import dev.gatehouse.model.cognitoidp.InvalidParameterException;
import dev.gatehouse.model.cognitoidp.NotAuthorizedException;
import dev.gatehouse.model.cognitoidp.PasswordResetRequiredException;
import dev.gatehouse.model.cognitoidp.ResourceNotFoundException;
import dev.gatehouse.model.cognitoidp.TooManyRequestsException;
import dev.gatehouse.model.cognitoidp.UserNotConfirmedException;
import dev.gatehouse.model.cognitoidp.UserNotFoundException;
import dev.gatehouse.model.service.ServiceException;

/// What clients are told when the answer is no.
final class Refusals {
    private Refusals() {}

    /// The one outward message of a verdict's reason.
    ///
    /// @param hidesUsers the client's `PreventUserExistenceErrors`: an unknown user must look like a wrong
    ///     password
    static ServiceException of(Flow.Reason reason, boolean hidesUsers) {
        return switch (reason) {
            case LOCKED_OUT -> new NotAuthorizedException("Password attempts exceeded");
            case UNKNOWN_USER -> hidesUsers ? wrongPassword() : unknownUser();
            case WRONG_PASSWORD, WRONG_PASSKEY, WRONG_ANSWER, CUSTOM_AUTH_FAILED, TOO_MANY_CHALLENGES ->
                wrongPassword();
            case UNUSABLE_DECISION -> new InvalidLambdaResponseException("Unrecognizable lambda output");
            case DISABLED -> new NotAuthorizedException("User is disabled.");
            case UNCONFIRMED -> new UserNotConfirmedException("User is not confirmed.");
            case RESET_REQUIRED -> new PasswordResetRequiredException("Password reset required for the user");
            case TEMPORARY_PASSWORD_EXPIRED ->
                new NotAuthorizedException("Temporary password has expired and must be reset by an administrator.");
            case WRONG_CODE -> new CodeMismatchException("Invalid code or auth state for the user.");
            case WRONG_APP_CODE -> new CodeMismatchException("Invalid code received for user");
            case FACTOR_NOT_OFFERED -> new InvalidParameterException("The MFA type is not one of those offered.");
            case FIRST_FACTOR_NOT_OFFERED ->
                new InvalidParameterException("The challenge is not one of those offered.");
            case NO_FACTOR_POSSIBLE ->
                new InvalidParameterException(
                        "The user pool requires MFA, and the only attribute that could serve recovers the password.");
            case UNKNOWN_DEVICE -> new ResourceNotFoundException("Device does not exist.");
            case WRONG_DEVICE_PROOF -> wrongPassword();
            case WRONG_STATE, ANSWER_DOES_NOT_FIT -> invalidSession();
        };
    }

    /// Name and password do not belong together, or the proof was bad: the caller's fault, nothing more is
    /// said.
    static NotAuthorizedException wrongPassword() {
        return new NotAuthorizedException("Incorrect username or password.");
    }

    /// Nobody has this name; only for clients that do not hide it.
    static UserNotFoundException unknownUser() {
        return new UserNotFoundException("User does not exist.");
    }

    /// The `Session` is not ours, not for this client, or belongs to another challenge: begin again.
    static NotAuthorizedException invalidSession() {
        return new NotAuthorizedException("Invalid session for the user.");
    }

    /// The `Session` or secret block was answered too late: begin again.
    static NotAuthorizedException lateSession() {
        return new NotAuthorizedException("Invalid session for the user, session is expired.");
    }

    /// The step had been answered before: a replay, or a second click. Begin again.
    static NotAuthorizedException spentSession() {
        return new NotAuthorizedException("Invalid session for the user, session can only be used once.");
    }

    /// The code of an authenticator app was taken before: wait for the next one.
    static ExpiredCodeException usedCode() {
        return new ExpiredCodeException("Your software token has already been used once.");
    }

    /// Both or neither of an access token and a session.
    static InvalidParameterException oneOfTokenAndSession() {
        return new InvalidParameterException("Exactly one of AccessToken and Session is required.");
    }

    /// A parameter of the flow is absent.
    static InvalidParameterException missing(String parameter) {
        return new InvalidParameterException("Missing required parameter " + parameter);
    }

    /// The name is longer than any sign-in name can be.
    static InvalidParameterException nameTooLong() {
        return new InvalidParameterException("USERNAME must have length less than or equal to 2048");
    }

    /// Another challenge than a custom one was answered through a client with `CUSTOM_AUTH_FLOW_ONLY`.
    static InvalidParameterException onlyCustomAuth() {
        return new InvalidParameterException("Only custom auth (lambda driven) is enabled for this client.");
    }

    /// `CHALLENGE_NAME` names no challenge that CUSTOM_AUTH can begin with.
    static InvalidParameterException noSuchBeginning() {
        return new InvalidParameterException("CHALLENGE_NAME must be SRP_A.");
    }

    /// `PREFERRED_CHALLENGE` names no first factor.
    static InvalidParameterException unknownChallenge() {
        return new InvalidParameterException(
                "PREFERRED_CHALLENGE must be one of PASSWORD_SRP, PASSWORD, EMAIL_OTP, SMS_OTP and WEB_AUTHN.");
    }

    /// The user has been sent too many codes within the hour.
    static TooManyRequestsException tooManyCodes() {
        return new TooManyRequestsException("Attempt limit exceeded, please try after some time.");
    }

    /// The client's half of an SRP exchange is none.
    static InvalidParameterException badSrpKey() {
        return new InvalidParameterException("SRP_A is not a valid SRP public key.");
    }

    /// The flow cannot be begun with this operation at all.
    static InvalidParameterException wrongOperation() {
        return new InvalidParameterException("Initiate Auth method not supported.");
    }
}
