package dev.gatehouse.server.messages;

import dev.gatehouse.server.store.MessageRecord;
import dev.gatehouse.server.store.Page;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// The outbox as JSON: `{"messages":[{"id","at","pool","kind","medium","to","subject","body","text"}],"next"}`.
final class OutboxJson {
    private static final JsonFactory JSON = new JsonFactory();

    private OutboxJson() {}

    static byte[] page(Page<MessageRecord> page) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            json.writeArrayPropertyStart("messages");
            page.items().forEach(message -> write(json, message));
            json.writeEndArray();
            page.next().ifPresent(next -> json.writeStringProperty("next", next));
            json.writeEndObject();
        }
        return out.toByteArray();
    }

    private static void write(JsonGenerator json, MessageRecord message) {
        json.writeStartObject();
        json.writeStringProperty("id", message.id());
        json.writeStringProperty("at", Instant.ofEpochMilli(message.at()).toString());
        json.writeStringProperty("pool", message.pool().value());
        json.writeStringProperty("kind", message.kind());
        json.writeStringProperty("medium", message.medium().name().toLowerCase(Locale.ROOT));
        json.writeStringProperty("to", message.recipient());
        json.writeStringProperty("subject", message.subject());
        json.writeStringProperty("body", message.body());
        json.writeStringProperty("text", Html.text(message.medium(), message.body()));
        json.writeEndObject();
    }
}
