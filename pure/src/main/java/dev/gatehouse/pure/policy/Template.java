package dev.gatehouse.pure.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A text of a policy taken apart: characters, wildcards, policy variables.
/// Source: IAM User Guide, "IAM policy elements: Variables and tags".
///
/// @param parts in order
record Template(List<Part> parts) {

    /// A piece of a text.
    sealed interface Part {}

    /// Characters that stand for themselves.
    record Literal(String text) implements Part {}

    /// `*`.
    record Run() implements Part {}

    /// `?`.
    record One() implements Part {}

    /// `${key}` or `${key, 'default'}`.
    ///
    /// @param key in lower case
    /// @param name the key as it is written
    record Variable(String key, String name, Optional<String> otherwise) implements Part {}

    private static final String FORBIDDEN_IN_KEY = "${'\"*?";

    /// Takes a text apart.
    ///
    /// @param variables whether the policy's version knows variables; before 2012-10-17 `${` is ordinary
    ///     text
    /// @param place for what is wrong with it
    static Template parse(String text, boolean variables, String place) throws Malformed {
        List<Part> parts = new ArrayList<>();
        var literal = new StringBuilder();
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (variables && text.startsWith("${", at)) {
                int end = closing(text, at, place);
                String inside = text.substring(at + 2, end);
                if (inside.equals("*") || inside.equals("?") || inside.equals("$")) {
                    literal.append(inside);
                } else {
                    flush(literal, parts);
                    parts.add(variable(inside, place));
                }
                at = end;
            } else if (c == '*' || c == '?') {
                flush(literal, parts);
                parts.add(c == '*' ? new Run() : new One());
            } else {
                literal.append(c);
            }
        }
        flush(literal, parts);
        return new Template(List.copyOf(parts));
    }

    /// The brace that ends a variable; one inside a quoted default does not.
    private static int closing(String text, int from, String place) throws Malformed {
        boolean quoted = false;
        for (int at = from + 2; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\'') {
                quoted = !quoted;
            } else if (c == '}' && !quoted) {
                return at;
            }
        }
        throw Malformed.syntax("A policy variable does not end.", place);
    }

    private static Variable variable(String inside, String place) throws Malformed {
        int comma = inside.indexOf(',');
        String key = (comma < 0 ? inside : inside.substring(0, comma)).strip();
        if (key.isEmpty() || key.chars().anyMatch(c -> FORBIDDEN_IN_KEY.indexOf(c) >= 0)) {
            throw Malformed.syntax("Not a policy variable: ${" + inside + "}.", place);
        }
        return new Variable(
                key.toLowerCase(Locale.ROOT),
                key,
                comma < 0
                        ? Optional.empty()
                        : Optional.of(otherwise(inside.substring(comma + 1).strip(), inside, place)));
    }

    private static String otherwise(String quoted, String inside, String place) throws Malformed {
        if (quoted.length() < 2 || quoted.indexOf('\'') != 0 || quoted.indexOf('\'', 1) != quoted.length() - 1) {
            throw Malformed.syntax("The default of a policy variable is not quoted: ${" + inside + "}.", place);
        }
        return quoted.substring(1, quoted.length() - 1);
    }

    private static void flush(StringBuilder literal, List<Part> parts) {
        if (!literal.isEmpty()) {
            parts.add(new Literal(literal.toString()));
            literal.setLength(0);
        }
    }

    boolean isFixed() {
        return variables().isEmpty();
    }

    List<Variable> variables() {
        return parts.stream()
                .filter(Variable.class::isInstance)
                .map(Variable.class::cast)
                .toList();
    }

    /// The parts with every variable replaced by its value, which is never a wildcard.
    ///
    /// @return empty when a variable has no value
    Optional<List<Part>> expand(Context context) {
        List<Part> expanded = new ArrayList<>(parts.size());
        for (Part part : parts) {
            if (part instanceof Variable variable) {
                Optional<String> value = context.single(variable.key()).or(variable::otherwise);
                if (value.isEmpty()) {
                    return Optional.empty();
                }
                expanded.add(new Literal(value.get()));
            } else {
                expanded.add(part);
            }
        }
        return Optional.of(expanded);
    }
}
