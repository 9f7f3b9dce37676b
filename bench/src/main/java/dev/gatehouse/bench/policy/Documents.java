package dev.gatehouse.bench.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Writes policies down. A list of one is written without brackets when its text has an even length, so
/// that both forms occur.
final class Documents {
    private Documents() {}

    static String json(Case.Document document) {
        List<String> rules = document.rules().stream().map(Documents::rule).toList();
        String statement = rules.size() == 1 ? rules.getFirst() : "[" + String.join(", ", rules) + "]";
        return (document.newer() ? "{\"Version\": \"2012-10-17\", \"Statement\": " : "{\"Statement\": ") + statement
                + "}";
    }

    private static String rule(Case.Rule rule) {
        List<String> members = new ArrayList<>();
        members.add("\"Effect\": \"" + (rule.allow() ? "Allow" : "Deny") + "\"");
        rule.principal().ifPresent(whom -> members.add(name(whom.not(), "Principal") + whom(whom.byType())));
        members.add(name(rule.actions().not(), "Action") + list(rule.actions().entries()));
        rule.resources().ifPresent(listed -> members.add(name(listed.not(), "Resource") + list(listed.entries())));
        if (!rule.tests().isEmpty()) {
            members.add("\"Condition\": " + condition(rule.tests()));
        }
        return "{" + String.join(", ", members) + "}";
    }

    private static String name(boolean not, String element) {
        return "\"" + (not ? "Not" : "") + element + "\": ";
    }

    private static String whom(Map<String, List<String>> byType) {
        return byType.containsKey("*") ? "\"*\"" : object(byType, Documents::list);
    }

    private static String condition(List<Case.Test> tests) {
        Map<String, Map<String, List<String>>> byOperator = new LinkedHashMap<>();
        for (Case.Test test : tests) {
            byOperator
                    .computeIfAbsent(test.operator(), _ -> new LinkedHashMap<>())
                    .put(test.key(), test.values());
        }
        return object(byOperator, keys -> object(keys, Documents::list));
    }

    private static <T> String object(Map<String, T> members, Function<T, String> value) {
        return members.entrySet().stream()
                .map(member -> quoted(member.getKey()) + ": " + value.apply(member.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String list(List<String> entries) {
        if (entries.size() == 1 && entries.getFirst().length() % 2 == 0) {
            return quoted(entries.getFirst());
        }
        return entries.stream().map(Documents::quoted).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("/", "\\/") + "\"";
    }
}
