package dev.gatehouse.server.trust;

/// What is found of a token.
public sealed interface Verdict {

    /// It is what was expected.
    record Good(Claims claims) implements Verdict {}

    /// It is no token, or its signature algorithm is not taken.
    record NotAToken() implements Verdict {}

    /// It lacks a claim that every ID token has.
    record Missing(String claim) implements Verdict {}

    /// It is another issuer's.
    record WrongIssuer() implements Verdict {}

    /// It was issued to a client that is not expected.
    record WrongAudience() implements Verdict {}

    /// No key of the issuer made its signature.
    record BadSignature() implements Verdict {}

    /// It is over, or not yet good. Times are epoch seconds.
    record Expired(long now, long expires) implements Verdict {}

    /// Its issuer, who was asked, does not take it.
    record Rejected() implements Verdict {}

    /// The issuer's keys cannot be had, or it could not be asked.
    record NoKeys(String why) implements Verdict {}
}
