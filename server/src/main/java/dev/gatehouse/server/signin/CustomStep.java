package dev.gatehouse.server.signin;

import dev.gatehouse.model.cognitoidp.ChallengeNameType;
import dev.gatehouse.server.users.Factor;
import java.util.Optional;
import java.util.stream.Stream;

/// The challenges of a custom sign-in, by their names in the API.
enum CustomStep {
    /// Made by CreateAuthChallenge, judged by VerifyAuthChallengeResponse.
    CUSTOM_CHALLENGE(ChallengeNameType.CUSTOM_CHALLENGE),
    /// The password, by SRP.
    PASSWORD_VERIFIER(ChallengeNameType.PASSWORD_VERIFIER),
    /// A code by text message.
    SMS_MFA(ChallengeNameType.SMS_MFA),
    /// A code by e-mail.
    EMAIL_OTP(ChallengeNameType.EMAIL_OTP),
    /// A code of an authenticator app.
    SOFTWARE_TOKEN_MFA(ChallengeNameType.SOFTWARE_TOKEN_MFA),
    /// Which of several factors; follows the password, a function cannot name it.
    SELECT_MFA_TYPE(ChallengeNameType.SELECT_MFA_TYPE);

    private final ChallengeNameType challenge;

    CustomStep(ChallengeNameType challenge) {
        this.challenge = challenge;
    }

    ChallengeNameType challenge() {
        return challenge;
    }

    /// The step that DefineAuthChallenge means; empty for a name that it may not give.
    static Optional<CustomStep> named(String name) {
        return Stream.of(values())
                .filter(step -> step != SELECT_MFA_TYPE && step.name().equals(name))
                .findFirst();
    }

    /// The challenge of a factor.
    static CustomStep of(Factor factor) {
        return switch (factor) {
            case SMS_MFA -> SMS_MFA;
            case EMAIL_OTP -> EMAIL_OTP;
            case SOFTWARE_TOKEN_MFA -> SOFTWARE_TOKEN_MFA;
        };
    }
}
