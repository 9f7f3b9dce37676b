package dev.gatehouse.server.users;

import dev.gatehouse.model.cognitoidp.PasswordPolicyType;
import java.util.Optional;

/// What a pool asks of a new password (PasswordPolicyType of the API). Only basic Latin letters and digits
/// count for the character classes, as the developer guide says.
///
/// @param minimumLength the least number of characters
/// @param uppercase whether an upper-case letter is needed
/// @param lowercase whether a lower-case letter is needed
/// @param numbers whether a digit is needed
/// @param symbols whether one of the special characters is needed
record PasswordPolicy(int minimumLength, boolean uppercase, boolean lowercase, boolean numbers, boolean symbols) {
    private static final int DEFAULT_LENGTH = 8;

    /// The special characters of the guide's page on passwords; a space counts inside a password only, and it
    /// can be nowhere else.
    static final String SYMBOLS = "^$*.[]{}()?\"!@#%&/\\,><':;|_~`=+- ";

    /// The policy of a pool; absent members ask for nothing, an absent length is 8.
    static PasswordPolicy of(PasswordPolicyType policy) {
        Integer length = policy.minimumLength();
        return new PasswordPolicy(
                length == null ? DEFAULT_LENGTH : length,
                Boolean.TRUE.equals(policy.requireUppercase()),
                Boolean.TRUE.equals(policy.requireLowercase()),
                Boolean.TRUE.equals(policy.requireNumbers()),
                Boolean.TRUE.equals(policy.requireSymbols()));
    }

    /// The first rule a password breaks, in the words of the deployed service.
    Optional<String> brokenBy(String password) {
        if (password.codePointCount(0, password.length()) < minimumLength) {
            return Optional.of("Password not long enough");
        }
        if (uppercase && password.chars().noneMatch(c -> c >= 'A' && c <= 'Z')) {
            return Optional.of("Password must have uppercase characters");
        }
        if (lowercase && password.chars().noneMatch(c -> c >= 'a' && c <= 'z')) {
            return Optional.of("Password must have lowercase characters");
        }
        if (numbers && password.chars().noneMatch(c -> c >= '0' && c <= '9')) {
            return Optional.of("Password must have numeric characters");
        }
        if (symbols && password.chars().noneMatch(c -> SYMBOLS.indexOf(c) >= 0)) {
            return Optional.of("Password must have symbol characters");
        }
        return Optional.empty();
    }
}
