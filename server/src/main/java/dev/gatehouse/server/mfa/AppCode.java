package dev.gatehouse.server.mfa;

/// A right answer to SOFTWARE_TOKEN_MFA, not yet taken.
public sealed interface AppCode {

    /// A code of the authenticator app.
    ///
    /// @param step the time step it was made in
    record OfApp(long step) implements AppCode {}

    /// A recovery code.
    ///
    /// @param digest which one
    record Recovery(String digest) implements AppCode {}
}
