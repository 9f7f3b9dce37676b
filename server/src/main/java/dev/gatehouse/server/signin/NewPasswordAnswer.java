package dev.gatehouse.server.signin;

import java.util.LinkedHashMap;
import java.util.Map;

/// What NEW_PASSWORD_REQUIRED is answered with.
///
/// @param password the new password
/// @param attributes the attributes given along, without the prefix
record NewPasswordAnswer(String password, Map<String, String> attributes) {
    static final String PREFIX = "userAttributes.";

    static NewPasswordAnswer of(Parameters responses) {
        Map<String, String> attributes = new LinkedHashMap<>();
        responses.values().forEach((name, value) -> {
            if (name.startsWith(PREFIX)) {
                attributes.put(name.substring(PREFIX.length()), value);
            }
        });
        return new NewPasswordAnswer(responses.require("NEW_PASSWORD"), attributes);
    }

    @Override
    public String toString() {
        return "NewPasswordAnswer(***)";
    }
}
