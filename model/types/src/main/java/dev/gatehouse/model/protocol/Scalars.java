package dev.gatehouse.model.protocol;

import dev.gatehouse.model.service.Blob;
import dev.gatehouse.model.service.SerializationException;
import dev.gatehouse.model.service.Type;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Base64;

/// Raw scalar values from texts of forms, paths and headers.
final class Scalars {
    private Scalars() {}

    /// The value a text stands for.
    ///
    /// @throws SerializationException when it stands for no value of the type, or the type is no scalar
    static Object of(Type type, String text) {
        return switch (type) {
            case Type.OfString _, Type.OfEnum _ -> text;
            case Type.OfInteger _ -> (int) whole(text, Integer.MIN_VALUE, Integer.MAX_VALUE, "an Integer");
            case Type.OfLong _ -> whole(text, Long.MIN_VALUE, Long.MAX_VALUE, "a Long");
            case Type.OfBoolean _ -> bool(text);
            case Type.OfTimestamp _ -> timestamp(text);
            case Type.OfBlob _ -> blob(text);
            case Type.OfDocument _, Type.OfList _, Type.OfMap _, Type.OfStructure _ -> throw wrong("a " + type.name());
        };
    }

    private static long whole(String text, long least, long greatest, String javaType) {
        try {
            long value = Long.parseLong(text);
            boolean ascii = text.chars().allMatch(c -> c == '-' || (c >= '0' && c <= '9'));
            if (ascii && value >= least && value <= greatest) {
                return value;
            }
            throw wrong(javaType);
        } catch (NumberFormatException _) {
            throw wrong(javaType);
        }
    }

    private static Boolean bool(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw wrong("a Boolean");
        };
    }

    private static Object timestamp(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException _) {
            throw wrong("a Timestamp");
        }
    }

    private static Blob blob(String text) {
        try {
            return Blob.of(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException _) {
            throw wrong("a Blob");
        }
    }

    private static SerializationException wrong(String javaType) {
        return new SerializationException("STRING_VALUE can not be converted to " + javaType);
    }
}
