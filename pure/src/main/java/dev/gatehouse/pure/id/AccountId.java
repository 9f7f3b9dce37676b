package dev.gatehouse.pure.id;

import java.util.regex.Pattern;

/// An AWS account id: 12 digits.
///
/// @param value the id as it travels
public record AccountId(String value) {
    private static final Pattern FORM = Pattern.compile("\\d{12}");

    /// @throws IllegalArgumentException when the text is not 12 digits
    public AccountId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not an account id");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
