package dev.gatehouse.conformance;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// JSON as maps.
final class Json {
    private Json() {}

    /// Reads an object.
    static Map<String, Object> object(String text) throws ParseException {
        return JSONObjectUtils.parse(text);
    }

    /// A text member, empty when absent.
    static String text(Map<String, Object> object, String name) {
        Object value = object.get(name);
        return value == null ? "" : value.toString();
    }

    /// A member that is a list of objects.
    static List<Map<String, Object>> objects(Map<String, Object> object, String name) throws ParseException {
        return Arrays.asList(JSONObjectUtils.getJSONObjectArray(object, name));
    }
}
