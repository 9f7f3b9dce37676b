package dev.gatehouse.pure.aws;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An expression of DynamoDB (Developer Guide, "Expressions"), cut into words: which attributes it touches.
final class Expression {
    private static final int LONGEST = 8_192;
    private static final Pattern WORD =
            Pattern.compile("\\s*(#?[A-Za-z0-9_]+|:[A-Za-z0-9_]+|<>|<=|>=|[=<>+,().\\[\\]-])\\s*");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");
    private static final Set<String> OPERATORS = Set.of("AND", "OR", "NOT", "IN", "BETWEEN");
    private static final Set<String> CLAUSES = Set.of("SET", "REMOVE", "ADD", "DELETE");

    private final List<String> words;
    private final Map<String, Node> names;

    /// @param names `ExpressionAttributeNames`
    Expression(String text, Map<String, Node> names) {
        this.words = words(text);
        this.names = names;
    }

    private static List<String> words(String text) {
        if (text.length() > LONGEST) {
            throw new UnclearException("an expression is too long");
        }
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(text);
        int at = 0;
        while (at < text.length()) {
            if (!matcher.find(at) || matcher.start() != at) {
                throw new UnclearException("an expression cannot be read");
            }
            words.add(matcher.group(1));
            at = matcher.end();
        }
        return words;
    }

    /// The attributes at the head of every path.
    Set<String> attributes() {
        Set<String> found = new LinkedHashSet<>();
        for (int i = 0; i < words.size(); i++) {
            if (isHead(i)) {
                found.add(name(words.get(i)));
            }
        }
        return found;
    }

    /// The attributes that must equal a value, each with the value's placeholder; none when it is more than
    /// conditions joined by `AND`.
    Map<String, String> equalities() {
        Map<String, String> found = new LinkedHashMap<>();
        for (int i = 0; i + 2 < words.size(); i++) {
            boolean equals = words.get(i + 1).equals("=") && words.get(i + 2).startsWith(":");
            if (equals && isHead(i) && found.put(name(words.get(i)), words.get(i + 2)) != null) {
                throw new UnclearException("a key condition names an attribute twice");
            }
        }
        boolean other = words.stream()
                .map(word -> word.toUpperCase(Locale.ROOT))
                .anyMatch(word -> word.equals("OR") || word.equals("NOT"));
        if (other) {
            throw new UnclearException("a key condition is joined by more than AND");
        }
        return found;
    }

    private boolean isHead(int i) {
        String word = words.get(i);
        if (word.startsWith("#")) {
            return !after(i, ".");
        }
        boolean isName = Character.isLetterOrDigit(word.charAt(0)) || word.charAt(0) == '_';
        String upper = word.toUpperCase(Locale.ROOT);
        return isName
                && !after(i, ".")
                && !(after(i, "[") && NUMBER.matcher(word).matches())
                && !before(i, "(")
                && !OPERATORS.contains(upper)
                && !(CLAUSES.contains(upper) && aNameFollows(i));
    }

    private boolean after(int i, String word) {
        return i > 0 && words.get(i - 1).equals(word);
    }

    private boolean before(int i, String word) {
        return i + 1 < words.size() && words.get(i + 1).equals(word);
    }

    private boolean aNameFollows(int i) {
        return i + 1 < words.size()
                && Optional.of(words.get(i + 1))
                        .filter(next -> next.startsWith("#") || Character.isLetterOrDigit(next.charAt(0)))
                        .isPresent();
    }

    private String name(String word) {
        if (!word.startsWith("#")) {
            return word;
        }
        Node name = names.get(word);
        if (name == null) {
            throw new UnclearException("an expression uses a name that is not given");
        }
        return Members.textOf(name);
    }
}
