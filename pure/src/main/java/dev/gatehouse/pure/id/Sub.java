package dev.gatehouse.pure.id;

/// The lasting id of a user inside its pool: a UUID-shaped text that never changes and is never reused.
///
/// @param value the id as it stands in the `sub` claim
public record Sub(String value) {
    private static final int MAX_LENGTH = 64;

    /// @throws IllegalArgumentException when the text is empty or too long to be one of ours
    public Sub {
        if (value.isEmpty() || value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("not a sub");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
