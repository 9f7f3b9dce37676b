package dev.gatehouse.model.protocol;

import dev.gatehouse.model.service.SerializationException;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Parameters of a form as a tree: `Tags.member.1.Key=team` is a text at the end of four branches.
final class FormTree {
    private static final int MOST_PARAMETERS = 10_000;
    private static final int DEEPEST = 16;
    private static final int MOST_DIGITS = 6;

    private final Map<String, FormTree> branches = new HashMap<>();
    private @Nullable String text;

    private FormTree() {}

    /// Reads queries and forms, one after the other.
    ///
    /// @param forms texts of the form `name=value&name=value`
    /// @throws SerializationException when one is broken, a name comes twice, or there are too many
    static FormTree of(String... forms) {
        FormTree root = new FormTree();
        int count = 0;
        for (String form : forms) {
            int start = 0;
            while (start < form.length()) {
                int end = form.indexOf('&', start);
                end = end < 0 ? form.length() : end;
                if (end > start) {
                    root.put(form.substring(start, end));
                }
                if (++count > MOST_PARAMETERS) {
                    throw new SerializationException("The request has too many parameters.");
                }
                start = end + 1;
            }
        }
        return root;
    }

    private void put(String parameter) {
        int equals = parameter.indexOf('=');
        String name = Percent.form(equals < 0 ? parameter : parameter.substring(0, equals));
        FormTree leaf = this;
        int depth = 0;
        int start = 0;
        while (start <= name.length()) {
            int end = name.indexOf('.', start);
            end = end < 0 ? name.length() : end;
            leaf = leaf.branches.computeIfAbsent(name.substring(start, end), _ -> new FormTree());
            if (++depth > DEEPEST) {
                throw new SerializationException("A parameter name has too many parts.");
            }
            start = end + 1;
        }
        if (leaf.text != null) {
            throw new SerializationException("A parameter was given twice.");
        }
        leaf.text = equals < 0 ? "" : Percent.form(parameter.substring(equals + 1));
    }

    /// What stands under a name, if anything does.
    @Nullable
    FormTree branch(String name) {
        return branches.get(name);
    }

    /// The text that stands here, if one does.
    @Nullable
    String text() {
        return text;
    }

    /// What stands under `<name>.1`, `<name>.2` and so on, in this order; numbers may be missing.
    SortedMap<Integer, FormTree> numbered(String name) {
        SortedMap<Integer, FormTree> numbered = new TreeMap<>();
        FormTree parent = branches.get(name);
        if (parent != null) {
            parent.branches.forEach((number, tree) -> numbered.put(number(number), tree));
            if (numbered.size() < parent.branches.size()) {
                throw new SerializationException("A list has two elements of one number.");
            }
        }
        return numbered;
    }

    private static int number(String digits) {
        boolean fits = !digits.isEmpty()
                && digits.length() <= MOST_DIGITS
                && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!fits) {
            throw new SerializationException("A list element has no proper number.");
        }
        return Integer.parseInt(digits);
    }
}
