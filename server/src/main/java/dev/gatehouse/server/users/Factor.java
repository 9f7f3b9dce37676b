package dev.gatehouse.server.users;

import java.util.Optional;
import java.util.stream.Stream;

/// The second factors, by their names in the API (`UserMFASettingList`, `ChallengeName`).
public enum Factor {
    /// A code sent by text message.
    SMS_MFA,
    /// A code made by an authenticator app (TOTP).
    SOFTWARE_TOKEN_MFA,
    /// A code sent by e-mail.
    EMAIL_OTP;

    /// The factor of that name.
    public static Optional<Factor> named(String name) {
        return Stream.of(values()).filter(factor -> factor.name().equals(name)).findFirst();
    }

    /// The attribute its codes go to; empty for TOTP.
    public Optional<String> address() {
        return switch (this) {
            case SMS_MFA -> Optional.of(Attributes.PHONE);
            case EMAIL_OTP -> Optional.of(Attributes.EMAIL);
            case SOFTWARE_TOKEN_MFA -> Optional.empty();
        };
    }
}
