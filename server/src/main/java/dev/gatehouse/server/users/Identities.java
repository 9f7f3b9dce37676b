package dev.gatehouse.server.users;

import dev.gatehouse.server.store.LinkedIdentityRecord;
import java.io.StringWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// The attribute `identities`: a user's identities at other providers, as JSON text ("Linking federated users to an
/// existing user profile" in the developer guide). Pure.
final class Identities {
    static final String NAME = "identities";

    /// What a provider's own id of a user is called.
    static final String SUBJECT = "Cognito_Subject";

    /// Providers whose name is also their type; the user is known by the provider's own id.
    static final Set<String> SOCIAL = Set.of("Google", "Facebook", "LoginWithAmazon", "SignInWithApple");

    private static final JsonFactory JSON = new JsonFactory();

    private Identities() {}

    /// The user with these identities, and no others, in the attribute.
    static User of(User user, List<LinkedIdentityRecord> identities, Instant now) {
        Map<String, String> attributes = new LinkedHashMap<>(user.attributes());
        if (identities.isEmpty()) {
            attributes.remove(NAME);
        } else {
            attributes.put(NAME, text(identities));
        }
        return user.with(attributes, now);
    }

    static String text(List<LinkedIdentityRecord> identities) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartArray();
            identities.forEach(identity -> write(json, identity));
            json.writeEndArray();
        }
        return out.toString();
    }

    private static void write(JsonGenerator json, LinkedIdentityRecord identity) {
        String provider = identity.key().provider();
        json.writeStartObject();
        json.writeStringProperty("userId", identity.key().value());
        json.writeStringProperty("providerName", provider);
        json.writeName("providerType");
        if (SOCIAL.contains(provider)) {
            json.writeString(provider);
        } else {
            json.writeNull();
        }
        json.writeName("issuer");
        json.writeNull();
        json.writeBooleanProperty("primary", identity.primary());
        json.writeNumberProperty("dateCreated", identity.createdAt());
        json.writeEndObject();
    }
}
