package dev.gatehouse.server.store;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/// Flat JSON in text columns: an object of strings, a list of strings.
final class JsonText {
    /// ASCII only, so that unpaired surrogates and NUL in values survive in any database.
    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private JsonText() {}

    static String write(Map<String, String> object) {
        var text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            object.forEach(json::writeStringProperty);
            json.writeEndObject();
        }
        return text.toString();
    }

    static String writeList(List<String> list) {
        var text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartArray();
            list.forEach(json::writeString);
            json.writeEndArray();
        }
        return text.toString();
    }

    static Map<String, String> read(String text) {
        var object = new LinkedHashMap<String, String>();
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                json.nextToken();
                object.put(name, json.getString());
            }
            return object;
        } catch (JacksonException e) {
            throw new IllegalStateException("a column does not hold the JSON it should", e);
        }
    }

    static List<String> readList(String text) {
        var list = new ArrayList<String>();
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.VALUE_STRING) {
                list.add(json.getString());
            }
            return list;
        } catch (JacksonException e) {
            throw new IllegalStateException("a column does not hold the JSON it should", e);
        }
    }
}
