package dev.gatehouse.pure.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads JSON (RFC 8259), strictly: no name twice in an object, no half of a surrogate pair, nothing after
/// the value. Length and depth are bounded. AWS says nothing about names given twice; two readers could
/// take such a policy in two ways, so it is refused.
final class JsonReader {
    /// What the largest managed policies of AWS need, several times over.
    static final int LONGEST = 262_144;

    /// A policy needs six.
    static final int DEEPEST = 16;

    private static final Pattern BARE = Pattern.compile("true|false|-?(?:0|[1-9]\\d*)(?:\\.\\d+)?(?:[eE][+-]?\\d+)?");
    private static final int HEX_DIGITS = 4;
    private static final int HEX = 16;

    private final String text;
    private int at;

    private JsonReader(String text) {
        this.text = text;
    }

    /// @throws Malformed saying where the text stops being JSON
    static Json read(String text) throws Malformed {
        if (text.length() > LONGEST) {
            throw new Malformed("is longer than " + LONGEST + " characters", "");
        }
        var reader = new JsonReader(text);
        Json value = reader.value(0);
        reader.space();
        if (reader.at < text.length()) {
            throw reader.wrong("something follows the end");
        }
        return value;
    }

    private Json value(int depth) throws Malformed {
        if (depth > DEEPEST) {
            throw wrong("nested too deeply");
        }
        space();
        return switch (peek()) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> {
                int start = at;
                yield new Json.Text(string(), start, at);
            }
            default -> bare();
        };
    }

    private Json object(int depth) throws Malformed {
        int start = at;
        Map<String, Json> members = new LinkedHashMap<>();
        at++;
        space();
        if (peek() == '}') {
            at++;
            return new Json.Obj(members, start, at);
        }
        do {
            space();
            int place = at;
            String name = string();
            space();
            expect(':');
            if (members.putIfAbsent(name, value(depth + 1)) != null) {
                at = place;
                throw wrong("a name stands twice in an object");
            }
            space();
        } while (another('}'));
        return new Json.Obj(members, start, at);
    }

    private Json array(int depth) throws Malformed {
        int start = at;
        List<Json> items = new ArrayList<>();
        at++;
        space();
        if (peek() == ']') {
            at++;
            return new Json.Arr(items, start, at);
        }
        do {
            items.add(value(depth + 1));
            space();
        } while (another(']'));
        return new Json.Arr(items, start, at);
    }

    private boolean another(char close) throws Malformed {
        if (peek() == close) {
            at++;
            return false;
        }
        expect(',');
        return true;
    }

    private Json bare() throws Malformed {
        int start = at;
        if (text.startsWith("null", at)) {
            at += "null".length();
            return new Json.Nothing(start, at);
        }
        Matcher matcher = BARE.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            throw wrong("not a JSON value");
        }
        at = matcher.end();
        return new Json.Bare(matcher.group(), start, at);
    }

    private String string() throws Malformed {
        expect('"');
        var value = new StringBuilder();
        for (char c = next(); c != '"'; c = next()) {
            if (c < ' ') {
                throw wrong("a control character in a string");
            }
            value.append(c == '\\' ? escaped() : c);
        }
        for (int i = 0; i < value.length(); i += Character.charCount(value.codePointAt(i))) {
            int point = value.codePointAt(i);
            if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
                throw wrong("half of a surrogate pair");
            }
        }
        return value.toString();
    }

    private char escaped() throws Malformed {
        char c = next();
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unit();
            default -> throw wrong("no such escape");
        };
    }

    private char unit() throws Malformed {
        int unit = 0;
        for (int i = 0; i < HEX_DIGITS; i++) {
            char c = next();
            int digit = c < 128 ? Character.digit(c, HEX) : -1;
            if (digit < 0) {
                throw wrong("not a hexadecimal digit");
            }
            unit = unit * HEX + digit;
        }
        return (char) unit;
    }

    private void space() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char peek() throws Malformed {
        if (at >= text.length()) {
            throw wrong("ends too early");
        }
        return text.charAt(at);
    }

    private char next() throws Malformed {
        char c = peek();
        at++;
        return c;
    }

    private void expect(char wanted) throws Malformed {
        if (peek() != wanted) {
            throw wrong("expected '" + wanted + "'");
        }
        at++;
    }

    private Malformed wrong(String what) {
        return new Malformed(what, Position.of(text, at).toString());
    }
}
