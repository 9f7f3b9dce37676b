package dev.gatehouse.server.pools;

import dev.gatehouse.model.cognitoidp.SchemaAttributeType;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The attributes users of a pool can have. Immutable and pure.
public final class Schema {
    /// What stands before the names of custom attributes.
    public static final String CUSTOM = "custom:";

    /// What stands before the names of developer-only attributes, which app clients never see.
    public static final String DEVELOPER = "dev:";

    private static final int MOST_CUSTOM = 50;

    private final Map<String, SchemaAttributeType> definitions;

    private Schema(Map<String, SchemaAttributeType> definitions) {
        this.definitions = definitions;
    }

    /// What the values of a check are for.
    public enum Mode {
        /// A new user: every required attribute must be there; immutable ones may be set.
        CREATE,
        /// A new user invited by an administrator, who may leave required attributes to the user.
        INVITE,
        /// A change of an existing user: immutable attributes may not be among the values, required ones not
        /// emptied.
        UPDATE
    }

    /// The schema of a stored pool.
    static Schema stored(List<SchemaAttributeType> attributes) {
        Map<String, SchemaAttributeType> definitions = new LinkedHashMap<>();
        attributes.forEach(attribute -> definitions.put(SchemaDefinitions.name(attribute), attribute));
        return new Schema(definitions);
    }

    /// The schema of a new pool: the standard attributes, changed and extended by what the request asks for.
    ///
    /// @throws dev.gatehouse.model.service.ServiceException `InvalidParameterException` for an impossible
    ///     attribute, `LimitExceededException` for too many
    static Schema created(List<SchemaAttributeType> requested) {
        Map<String, SchemaAttributeType> definitions = new LinkedHashMap<>(StandardAttributes.definitions());
        Set<String> changed = new LinkedHashSet<>();
        for (SchemaAttributeType request : requested) {
            String name = SchemaDefinitions.name(request);
            if (StandardAttributes.contains(name)) {
                if (!changed.add(name)) {
                    throw existing(name);
                }
                definitions.put(name, SchemaDefinitions.standard(request));
            } else {
                add(definitions, request);
            }
        }
        Schema schema = new Schema(definitions);
        if (schema.customCount() > MOST_CUSTOM) {
            throw Refusals.tooMany("A user pool can have at most " + MOST_CUSTOM + " custom attributes.");
        }
        return schema;
    }

    /// This schema with more custom attributes.
    ///
    /// @throws dev.gatehouse.model.service.ServiceException `InvalidParameterException` for an impossible
    ///     attribute, one that exists, or too many (AddCustomAttributes does not declare
    ///     `LimitExceededException`)
    Schema with(List<SchemaAttributeType> requested) {
        Map<String, SchemaAttributeType> extended = new LinkedHashMap<>(definitions);
        requested.forEach(request -> add(extended, request));
        Schema schema = new Schema(extended);
        if (schema.customCount() > MOST_CUSTOM) {
            throw Refusals.invalid("A user pool can have at most " + MOST_CUSTOM + " custom attributes.");
        }
        return schema;
    }

    /// The definitions in the order CreateUserPool answers them.
    public Collection<SchemaAttributeType> attributes() {
        return definitions.values();
    }

    /// The definition of an attribute by its full name (`custom:plan`).
    public Optional<SchemaAttributeType> definition(String name) {
        return Optional.ofNullable(definitions.get(name));
    }

    /// The full names of all attributes, in the order CreateUserPool answers them.
    public Set<String> names() {
        return Collections.unmodifiableSet(definitions.keySet());
    }

    /// The names of the attributes a user must have, without `sub`, which the service sets.
    public Set<String> required() {
        Set<String> names = new LinkedHashSet<>();
        definitions.forEach((name, definition) -> {
            if (Boolean.TRUE.equals(definition.required()) && !name.equals(StandardAttributes.SUB)) {
                names.add(name);
            }
        });
        return names;
    }

    /// Checks values a user shall get. An empty value means the attribute's removal.
    ///
    /// @param values full name to value, those to be set only; for {@link Mode#CREATE} all of the new user
    /// @throws dev.gatehouse.model.service.ServiceException `InvalidParameterException` with Cognito's texts
    public void check(Map<String, String> values, Mode mode) {
        SchemaCheck.run(this, values, mode);
    }

    /// The form a value is kept in: booleans in lower case, all else as it came.
    public String canonical(String name, String value) {
        SchemaAttributeType definition = definitions.get(name);
        if (definition == null || definition.attributeDataType() == null) {
            return value;
        }
        return switch (definition.attributeDataType()) {
            case BOOLEAN -> value.toLowerCase(Locale.ROOT);
            case STRING, NUMBER, DATE_TIME -> value;
        };
    }

    private int customCount() {
        return definitions.size() - StandardAttributes.definitions().size();
    }

    private static void add(Map<String, SchemaAttributeType> definitions, SchemaAttributeType request) {
        SchemaAttributeType definition = SchemaDefinitions.custom(request);
        String name = SchemaDefinitions.name(definition);
        if (definitions.putIfAbsent(name, definition) != null) {
            throw existing(name);
        }
    }

    private static RuntimeException existing(String name) {
        return Refusals.invalid(name + ": Existing attribute already has name " + name + ".");
    }
}
