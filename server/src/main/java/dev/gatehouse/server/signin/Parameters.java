package dev.gatehouse.server.signin;

import dev.gatehouse.server.devices.Devices;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The `AuthParameters` or `ChallengeResponses` of a call.
///
/// @param values by the names of the API
record Parameters(Map<String, String> values) {
    private static final int LONGEST_NAME = 2048;

    static Parameters of(@Nullable Map<String, String> values) {
        return new Parameters(values == null ? Map.of() : values);
    }

    /// @throws dev.gatehouse.model.cognitoidp.InvalidParameterException when it is absent or empty
    String require(String name) {
        String value = values.get(name);
        if (value == null || value.isEmpty()) {
            throw Refusals.missing(name);
        }
        return value;
    }

    /// The sign-in name. Longer than any attribute may be, it is nobody's.
    ///
    /// @throws dev.gatehouse.model.cognitoidp.InvalidParameterException when it is absent, empty or too long
    String requireName() {
        String name = require("USERNAME");
        if (name.length() > LONGEST_NAME) {
            throw Refusals.nameTooLong();
        }
        return name;
    }

    @Nullable
    String get(String name) {
        return values.get(name);
    }

    /// The device the user says they sign in from; an empty text is none.
    ///
    /// @throws dev.gatehouse.model.service.ServiceException InvalidParameterException for what cannot be
    ///     a device key
    Optional<String> deviceKey() {
        Optional<String> key = Optional.ofNullable(values.get("DEVICE_KEY")).filter(text -> !text.isEmpty());
        if (key.isPresent() && !Devices.wellFormed(key.get())) {
            throw Devices.malformed();
        }
        return key;
    }

    @Nullable
    String secretHash() {
        return values.get("SECRET_HASH");
    }

    @Override
    public String toString() {
        return "Parameters" + values.keySet();
    }
}
