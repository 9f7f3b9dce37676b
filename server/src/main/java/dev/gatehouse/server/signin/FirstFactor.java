package dev.gatehouse.server.signin;

import dev.gatehouse.model.cognitoidp.ChallengeNameType;
import java.util.Optional;
import java.util.stream.Stream;

/// The first factors of choice-based sign-in, by their names in the API (`PREFERRED_CHALLENGE`, `ANSWER`), in the
/// order challenges list them.
enum FirstFactor {
    /// A password, proven by SRP.
    PASSWORD_SRP(ChallengeNameType.PASSWORD_SRP),
    /// A password, sent in clear.
    PASSWORD(ChallengeNameType.PASSWORD),
    /// A code sent by e-mail.
    EMAIL_OTP(ChallengeNameType.EMAIL_OTP),
    /// A code sent by text message.
    SMS_OTP(ChallengeNameType.SMS_OTP),
    /// A passkey.
    WEB_AUTHN(ChallengeNameType.WEB_AUTHN);

    private final ChallengeNameType challenge;

    FirstFactor(ChallengeNameType challenge) {
        this.challenge = challenge;
    }

    /// The challenge that asks for it.
    ChallengeNameType challenge() {
        return challenge;
    }

    /// The factor of that name.
    static Optional<FirstFactor> named(String name) {
        return Stream.of(values()).filter(factor -> factor.name().equals(name)).findFirst();
    }

    /// Whether it is the password, proven in one way or the other.
    boolean isPassword() {
        return this == PASSWORD || this == PASSWORD_SRP;
    }

    /// The attribute its codes go to; empty for the others.
    Optional<String> address() {
        return switch (this) {
            case EMAIL_OTP -> Optional.of("email");
            case SMS_OTP -> Optional.of("phone_number");
            case PASSWORD_SRP, PASSWORD, WEB_AUTHN -> Optional.empty();
        };
    }
}
