package dev.gatehouse.server.tokens;

import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// The claims of one token, in the order they were put, and their JSON text.
final class Claims {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int TYPICAL_BYTES = 1024;

    private final Map<String, Claim> entries = new LinkedHashMap<>();

    Claims put(String name, Claim value) {
        entries.put(name, value);
        return this;
    }

    Claims put(String name, String value) {
        return put(name, new Claim.Text(value));
    }

    Claims put(String name, long value) {
        return put(name, new Claim.Whole(value));
    }

    Map<String, Claim> entries() {
        return entries;
    }

    byte[] json() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(TYPICAL_BYTES);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            entries.forEach((name, value) -> {
                json.writeName(name);
                write(json, value);
            });
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator json, Map<String, Optional<String>> members) {
        json.writeStartObject();
        members.forEach((name, value) -> {
            json.writeName(name);
            value.ifPresentOrElse(json::writeString, json::writeNull);
        });
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Claim claim) {
        switch (claim) {
            case Claim.Text(String value) -> json.writeString(value);
            case Claim.Whole(long value) -> json.writeNumber(value);
            case Claim.Flag(boolean value) -> json.writeBoolean(value);
            case Claim.Texts(var values) -> {
                json.writeStartArray();
                values.forEach(json::writeString);
                json.writeEndArray();
            }
            case Claim.Objects(var values) -> {
                json.writeStartArray();
                values.forEach(members -> write(json, members));
                json.writeEndArray();
            }
            case Claim.Members(var values) -> {
                json.writeStartObject();
                values.forEach(json::writeStringProperty);
                json.writeEndObject();
            }
        }
    }
}
