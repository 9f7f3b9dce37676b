package dev.gatehouse.server.seal;

/// A sealed value that does not open. Carries no stack trace: values that come from outside fail in the normal
/// course.
public final class BadSeal extends Exception {
    /// Why a value did not open. For logs and start-up checks; never for an answer.
    public enum Reason {
        /// Too short, of an unknown version, or text that is not base64url.
        MALFORMED,
        /// Sealed with a master key that is not at hand.
        UNKNOWN_KEY,
        /// Altered, or sealed for another purpose or context.
        NOT_AUTHENTIC
    }

    private final Reason reason;

    BadSeal(Reason reason) {
        super("sealed value does not open: " + reason, null, false, false);
        this.reason = reason;
    }

    /// Why it did not open.
    public Reason reason() {
        return reason;
    }
}
