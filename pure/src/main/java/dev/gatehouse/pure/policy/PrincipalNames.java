package dev.gatehouse.pure.policy;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The users, roles and sessions that a trust or resource policy names. IAM keeps their unique ids instead
/// of their ARNs: on writing, ARNs are replaced by ids; on showing, the ids of those who still exist by
/// ARNs, so that a deleted one appears as the bare id. The rest of the text stays as it was given.
/// Source: IAM User Guide, "AWS JSON policy elements: Principal".
public final class PrincipalNames {
    private PrincipalNames() {}

    /// The entries of `"AWS"` that name someone: ARNs of users, roles and role sessions, and unique ids.
    /// Not accounts, not `*`, not federated users, who have no unique id.
    ///
    /// @param document that {@link Policy#parse} took
    public static Set<String> in(String document) {
        Set<String> names = new LinkedHashSet<>();
        for (Json.Text entry : entries(document)) {
            if (namesSomeone(entry.value())) {
                names.add(entry.value());
            }
        }
        return names;
    }

    /// The document with each of these entries replaced.
    ///
    /// @param document that {@link Policy#parse} took
    /// @param name given an entry, what shall stand there; a session's ARN becomes `AROA...:session`
    public static String replace(String document, UnaryOperator<String> name) {
        var replaced = new StringBuilder();
        int copied = 0;
        for (Json.Text entry : entries(document)) {
            if (namesSomeone(entry.value())) {
                replaced.append(document, copied, entry.start())
                        .append('"')
                        .append(escaped(name.apply(entry.value())))
                        .append('"');
                copied = entry.end();
            }
        }
        return replaced.append(document, copied, document.length()).toString();
    }

    /// Names hold visible characters only: two of them have a meaning in JSON texts.
    private static String escaped(String name) {
        return name.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private static boolean namesSomeone(String text) {
        try {
            return switch (Principal.aws(text, "")) {
                case Principal.Unique _, Principal.Session _, Principal.Unresolved _ -> true;
                case Principal.Everyone _,
                        Principal.Account _,
                        Principal.FederatedUser _,
                        Principal.Provider _,
                        Principal.Service _,
                        Principal.Canonical _ -> false;
            };
        } catch (Malformed e) {
            throw new IllegalArgumentException(e.what(), e);
        }
    }

    private static List<Json.Text> entries(String document) {
        List<Json.Text> entries = new ArrayList<>();
        try {
            Map<String, Json> root =
                    Elements.object(JsonReader.read(document), "").members();
            for (Json.Obj statement : Elements.objects(root.getOrDefault("Statement", new Json.Nothing(0, 0)), "")) {
                for (String element : List.of("Principal", "NotPrincipal")) {
                    if (statement.members().get(element) instanceof Json.Obj types) {
                        collect(types.members().get("AWS"), entries);
                    }
                }
            }
        } catch (Malformed e) {
            throw new IllegalArgumentException(e.what(), e);
        }
        entries.sort((one, other) -> Integer.compare(one.start(), other.start()));
        return entries;
    }

    private static void collect(@Nullable Json value, List<Json.Text> entries) {
        if (value instanceof Json.Text text) {
            entries.add(text);
        } else if (value instanceof Json.Arr array) {
            array.items().forEach(item -> collect(item, entries));
        }
    }
}
