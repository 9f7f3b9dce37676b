package dev.gatehouse.model.json;

import dev.gatehouse.model.service.Blob;
import dev.gatehouse.model.service.Codec;
import dev.gatehouse.model.service.Document;
import dev.gatehouse.model.service.Member;
import dev.gatehouse.model.service.SerializationException;
import dev.gatehouse.model.service.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/// Reads one JSON text into raw values. Texts of refusals name JSON and Java types, never what was sent.
public final class RawJson {
    private static final String BROKEN = "The request is not valid JSON.";
    private static final int MOST_DIGITS = 40;
    private static final int TO_MILLIS = 3;

    /// Stands for JSON's null until a structure or map is read whole: a name may not come again after it either.
    private enum Absent {
        NULL
    }

    private final JsonParser in;

    private RawJson(JsonParser in) {
        this.in = in;
    }

    /// Reads a structure; a place stays null where the member is absent or JSON's null.
    ///
    /// @param codec the structure
    /// @param body UTF-8 JSON; nothing at all stands for an empty object
    /// @throws SerializationException when it is not one JSON object, a name comes twice or a type is wrong
    public static @Nullable Object[] read(Codec<?> codec, byte[] body) {
        if (body.length == 0) {
            return new Object[codec.members().size()];
        }
        if (!Utf8.isValid(body)) {
            throw new SerializationException(BROKEN);
        }
        try (JsonParser parser = Json.FACTORY.createParser(ObjectReadContext.empty(), body)) {
            RawJson reader = new RawJson(parser);
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new SerializationException("Start of structure or map expected.");
            }
            @Nullable Object[] values = reader.structure(codec);
            if (parser.nextToken() != null) {
                throw new SerializationException(BROKEN);
            }
            return values;
        } catch (JacksonException _) {
            throw new SerializationException(BROKEN);
        }
    }

    static Document document(byte[] json) {
        if (!Utf8.isValid(json)) {
            throw new SerializationException(BROKEN);
        }
        try (JsonParser parser = Json.FACTORY.createParser(ObjectReadContext.empty(), json)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw new SerializationException(BROKEN);
            }
            Document document = new RawJson(parser).document(first);
            if (parser.nextToken() != null) {
                throw new SerializationException(BROKEN);
            }
            return document;
        } catch (JacksonException _) {
            throw new SerializationException(BROKEN);
        }
    }

    private @Nullable Object[] structure(Codec<?> codec) {
        List<Member> members = codec.members();
        @Nullable Object[] values = new Object[members.size()];
        boolean nulls = false;
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            int place = codec.indexOf(name);
            JsonToken token = in.nextToken();
            if (place < 0) {
                in.skipChildren();
                continue;
            }
            refuseSecond(values[place]);
            boolean isNull = token == JsonToken.VALUE_NULL;
            nulls |= isNull;
            values[place] = isNull ? Absent.NULL : value(members.get(place).type(), token);
        }
        if (nulls) {
            dropNulls(values);
        }
        return values;
    }

    private static void dropNulls(@Nullable Object[] values) {
        for (int i = 0; i < values.length; i++) {
            if (values[i] == Absent.NULL) {
                values[i] = null;
            }
        }
    }

    private static void refuseSecond(@Nullable Object earlier) {
        if (earlier != null) {
            throw new SerializationException("A member was given twice.");
        }
    }

    private Object value(Type type, JsonToken token) {
        return switch (type) {
            case Type.OfString _, Type.OfEnum _ -> string(token);
            case Type.OfInteger _ -> (int) whole(token, "an Integer", Integer.MIN_VALUE, Integer.MAX_VALUE);
            case Type.OfLong _ -> whole(token, "a Long", Long.MIN_VALUE, Long.MAX_VALUE);
            case Type.OfBoolean _ -> bool(token);
            case Type.OfTimestamp _ -> timestamp(token);
            case Type.OfBlob _ -> blob(token);
            case Type.OfDocument _ -> document(token);
            case Type.OfList list -> list(list.element(), token);
            case Type.OfMap map -> map(map.value(), token);
            case Type.OfStructure structure -> {
                expect(token, JsonToken.START_OBJECT, "a structure");
                yield structure(structure.codec());
            }
        };
    }

    private String string(JsonToken token) {
        expect(token, JsonToken.VALUE_STRING, "a String");
        return text();
    }

    /// The text of the current string or name, refused when it holds half a surrogate pair, which has no UTF-8.
    private String text() {
        return whole(in.getString());
    }

    private static String whole(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    throw new SerializationException(BROKEN);
                }
                i++;
            }
        }
        return text;
    }

    private long whole(JsonToken token, String javaType, long least, long greatest) {
        expect(token, JsonToken.VALUE_NUMBER_INT, javaType);
        BigDecimal number = in.getDecimalValue();
        if (number.precision() > MOST_DIGITS
                || number.compareTo(BigDecimal.valueOf(least)) < 0
                || number.compareTo(BigDecimal.valueOf(greatest)) > 0) {
            throw new SerializationException("NUMBER_VALUE is out of range for " + javaType);
        }
        return number.longValueExact();
    }

    private Boolean bool(JsonToken token) {
        if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
            throw wrongType(token, "a Boolean");
        }
        return token == JsonToken.VALUE_TRUE;
    }

    /// Seconds since 1970 with a fraction, of which milliseconds are kept.
    private Instant timestamp(JsonToken token) {
        if (token != JsonToken.VALUE_NUMBER_INT && token != JsonToken.VALUE_NUMBER_FLOAT) {
            throw wrongType(token, "a Timestamp");
        }
        BigDecimal seconds = in.getDecimalValue();
        if (seconds.precision() > MOST_DIGITS || Math.abs((long) seconds.scale()) > MOST_DIGITS) {
            throw new SerializationException("NUMBER_VALUE is out of range for a Timestamp");
        }
        BigDecimal millis = seconds.movePointRight(TO_MILLIS);
        if (millis.abs().compareTo(BigDecimal.valueOf(Json.GREATEST_MILLIS)) > 0) {
            throw new SerializationException("NUMBER_VALUE is out of range for a Timestamp");
        }
        return Instant.ofEpochMilli(millis.longValue());
    }

    private Blob blob(JsonToken token) {
        expect(token, JsonToken.VALUE_STRING, "a Blob");
        try {
            return Blob.of(Base64.getDecoder().decode(in.getString()));
        } catch (IllegalArgumentException _) {
            throw new SerializationException("STRING_VALUE can not be converted to a Blob");
        }
    }

    private List<Object> list(Type element, JsonToken token) {
        expect(token, JsonToken.START_ARRAY, "a list");
        List<Object> list = new ArrayList<>();
        for (JsonToken next = in.nextToken(); next != JsonToken.END_ARRAY; next = in.nextToken()) {
            if (next == JsonToken.VALUE_NULL) {
                throw new SerializationException("A list can not contain null.");
            }
            list.add(value(element, next));
        }
        return list;
    }

    /// A map; an entry whose value is null is absent, as a member would be.
    private Map<String, Object> map(Type valueType, JsonToken token) {
        expect(token, JsonToken.START_OBJECT, "a map");
        Map<String, Object> map = new LinkedHashMap<>();
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            JsonToken next = in.nextToken();
            Object value = next == JsonToken.VALUE_NULL ? Absent.NULL : value(valueType, next);
            refuseSecond(map.put(whole(name), value));
        }
        map.values().removeIf(value -> value == Absent.NULL);
        return map;
    }

    private Document document(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> documentObject();
            case START_ARRAY -> documentArray();
            case VALUE_STRING -> new Document.OfString(text());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Document.OfNumber(in.getDecimalValue());
            case VALUE_TRUE -> new Document.OfBoolean(true);
            case VALUE_FALSE -> new Document.OfBoolean(false);
            case VALUE_NULL -> new Document.OfNull();
            default -> throw new SerializationException(BROKEN);
        };
    }

    private Document documentObject() {
        Map<String, Document> members = new LinkedHashMap<>();
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            refuseSecond(members.put(whole(name), document(in.nextToken())));
        }
        return new Document.OfObject(members);
    }

    private Document documentArray() {
        List<Document> elements = new ArrayList<>();
        for (JsonToken next = in.nextToken(); next != JsonToken.END_ARRAY; next = in.nextToken()) {
            elements.add(document(next));
        }
        return new Document.OfArray(elements);
    }

    private static void expect(JsonToken found, JsonToken wanted, String javaType) {
        if (found != wanted) {
            throw wrongType(found, javaType);
        }
    }

    private static SerializationException wrongType(JsonToken found, String javaType) {
        return switch (found) {
            case START_OBJECT -> new SerializationException("Start of structure or map found where not expected.");
            case START_ARRAY -> new SerializationException("Start of list found where not expected");
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                new SerializationException("NUMBER_VALUE can not be converted to " + javaType);
            case VALUE_STRING -> new SerializationException("STRING_VALUE can not be converted to " + javaType);
            case VALUE_TRUE -> new SerializationException("TRUE_VALUE can not be converted to " + javaType);
            case VALUE_FALSE -> new SerializationException("FALSE_VALUE can not be converted to " + javaType);
            default -> new SerializationException(BROKEN);
        };
    }
}
