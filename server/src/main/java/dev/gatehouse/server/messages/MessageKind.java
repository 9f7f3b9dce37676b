package dev.gatehouse.server.messages;

/// Why a message is sent; the names are the ends of the `CustomMessage_` trigger sources.
public enum MessageKind {
    /// The confirmation code of SignUp.
    SIGN_UP,
    /// The confirmation code sent anew by ResendConfirmationCode.
    RESEND_CODE,
    /// The code of ForgotPassword and AdminResetUserPassword.
    FORGOT_PASSWORD,
    /// The invitation of AdminCreateUser with its temporary password.
    ADMIN_CREATE_USER,
    /// The code for an address changed by UpdateUserAttributes.
    UPDATE_USER_ATTRIBUTE,
    /// The code asked for with GetUserAttributeVerificationCode.
    VERIFY_USER_ATTRIBUTE,
    /// The code of an MFA challenge or of a passwordless sign-in.
    AUTHENTICATION
}
