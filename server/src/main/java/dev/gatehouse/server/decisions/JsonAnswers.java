package dev.gatehouse.server.decisions;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.model.protocol.WireAnswer;
import dev.gatehouse.model.service.Caller;
import dev.gatehouse.pure.aws.Want;
import java.io.StringWriter;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Writes answers as JSON.
final class JsonAnswers {
    private static final JsonFactory JSON = new JsonFactory();

    private JsonAnswers() {}

    static WireAnswer of(Answer answer) {
        return json(200, json -> {
            json.writeStringProperty("decision", answer instanceof Answer.Allowed ? "allow" : "deny");
            switch (answer) {
                case Answer.Allowed(Caller.Known caller, Want want, String reason) -> {
                    write(json, caller, want);
                    json.writeStringProperty("reason", reason);
                }
                case Answer.Denied(Caller.Known caller, Want want, String message, String reason) -> {
                    write(json, caller, want);
                    json.writeStringProperty("reason", reason);
                    write(json, "AccessDenied", message);
                }
                case Answer.Unclear(Caller.Known caller, String why) -> {
                    write(json, caller);
                    json.writeStringProperty("reason", "denied: it is not clear what the request wants");
                    write(json, "AccessDenied", why);
                }
                case Answer.Unproven(String code, String message) -> {
                    json.writeStringProperty("reason", "denied: it is not proven who sent the request");
                    write(json, code, message);
                }
            }
        });
    }

    /// An answer to one who may not ask, or asks wrongly.
    static WireAnswer refused(int status, String code, String message) {
        return json(status, json -> {
            json.writeStringProperty("__type", code);
            json.writeStringProperty("message", message);
        });
    }

    private static void write(JsonGenerator json, Caller.Known caller, Want want) {
        write(json, caller);
        json.writeStringProperty("action", want.action());
        json.writeStringProperty("resource", want.resource());
    }

    private static void write(JsonGenerator json, Caller.Known caller) {
        json.writeStringProperty("caller", caller.arn());
        json.writeStringProperty("userId", caller.userId());
    }

    private static void write(JsonGenerator json, String code, String message) {
        json.writeStringProperty("code", code);
        json.writeStringProperty("message", message);
    }

    private static WireAnswer json(int status, Consumer<JsonGenerator> members) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            members.accept(json);
            json.writeEndObject();
        }
        return new WireAnswer(
                status,
                Map.of("Content-Type", "application/json", "Cache-Control", "no-store"),
                text.toString().getBytes(UTF_8));
    }
}
