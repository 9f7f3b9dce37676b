package dev.gatehouse.model.service;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A regular expression of the model, compiled when first needed.
public final class Regex {
    private final String text;
    private final String equivalent;
    private volatile @Nullable Pattern compiled;

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
        Pattern pattern = compiled;
        if (pattern == null) {
            pattern = Pattern.compile(equivalent);
            compiled = pattern;
        }
        return pattern.matcher(value).matches();
    }
}
