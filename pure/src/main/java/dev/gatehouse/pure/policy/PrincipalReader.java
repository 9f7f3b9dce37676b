package dev.gatehouse.pure.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads a Principal or NotPrincipal element.
final class PrincipalReader {
    private static final Set<String> TYPES = Set.of("AWS", "Service", "Federated", "CanonicalUser");

    private PrincipalReader() {}

    static Principals read(boolean negated, Json element, String place) throws Malformed {
        if (element instanceof Json.Text text) {
            if (!text.value().equals("*")) {
                throw new Malformed("Invalid principal in policy: \"" + text.value() + "\"", place);
            }
            return new Principals(negated, List.of(new Principal.Everyone(true)));
        }
        Json.Obj object = Elements.object(element, place);
        Elements.only(object, TYPES, place);
        List<Principal> entries = new ArrayList<>();
        for (Map.Entry<String, Json> type : object.members().entrySet()) {
            for (String text : Elements.strings(type.getValue(), place + "." + type.getKey())) {
                entries.add(entry(type.getKey(), text, place));
            }
        }
        if (entries.isEmpty()) {
            throw new Malformed("Missing required field Principal", place);
        }
        return new Principals(negated, List.copyOf(entries));
    }

    private static Principal entry(String type, String text, String place) throws Malformed {
        if (type.equals("AWS")) {
            return Principal.aws(text, place);
        }
        if (!Principal.PROVIDER.matcher(text).matches()) {
            throw Principal.invalid(type, text, place);
        }
        return switch (type) {
            case "Service" -> new Principal.Service(text);
            case "Federated" -> new Principal.Provider(text);
            default -> new Principal.Canonical(text);
        };
    }
}
