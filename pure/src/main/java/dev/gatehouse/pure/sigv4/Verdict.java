package dev.gatehouse.pure.sigv4;

/// Whether a claim is true. The texts are AWS's own and tell nothing about the secret.
public sealed interface Verdict {

    /// Who claims to have signed did.
    record Ok() implements Verdict {}

    /// The signature is not that of this request with this key, or does not cover what it must.
    record BadSignature(String text) implements Verdict {}

    /// Signed too long ago.
    record Expired(String text) implements Verdict {}

    /// Signed in the future.
    record NotYetCurrent(String text) implements Verdict {}
}
