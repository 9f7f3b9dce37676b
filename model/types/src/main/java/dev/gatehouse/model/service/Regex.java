package dev.gatehouse.model.service;

import java.util.BitSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A regular expression of the model, compiled when first needed.
///
/// Many are one class of characters, repeated, and are asked about long values such as tokens. For them a table
/// answers for ASCII, several times faster; values with other characters go to the expression itself.
public final class Regex {
    private static final Pattern REPEATED_CLASS = Pattern.compile("\\[(?:[^\\[\\]\\\\^&]|\\\\[^Q])+\\][+*]");
    private static final int ASCII = 128;

    private final String text;
    private final String equivalent;
    private volatile @Nullable Compiled compiled;

    /// @param text the expression as it stands in the model
    public Regex(String text) {
        this(text, text);
    }

    /// An expression that is slow on hostile texts, with one that matches the same texts in linear time.
    ///
    /// @param text the expression as it stands in the model
    /// @param equivalent what is matched in its place
    public Regex(String text, String equivalent) {
        this.text = text;
        this.equivalent = equivalent;
    }

    /// The expression as it stands in the model and in messages.
    public String text() {
        return text;
    }

    /// Whether the whole value matches.
    public boolean matches(String value) {
        Compiled ready = compiled;
        if (ready == null) {
            ready = Compiled.of(equivalent);
            compiled = ready;
        }
        return ready.allows(value) || ready.pattern().matcher(value).matches();
    }

    /// @param pattern the expression
    /// @param allowed which ASCII characters a value may consist of; none where the expression is no repeated class
    private record Compiled(Pattern pattern, BitSet allowed) {

        static Compiled of(String expression) {
            BitSet allowed = new BitSet(ASCII);
            if (REPEATED_CLASS.matcher(expression).matches()) {
                Pattern one = Pattern.compile(expression.substring(0, expression.length() - 1));
                for (char c = 0; c < ASCII; c++) {
                    allowed.set(c, one.matcher(String.valueOf(c)).matches());
                }
            }
            return new Compiled(Pattern.compile(expression), allowed);
        }

        boolean allows(String value) {
            for (int i = 0; i < value.length(); i++) {
                if (!allowed.get(value.charAt(i))) {
                    return false;
                }
            }
            return !value.isEmpty();
        }
    }
}
