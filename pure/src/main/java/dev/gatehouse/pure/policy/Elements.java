package dev.gatehouse.pure.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The shapes that a policy's elements have in JSON. Names and values are case-sensitive; a list of one may
/// be written without brackets. Source: IAM User Guide, "Grammar of the IAM JSON policy language".
final class Elements {
    private static final int LONGEST = 2048;

    private Elements() {}

    static Json.Obj object(Json value, String place) throws Malformed {
        if (value instanceof Json.Obj object) {
            return object;
        }
        throw Malformed.syntax("Not an object.", place);
    }

    /// A list of objects, or one.
    static List<Json.Obj> objects(Json value, String place) throws Malformed {
        List<Json.Obj> objects = new ArrayList<>();
        for (Json item : value instanceof Json.Arr array ? array.items() : List.of(value)) {
            objects.add(object(item, place));
        }
        return objects;
    }

    static String string(Json value, String place) throws Malformed {
        if (!(value instanceof Json.Text text)) {
            throw Malformed.syntax("Not a string.", place);
        }
        return bounded(text.value(), place);
    }

    /// A list of strings, or one.
    static List<String> strings(Json value, String place) throws Malformed {
        List<String> strings = new ArrayList<>();
        for (Json item : value instanceof Json.Arr array ? array.items() : List.of(value)) {
            strings.add(string(item, place));
        }
        return strings;
    }

    /// A list of strings, numbers, `true` and `false`, or one; as text.
    static List<String> texts(Json value, String place) throws Malformed {
        List<String> texts = new ArrayList<>();
        for (Json item : value instanceof Json.Arr array ? array.items() : List.of(value)) {
            texts.add(item instanceof Json.Bare bare ? bounded(bare.text(), place) : string(item, place));
        }
        return texts;
    }

    static void only(Json.Obj object, Set<String> names, String place) throws Malformed {
        for (String name : object.members().keySet()) {
            if (!names.contains(name)) {
                throw Malformed.syntax("Unknown element " + bounded(name, place) + ".", place);
            }
        }
    }

    private static String bounded(String text, String place) throws Malformed {
        if (text.length() > LONGEST) {
            throw Malformed.syntax("Longer than " + LONGEST + " characters.", place);
        }
        return text;
    }
}
