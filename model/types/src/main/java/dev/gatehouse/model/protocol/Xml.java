package dev.gatehouse.model.protocol;

import dev.gatehouse.model.service.Blob;
import dev.gatehouse.model.service.Document;
import dev.gatehouse.model.service.Member;
import dev.gatehouse.model.service.Shape;
import dev.gatehouse.model.service.Type;
import dev.gatehouse.model.service.WireEnum;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/// XML as AWS Query answers have it: elements named like members, `member` in lists, `entry`, `key`, `value` in maps.
final class Xml {
    private static final int USUAL_SIZE = 512;

    private final StringBuilder out = new StringBuilder(USUAL_SIZE);

    Xml open(String name) {
        out.append('<').append(name).append('>');
        return this;
    }

    Xml open(String name, String namespace) {
        out.append('<').append(name).append(" xmlns=\"");
        escape(namespace);
        out.append("\">");
        return this;
    }

    Xml close(String name) {
        out.append("</").append(name).append('>');
        return this;
    }

    Xml text(String name, String text) {
        open(name);
        escape(text);
        return close(name);
    }

    byte[] bytes() {
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    /// Writes a structure; absent members are left out.
    void structure(String name, Shape shape) {
        open(name);
        List<Member> members = shape.codec().members();
        for (int i = 0; i < members.size(); i++) {
            Object value = shape.member(i);
            if (value != null) {
                value(members.get(i).name(), members.get(i).type(), value);
            }
        }
        close(name);
    }

    private void value(String name, Type type, Object value) {
        switch (type) {
            case Type.OfString _ -> text(name, (String) value);
            case Type.OfEnum _ -> text(name, ((WireEnum) value).value());
            case Type.OfInteger _, Type.OfLong _, Type.OfBoolean _ -> text(name, value.toString());
            case Type.OfTimestamp _ ->
                text(name, ((Instant) value).truncatedTo(ChronoUnit.SECONDS).toString());
            case Type.OfBlob _ -> text(name, Base64.getEncoder().encodeToString(((Blob) value).bytes()));
            case Type.OfDocument _ -> text(name, ((Document) value).toString());
            case Type.OfList list -> list(name, list.element(), (List<?>) value);
            case Type.OfMap map -> map(name, map.value(), (Map<?, ?>) value);
            case Type.OfStructure _ -> structure(name, (Shape) value);
        }
    }

    private void list(String name, Type element, List<?> list) {
        open(name);
        for (Object value : list) {
            value("member", element, value);
        }
        close(name);
    }

    private void map(String name, Type valueType, Map<?, ?> map) {
        open(name);
        map.forEach((key, value) -> {
            open("entry").text("key", (String) key);
            value("value", valueType, value);
            close("entry");
        });
        close(name);
    }

    /// What XML 1.0 cannot hold becomes U+FFFD; a carriage return, which readers would change, is named.
    private void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\r' -> out.append("&#xD;");
                case '\t', '\n' -> out.append(c);
                default -> out.append(c < ' ' || c == '\uFFFE' || c == '\uFFFF' ? '\uFFFD' : c);
            }
        }
    }
}
