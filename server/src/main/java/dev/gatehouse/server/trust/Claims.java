package dev.gatehouse.server.trust;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/// The claims of a token.
///
/// @param texts those on the first level as texts: scalars as they are, arrays of scalars in their JSON form
/// @param lists all, those of objects inside by a path with slashes; a scalar is a list of one
public record Claims(Map<String, String> texts, Map<String, List<String>> lists) {
    private static final int DEEPEST = 8;
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    public Claims {
        texts = Map.copyOf(texts);
        lists = Map.copyOf(lists);
    }

    /// The claim as text; empty when it is absent.
    public Optional<String> text(String name) {
        return Optional.ofNullable(texts.get(name));
    }

    /// The values of a claim; none when it is absent.
    public List<String> list(String name) {
        return lists.getOrDefault(name, List.of());
    }

    /// The claim as a whole number; empty when it is absent or none.
    Optional<Long> number(String name) {
        try {
            return text(name).map(text -> (long) Double.parseDouble(text));
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    /// Empty when the bytes are not exactly one JSON object.
    static Optional<Claims> read(byte[] bytes) {
        Reading reading = new Reading();
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), bytes)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            reading.object(json, "", 0);
            return json.nextToken() == null ? Optional.of(new Claims(reading.texts, reading.lists)) : Optional.empty();
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
    }

    private static final class Reading {
        private final Map<String, String> texts = new LinkedHashMap<>();
        private final Map<String, List<String>> lists = new LinkedHashMap<>();

        void object(JsonParser json, String prefix, int depth) {
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = prefix + json.currentName();
                JsonToken value = json.nextToken();
                if (value == JsonToken.START_OBJECT && depth < DEEPEST) {
                    object(json, name + "/", depth + 1);
                } else if (value == JsonToken.START_ARRAY) {
                    array(json, name, depth);
                } else if (value.isScalarValue() && value != JsonToken.VALUE_NULL) {
                    put(name, json.getString(), List.of(json.getString()), depth);
                } else {
                    json.skipChildren();
                }
            }
        }

        private void array(JsonParser json, String name, int depth) {
            List<String> values = new ArrayList<>();
            List<String> forms = new ArrayList<>();
            for (JsonToken value = json.nextToken(); value != JsonToken.END_ARRAY; value = json.nextToken()) {
                if (value.isScalarValue()) {
                    values.add(json.getString());
                    forms.add(value == JsonToken.VALUE_STRING ? '"' + json.getString() + '"' : json.getString());
                } else {
                    json.skipChildren();
                }
            }
            put(name, '[' + String.join(",", forms) + ']', values, depth);
        }

        private void put(String name, String text, List<String> values, int depth) {
            if (depth == 0) {
                texts.put(name, text);
            }
            lists.put(name, List.copyOf(values));
        }
    }
}
