package dev.gatehouse.pure.id;

import java.util.regex.Pattern;

/// A user pool id, `<region>_<name>` (`UserPoolIdType` of the model).
///
/// @param value the id as it travels
public record PoolId(String value) {
    private static final Pattern FORM = Pattern.compile("[\\w-]+_[0-9a-zA-Z]+");
    private static final int MAX_LENGTH = 55;

    /// @throws IllegalArgumentException when the text is not a user pool id
    public PoolId {
        if (value.length() > MAX_LENGTH || !FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a user pool id");
        }
    }

    /// The region the pool lives in: what stands before the last underscore.
    public String region() {
        return value.substring(0, value.lastIndexOf('_'));
    }

    /// What stands after the underscore: the `poolName` of the SRP computations.
    public String name() {
        return value.substring(value.lastIndexOf('_') + 1);
    }

    @Override
    public String toString() {
        return value;
    }
}
