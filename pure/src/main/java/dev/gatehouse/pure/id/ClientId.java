package dev.gatehouse.pure.id;

/// An app client id (`ClientIdType` of the model); ours are 26 characters `[0-9a-z]`.
///
/// @param value the id as it travels
public record ClientId(String value) {
    private static final int MAX_LENGTH = 128;

    /// @throws IllegalArgumentException when the text is empty or longer than the model allows
    public ClientId {
        if (value.isEmpty() || value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("not an app client id");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
