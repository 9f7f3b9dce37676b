package dev.gatehouse.server.attempts;

import dev.gatehouse.server.seal.Purpose;

/// In which member of the API a state travels. What was sealed for one does not open in the other.
public enum Envelope {
    /// `Session`: base64url, at most 2,048 characters.
    SESSION(Purpose.SIGN_IN_SESSION),
    /// `Session` of a sign-up, from SignUp to the first InitiateAuth: in the form of the other.
    SIGN_UP(Purpose.SIGN_UP_SESSION),
    /// `SECRET_BLOCK` of an SRP exchange: standard base64.
    SECRET_BLOCK(Purpose.SRP_STATE);

    private final Purpose purpose;

    Envelope(Purpose purpose) {
        this.purpose = purpose;
    }

    Purpose purpose() {
        return purpose;
    }
}
