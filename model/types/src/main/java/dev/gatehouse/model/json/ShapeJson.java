package dev.gatehouse.model.json;

import dev.gatehouse.model.service.Blob;
import dev.gatehouse.model.service.Codec;
import dev.gatehouse.model.service.Document;
import dev.gatehouse.model.service.Member;
import dev.gatehouse.model.service.SerializationException;
import dev.gatehouse.model.service.Shape;
import dev.gatehouse.model.service.Type;
import dev.gatehouse.model.service.WireEnum;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/// Structures as JSON: the bodies of AWS JSON, and documents to keep in a store. Constraints are not checked here.
public final class ShapeJson {
    private static final int USUAL_SIZE = 512;
    private static final int THOUSAND = 1_000;

    private ShapeJson() {}

    /// Writes a structure; absent members are left out.
    public static <S extends Shape> byte[] write(Codec<S> codec, S shape) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_SIZE);
        try (JsonGenerator out = Json.FACTORY.createGenerator(ObjectWriteContext.empty(), bytes, JsonEncoding.UTF8)) {
            structure(out, codec, shape);
        }
        return bytes.toByteArray();
    }

    /// Reads what {@link #write} wrote, by this version of the model or another.
    ///
    /// @throws SerializationException when it does not fit the model: not JSON, a wrong type, an unknown enum value
    public static <S extends Shape> S read(Codec<S> codec, byte[] json) {
        try {
            return codec.make(RawJson.read(codec, json));
        } catch (IllegalArgumentException e) {
            throw new SerializationException("A text is " + e.getMessage() + ".");
        }
    }

    /// Writes the error body of the JSON protocols: `__type`, `message`, and the members an error has beside them.
    public static byte[] error(String code, String message, Map<String, String> details) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_SIZE);
        try (JsonGenerator out = Json.FACTORY.createGenerator(ObjectWriteContext.empty(), bytes, JsonEncoding.UTF8)) {
            out.writeStartObject();
            out.writeStringProperty("__type", code);
            out.writeStringProperty("message", message);
            details.forEach(out::writeStringProperty);
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void structure(JsonGenerator out, Codec<?> codec, Shape shape) {
        List<Member> members = codec.members();
        out.writeStartObject();
        for (int i = 0; i < members.size(); i++) {
            Object value = shape.member(i);
            if (value != null) {
                out.writeName(members.get(i).name());
                value(out, members.get(i).type(), value);
            }
        }
        out.writeEndObject();
    }

    private static void value(JsonGenerator out, Type type, Object value) {
        switch (type) {
            case Type.OfString _ -> out.writeString((String) value);
            case Type.OfEnum _ -> out.writeString(((WireEnum) value).value());
            case Type.OfInteger _ -> out.writeNumber((Integer) value);
            case Type.OfLong _ -> out.writeNumber((Long) value);
            case Type.OfBoolean _ -> out.writeBoolean((Boolean) value);
            case Type.OfTimestamp _ -> out.writeNumber(seconds((Instant) value));
            case Type.OfBlob _ -> out.writeString(Base64.getEncoder().encodeToString(((Blob) value).bytes()));
            case Type.OfDocument _ -> document(out, (Document) value);
            case Type.OfList list -> list(out, list.element(), (List<?>) value);
            case Type.OfMap map -> map(out, map.value(), (Map<?, ?>) value);
            case Type.OfStructure structure -> structure(out, structure.codec(), (Shape) value);
        }
    }

    private static void list(JsonGenerator out, Type element, List<?> list) {
        out.writeStartArray();
        for (Object value : list) {
            value(out, element, value);
        }
        out.writeEndArray();
    }

    private static void map(JsonGenerator out, Type valueType, Map<?, ?> map) {
        out.writeStartObject();
        map.forEach((key, value) -> {
            out.writeName((String) key);
            value(out, valueType, value);
        });
        out.writeEndObject();
    }

    static void document(JsonGenerator out, Document document) {
        switch (document) {
            case Document.OfObject(Map<String, Document> members) -> {
                out.writeStartObject();
                members.forEach((name, member) -> {
                    out.writeName(name);
                    document(out, member);
                });
                out.writeEndObject();
            }
            case Document.OfArray(List<Document> elements) -> {
                out.writeStartArray();
                elements.forEach(element -> document(out, element));
                out.writeEndArray();
            }
            case Document.OfString(String text) -> out.writeString(text);
            case Document.OfNumber number -> out.writeNumber(number.value());
            case Document.OfBoolean(boolean truth) -> out.writeBoolean(truth);
            case Document.OfNull() -> out.writeNull();
        }
    }

    /// Seconds since 1970 with up to three digits of fraction and at least one: `1767225600.123`, `1767225600.0`.
    private static String seconds(Instant instant) {
        long millis = instant.toEpochMilli();
        String sign = millis < 0 ? "-" : "";
        long fraction = Math.abs(millis % THOUSAND);
        String digits = Long.toString(THOUSAND + fraction).substring(1);
        int end = digits.endsWith("00") ? 1 : digits.endsWith("0") ? 2 : digits.length();
        return sign + Math.abs(millis / THOUSAND) + "." + digits.substring(0, end);
    }
}
