package dev.gatehouse.server.tokens;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// The claim `identities` of ID tokens, from the attribute of that name: the same list, but with every value a text
/// ("Understanding the identity token" in the developer guide). Pure.
final class IdentitiesClaim {
    private static final JsonFactory JSON = new JsonFactory();

    private IdentitiesClaim() {}

    /// @param attribute JSON text; what is none stays a text
    static Claim of(String attribute) {
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), attribute)) {
            if (json.nextToken() != JsonToken.START_ARRAY) {
                return new Claim.Text(attribute);
            }
            List<Map<String, Optional<String>>> identities = new ArrayList<>();
            while (json.nextToken() == JsonToken.START_OBJECT) {
                identities.add(members(json));
            }
            return new Claim.Objects(identities);
        } catch (JacksonException notJson) {
            return new Claim.Text(attribute);
        }
    }

    private static Map<String, Optional<String>> members(JsonParser json) {
        Map<String, Optional<String>> members = new LinkedHashMap<>();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            members.put(name, value == JsonToken.VALUE_NULL ? Optional.empty() : Optional.of(json.getString()));
        }
        return members;
    }
}
