package dev.gatehouse.server.limits;

import java.time.Duration;

/// What a user may do only so often (Amazon Cognito Developer Guide, Quotas: "Quotas on codes and API operations per
/// user").
public enum Limited {
    /// Answers to the sign-up code.
    CONFIRM_SIGN_UP(15),
    /// Sign-up codes sent again.
    RESEND_CONFIRMATION_CODE(5),
    /// Codes asked for to verify an attribute.
    GET_USER_ATTRIBUTE_VERIFICATION_CODE(5),
    /// Answers to them.
    VERIFY_USER_ATTRIBUTE(15),
    /// Forgotten passwords: codes asked for and answers to them, together. AWS allows 5 to 20 by risk.
    FORGOT_PASSWORD(20),
    /// Changes of the password.
    CHANGE_PASSWORD(5),
    /// Codes sent as the first factor of a sign-in. The number is ours: AWS names none.
    FIRST_FACTOR_CODE(20),
    /// Codes sent as a second factor, counted apart: anybody can ask for the first one. The number is ours.
    SECOND_FACTOR_CODE(20);

    private static final Duration WINDOW = Duration.ofHours(1);
    private final int max;

    Limited(int max) {
        this.max = max;
    }

    /// Tries in one window.
    int max() {
        return max;
    }

    /// How long a window stays open after its first try.
    Duration window() {
        return WINDOW;
    }
}
