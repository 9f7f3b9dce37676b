package dev.gatehouse.model.protocol;

import dev.gatehouse.model.service.Blob;
import dev.gatehouse.model.service.Codec;
import dev.gatehouse.model.service.Member;
import dev.gatehouse.model.service.Regex;
import dev.gatehouse.model.service.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Checks raw values against the constraints of their model, in AWS's words.
///
/// A scalar is judged where it stands (`Value 'x' at 'schema.1.member.name'`); scalars inside a list or a map are
/// judged as a whole, with every constraint of theirs named (`Member must satisfy constraint: [...]`), as observed.
final class Constraints {
    private static final int MOST_VIOLATIONS = 50;
    private static final int LONGEST_VALUE = 1_024;

    private final List<String> violations = new ArrayList<>();

    private Constraints() {}

    /// What is wrong with a structure; empty when nothing is. Past a bound further violations are not looked for.
    ///
    /// @param codec the structure
    /// @param values its raw values
    static List<String> check(Codec<?> codec, @Nullable Object[] values) {
        Constraints constraints = new Constraints();
        constraints.structure(codec, values, "");
        return constraints.violations;
    }

    private void structure(Codec<?> codec, @Nullable Object[] values, String prefix) {
        List<Member> members = codec.members();
        for (int i = 0; i < values.length && violations.size() < MOST_VIOLATIONS; i++) {
            Member member = members.get(i);
            Object value = values[i];
            if (value != null) {
                value(member.type(), value, prefix, member.path());
            } else if (member.required()) {
                violations.add("Value null at '" + prefix + member.path()
                        + "' failed to satisfy constraint: Member must not be null");
            }
        }
    }

    /// The path is given in two parts, to be joined only when something is wrong or a structure is entered.
    private void value(Type type, Object value, String prefix, String name) {
        switch (type) {
            case Type.OfString string -> string(string, (String) value, prefix, name);
            case Type.OfEnum choice -> {
                if (!choice.values().containsKey((String) value)) {
                    add(type, value, prefix, name, oneOf(choice));
                }
            }
            case Type.OfInteger whole -> number(type, whole.range(), (Integer) value, prefix, name);
            case Type.OfLong whole -> number(type, whole.range(), (Long) value, prefix, name);
            case Type.OfBlob blob -> length(type, blob.length(), ((Blob) value).length(), value, prefix, name);
            case Type.OfList list -> list(list, (List<?>) value, prefix, name);
            case Type.OfMap map -> map(map, (Map<?, ?>) value, prefix, name);
            case Type.OfStructure structure ->
                structure(structure.codec(), (@Nullable Object[]) value, prefix + name + ".");
            case Type.OfBoolean _, Type.OfTimestamp _, Type.OfDocument _ -> {}
        }
    }

    private void string(Type.OfString type, String value, String prefix, String name) {
        boolean withinBound = length(type, type.length(), value.length(), value, prefix, name);
        Regex pattern = type.pattern();
        if (withinBound && pattern != null && !pattern.matches(value)) {
            add(type, value, prefix, name, matching(pattern));
        }
    }

    /// Whether a length is within the upper bound: a pattern is not tried on anything longer.
    private boolean length(Type type, Type.Range range, int length, Object value, String prefix, String name) {
        if (length > range.max()) {
            add(type, value, prefix, name, atMost(range));
            return false;
        }
        if (length < range.min()) {
            add(type, value, prefix, name, atLeast(range));
        }
        return true;
    }

    private void number(Type type, Type.Range range, long value, String prefix, String name) {
        if (value > range.max()) {
            add(type, value, prefix, name, "Member must have value less than or equal to " + range.max());
        } else if (value < range.min()) {
            add(type, value, prefix, name, "Member must have value greater than or equal to " + range.min());
        }
    }

    private void list(Type.OfList type, List<?> list, String prefix, String name) {
        length(type, type.size(), list.size(), list, prefix, name);
        if (type.element() instanceof Type.OfStructure structure) {
            for (int i = 0; i < list.size() && violations.size() < MOST_VIOLATIONS; i++) {
                String path = prefix + name + "." + (i + 1) + ".member.";
                structure(structure.codec(), (@Nullable Object[]) list.get(i), path);
            }
        } else if (!list.stream().allMatch(element -> satisfies(type.element(), element))) {
            add(type, list, prefix, name, "Member must satisfy constraint: " + all(type.element()));
        }
    }

    private void map(Type.OfMap type, Map<?, ?> map, String prefix, String name) {
        length(type, type.size(), map.size(), map, prefix, name);
        if (!map.keySet().stream().allMatch(key -> satisfies(type.key(), key))) {
            add(type, map, prefix, name, "Map keys must satisfy constraint: " + all(type.key()));
        }
        if (type.value() instanceof Type.OfStructure structure) {
            map.forEach((key, value) ->
                    structure(structure.codec(), (@Nullable Object[]) value, prefix + name + "." + key + ".member."));
        } else if (!map.values().stream().allMatch(value -> satisfies(type.value(), value))) {
            add(type, map, prefix, name, "Map value must satisfy constraint: " + all(type.value()));
        }
    }

    private static boolean satisfies(Type type, @Nullable Object value) {
        if (value == null) {
            return false;
        }
        Constraints alone = new Constraints();
        alone.value(type, value, "", "");
        return alone.violations.isEmpty();
    }

    /// Every constraint of a scalar, in the order AWS names them.
    private static List<String> all(Type type) {
        List<String> texts = new ArrayList<>();
        switch (type) {
            case Type.OfString string -> {
                lengths(texts, string.length());
                Regex pattern = string.pattern();
                if (pattern != null) {
                    texts.add(matching(pattern));
                }
            }
            case Type.OfEnum choice -> texts.add(oneOf(choice));
            case Type.OfList list -> lengths(texts, list.size());
            case Type.OfMap map -> lengths(texts, map.size());
            case Type.OfBlob blob -> lengths(texts, blob.length());
            case Type.OfInteger _, Type.OfLong _, Type.OfBoolean _, Type.OfTimestamp _ -> {}
            case Type.OfDocument _, Type.OfStructure _ -> {}
        }
        return texts;
    }

    private static void lengths(List<String> texts, Type.Range range) {
        if (range.max() != Long.MAX_VALUE) {
            texts.add(atMost(range));
        }
        if (range.min() != Long.MIN_VALUE) {
            texts.add(atLeast(range));
        }
    }

    private static String atMost(Type.Range range) {
        return "Member must have length less than or equal to " + range.max();
    }

    private static String atLeast(Type.Range range) {
        return "Member must have length greater than or equal to " + range.min();
    }

    private static String matching(Regex pattern) {
        return "Member must satisfy regular expression pattern: " + pattern.text();
    }

    private static String oneOf(Type.OfEnum choice) {
        return "Member must satisfy enum value set: " + choice.values().keySet();
    }

    private void add(Type type, Object value, String prefix, String name, String constraint) {
        String shown = mayShow(type) ? "Value '" + cut(value.toString()) + "' at '" : "Value at '";
        violations.add(shown + prefix + name + "' failed to satisfy constraint: " + constraint);
    }

    private static String cut(String value) {
        return value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE) + "...";
    }

    /// Only text, numbers and collections of them, and only where the model calls nothing in them sensitive.
    private static boolean mayShow(Type type) {
        if (type.privacy() == Type.Privacy.SENSITIVE) {
            return false;
        }
        return switch (type) {
            case Type.OfString _, Type.OfEnum _, Type.OfInteger _, Type.OfLong _, Type.OfBoolean _ -> true;
            case Type.OfList list -> mayShow(list.element());
            case Type.OfMap map -> mayShow(map.key()) && mayShow(map.value());
            case Type.OfTimestamp _, Type.OfBlob _, Type.OfDocument _, Type.OfStructure _ -> false;
        };
    }
}
