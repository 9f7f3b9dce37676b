package dev.gatehouse.server.users;

import dev.gatehouse.model.cognitoidp.AliasExistsException;
import dev.gatehouse.model.cognitoidp.CodeDeliveryFailureException;
import dev.gatehouse.model.cognitoidp.CodeMismatchException;
import dev.gatehouse.model.cognitoidp.ExpiredCodeException;
import dev.gatehouse.model.cognitoidp.InvalidParameterException;
import dev.gatehouse.model.cognitoidp.InvalidPasswordException;
import dev.gatehouse.model.cognitoidp.LimitExceededException;
import dev.gatehouse.model.cognitoidp.NotAuthorizedException;
import dev.gatehouse.model.cognitoidp.PasswordHistoryPolicyViolationException;
import dev.gatehouse.model.cognitoidp.PasswordResetRequiredException;
import dev.gatehouse.model.cognitoidp.ResourceNotFoundException;
import dev.gatehouse.model.cognitoidp.UnsupportedUserStateException;
import dev.gatehouse.model.cognitoidp.UserNotConfirmedException;
import dev.gatehouse.model.cognitoidp.UserNotFoundException;
import dev.gatehouse.model.cognitoidp.UsernameExistsException;
import dev.gatehouse.model.service.ServiceException;

/// Every refusal of this room, in the words of the deployed service. All are the caller's to mend.
final class Refusals {
    private Refusals() {}

    // Who is meant

    /// Admin operations and access tokens: nobody of that name, or no longer.
    static ServiceException noSuchUser() {
        return new UserNotFoundException("User does not exist.");
    }

    /// Public operations with a user name, for clients that let existence show.
    static ServiceException noSuchUserForClient() {
        return new UserNotFoundException("Username/client id combination not found.");
    }

    /// The user is switched off.
    static ServiceException disabled() {
        return new NotAuthorizedException("User is disabled.");
    }

    /// The user has to confirm the account first.
    static ServiceException notConfirmed() {
        return new UserNotConfirmedException("User is not confirmed.");
    }

    /// The user has to choose a new password with a code first.
    static ServiceException resetRequired() {
        return new PasswordResetRequiredException("Password reset required for the user");
    }

    // Sign-up and confirmation

    /// Only administrators create users in this pool.
    static ServiceException signUpOff() {
        return new NotAuthorizedException("SignUp is not permitted for this user pool");
    }

    /// SignUp: the user name is taken.
    static ServiceException usernameTaken() {
        return new UsernameExistsException("User already exists");
    }

    /// AdminCreateUser: the user name is taken.
    static ServiceException accountTaken() {
        return new UsernameExistsException("User account already exists");
    }

    /// A new user's address is another's sign-in name.
    static ServiceException addressTaken(String attribute) {
        return new UsernameExistsException("An account with the given " + attribute + " already exists.");
    }

    /// A verified address, or a preferred user name, is another's alias.
    static ServiceException aliasTaken(String attribute) {
        return new AliasExistsException("An account with the " + attribute + " already exists.");
    }

    /// AdminCreateUser: a verified address, or a preferred user name, is another's alias.
    static ServiceException aliasTakenByNewUser(String attribute) {
        return new UsernameExistsException("An account with the " + attribute + " already exists.");
    }

    /// Confirming a user who is not waiting for it.
    static ServiceException cannotConfirm(String status) {
        return new NotAuthorizedException("User cannot be confirmed. Current status is " + status);
    }

    /// Resending a code to a user who needs none.
    static ServiceException alreadyConfirmed() {
        return new InvalidParameterException("User is already confirmed.");
    }

    /// Resending a code in a pool that sends none, or to a user without an address.
    static ServiceException cannotResend() {
        return new NotAuthorizedException("Cannot resend codes. Auto verification not turned on.");
    }

    /// RESEND for a user who is past the invitation.
    static ServiceException resendNotPossible(String username) {
        return new UnsupportedUserStateException(
                "Resend not possible. " + username + " status is not FORCE_CHANGE_PASSWORD");
    }

    // Codes

    /// The code is not the one that was sent; the caller may try again.
    static ServiceException wrongCode() {
        return new CodeMismatchException("Invalid verification code provided, please try again.");
    }

    /// There is no such code, or no longer; the caller has to ask for another.
    static ServiceException noCode() {
        return new ExpiredCodeException("Invalid code provided, please request a code again.");
    }

    /// Too many codes asked for or tried; the caller has to wait.
    static ServiceException tooMany() {
        return new LimitExceededException("Attempt limit exceeded, please try after some time.");
    }

    /// The pool sends no code for this attribute.
    static ServiceException notVerifiable(String attribute) {
        return invalid("Invalid attribute name " + attribute);
    }

    /// The user has no value to verify.
    static ServiceException noValueToVerify(String attribute) {
        return invalid("User does not have an attribute " + attribute + " to verify.");
    }

    /// The message could not be handed over; whatever was written before stays.
    static ServiceException notDelivered() {
        return new CodeDeliveryFailureException("Failed to deliver the message.");
    }

    // Passwords

    /// The password breaks a rule of the pool.
    static ServiceException badPassword(String rule) {
        return new InvalidPasswordException("Password did not conform with policy: " + rule);
    }

    /// The password is one of the last the user had.
    static ServiceException reusedPassword() {
        return new PasswordHistoryPolicyViolationException("Password has previously been used");
    }

    /// Wrong user name or password, alike for all reasons.
    static ServiceException wrongPassword() {
        return new NotAuthorizedException("Incorrect username or password.");
    }

    /// ForgotPassword: there is no address to send a code to.
    static ServiceException noRecoveryAddress() {
        return invalid("Cannot reset password for the user as there is no registered/verified email or phone_number");
    }

    /// ForgotPassword in a pool where only administrators reset passwords.
    static ServiceException askAdministrator() {
        return new NotAuthorizedException("Contact administrator to reset password.");
    }

    /// ForgotPassword for a user whose password is not theirs to reset now.
    static ServiceException cannotReset() {
        return new NotAuthorizedException("User password cannot be reset in the current state.");
    }

    // Attributes, groups, listings

    /// A value outside what the operation takes.
    static ServiceException invalid(String text) {
        return new InvalidParameterException(text);
    }

    /// A user with a password of the pool itself cannot be linked to another, only others to them.
    static ServiceException localSource() {
        return new InvalidParameterException("Invalid SourceUser: Cognito users with a username/password may not be"
                + " passed in as a SourceUser, only as a DestinationUser");
    }

    /// The identity is a user of the pool already.
    static ServiceException noMerging() {
        return new InvalidParameterException("Merging is not currently supported, provide a SourceUser that has not"
                + " been signed up in order to link");
    }

    /// The link is there already.
    static ServiceException alreadyLinked() {
        return new InvalidParameterException("SourceUser is already linked to DestinationUser");
    }

    /// The identity is linked to somebody else. Unlink it there first.
    static ServiceException linkedElsewhere() {
        return new AliasExistsException("SourceUser is already linked to another user.");
    }

    static ServiceException tooManyLinks(int most) {
        return new LimitExceededException("A user can have at most " + most + " linked identities.");
    }

    /// A provider could not write to the profile.
    static ServiceException immutableDestination(String attribute) {
        return new InvalidParameterException(
                "Invalid DestinationUser: the attribute " + attribute + " of the user is immutable.");
    }

    /// The app client may not write an attribute.
    static ServiceException mayNotWrite() {
        return new NotAuthorizedException("A client attempted to write unauthorized attribute");
    }

    /// There is no such group.
    static ServiceException noSuchGroup() {
        return new ResourceNotFoundException("Group not found.");
    }

    /// The user is in as many groups as the quota allows.
    static ServiceException tooManyGroups() {
        return invalid("A user can be a member of at most " + Memberships.MOST_GROUPS + " groups.");
    }

    /// The filter of ListUsers does not follow the grammar.
    static ServiceException badFilter() {
        return invalid("Error while parsing filter");
    }

    /// The filter of ListUsers names an attribute that cannot be searched.
    static ServiceException badSearchAttribute(String name) {
        return invalid("Invalid search attribute: " + name);
    }

    /// AttributesToGet names an attribute that a listed user lacks.
    static ServiceException missingAttribute() {
        return invalid("One or more requested attributes do not exist.");
    }

    /// A page token that is not ours, or not of this listing.
    static ServiceException badToken(String member) {
        return invalid("Invalid " + member);
    }

    /// The `Session` is not ours, not for this client, or names another user.
    static NotAuthorizedException invalidSession() {
        return new NotAuthorizedException("Invalid session for the user.");
    }

    /// The `Session` comes too late: sign in without it.
    static NotAuthorizedException lateSession() {
        return new NotAuthorizedException("Invalid session for the user, session is expired.");
    }
}
