package dev.gatehouse.bench.policy;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Variables and wildcards, by way of regular expressions. A wildcard that is one is marked by a character
/// that no case contains.
final class TwinText {
    private static final char STAR = '\uE000';
    private static final char QUESTION = '\uE001';
    private static final int SEGMENTS = 6;

    private final Case asked;

    TwinText(Case asked) {
        this.asked = asked;
    }

    /// Whether a variable without a default has no value.
    boolean lacks(String text, boolean newer) {
        return marked(text, newer).isEmpty();
    }

    /// The text with its variables replaced, wildcards being ordinary characters.
    Optional<String> plain(String text, boolean newer) {
        return marked(text, newer).map(marked -> marked.replace(STAR, '*').replace(QUESTION, '?'));
    }

    boolean like(String pattern, boolean newer, String value) {
        return marked(pattern, newer)
                .filter(marked -> matches(marked, value, ".*", "."))
                .isPresent();
    }

    /// The six parts of an ARN are compared each by itself.
    boolean arnLike(String pattern, boolean newer, String value) {
        Optional<String> marked = marked(pattern, newer);
        String[] wanted = marked.orElse("").split(":", SEGMENTS);
        String[] parts = value.split(":", SEGMENTS);
        if (marked.isEmpty() || wanted.length < SEGMENTS || parts.length < SEGMENTS) {
            return false;
        }
        for (int i = 0; i < SEGMENTS; i++) {
            if (!matches(wanted[i], parts[i], ".*", ".")) {
                return false;
            }
        }
        return true;
    }

    /// Before the fifth colon wildcards stay between colons, but for a star that ends its segment.
    boolean resourceFits(String pattern, boolean newer, String resource) {
        Optional<String> marked = marked(pattern, newer);
        if (marked.isEmpty()) {
            return false;
        }
        String[] segments = marked.get().split(":", SEGMENTS);
        var regex = new StringBuilder();
        for (int i = 0; i < segments.length; i++) {
            String segment = segments[i];
            boolean last = i == SEGMENTS - 1;
            boolean open = !last && segment.endsWith(String.valueOf(STAR));
            regex.append(i == 0 ? "" : ":")
                    .append(
                            last
                                    ? regex(segment, ".*", ".")
                                    : regex(
                                            open ? segment.substring(0, segment.length() - 1) : segment,
                                            "[^:]*",
                                            "[^:]"))
                    .append(open ? ".*" : "");
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL)
                .matcher(resource)
                .matches();
    }

    /// A pattern without variables, for actions.
    static boolean simple(String pattern, String text) {
        return matches(pattern.replace('*', STAR).replace('?', QUESTION), text, ".*", ".");
    }

    private static boolean matches(String marked, String text, String star, String question) {
        return Pattern.compile(regex(marked, star, question), Pattern.DOTALL)
                .matcher(text)
                .matches();
    }

    private static String regex(String marked, String star, String question) {
        var regex = new StringBuilder();
        for (int i = 0; i < marked.length(); i++) {
            char c = marked.charAt(i);
            if (c == STAR || c == QUESTION) {
                regex.append(c == STAR ? star : question);
            } else {
                regex.append(Character.isLetterOrDigit(c) ? "" : "\\").append(c);
            }
        }
        return regex.toString();
    }

    /// Variables replaced and wildcards marked; empty when a value is missing.
    private Optional<String> marked(String text, boolean newer) {
        var marked = new StringBuilder();
        String rest = text;
        while (!rest.isEmpty()) {
            if (newer && rest.startsWith("${")) {
                int end = rest.indexOf('}');
                Optional<String> value = value(rest.substring(2, end));
                if (value.isEmpty()) {
                    return Optional.empty();
                }
                marked.append(value.get());
                rest = rest.substring(end + 1);
            } else {
                char c = rest.charAt(0);
                marked.append(c == '*' ? STAR : c == '?' ? QUESTION : c);
                rest = rest.substring(1);
            }
        }
        return Optional.of(marked.toString());
    }

    private Optional<String> value(String inside) {
        if (inside.length() == 1) {
            return Optional.of(inside);
        }
        String[] keyAndDefault = inside.split(", ", -1);
        for (var entry : asked.single().entrySet()) {
            if (entry.getKey().toLowerCase(Locale.ROOT).equals(keyAndDefault[0].toLowerCase(Locale.ROOT))) {
                return Optional.of(entry.getValue());
            }
        }
        return keyAndDefault.length == 1 ? Optional.empty() : Optional.of(keyAndDefault[1].replace("'", ""));
    }
}
