package dev.gatehouse.server.triggers;

import java.util.Map;

/// Whom the functions of a custom sign-in decide about, and what the client told them.
///
/// @param userAttributes by name; none for nobody
/// @param clientMetadata `ClientMetadata` of the call, where it is routed to these functions
/// @param userNotFound whether nobody has the name
public record Audience(Map<String, String> userAttributes, Map<String, String> clientMetadata, boolean userNotFound) {
    public Audience {
        userAttributes = Map.copyOf(userAttributes);
        clientMetadata = Map.copyOf(clientMetadata);
    }

    /// Nobody's or somebody's attributes are nobody else's business.
    @Override
    public String toString() {
        return "Audience[userNotFound=" + userNotFound + "]";
    }
}
