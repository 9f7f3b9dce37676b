package dev.gatehouse.server.saml;

/// What is found of a SAML response.
public sealed interface SamlVerdict {

    /// It is what was expected.
    record Good(Assertion assertion) implements SamlVerdict {}

    /// It is no response, or lacks what every response to a sign-in has.
    ///
    /// @param what is wrong with it
    record Unreadable(String what) implements SamlVerdict {}

    /// The provider says that the sign-in failed.
    record Failed() implements SamlVerdict {}

    /// Another provider made it.
    record WrongIssuer() implements SamlVerdict {}

    /// No key of the provider signed it, or not the part that counts.
    record BadSignature() implements SamlVerdict {}

    /// It was made for somebody else.
    record WrongAudience() implements SamlVerdict {}

    /// It was sent to somebody else.
    record WrongRecipient() implements SamlVerdict {}

    /// It is over, too long ago, or not yet good.
    record TooOld() implements SamlVerdict {}
}
