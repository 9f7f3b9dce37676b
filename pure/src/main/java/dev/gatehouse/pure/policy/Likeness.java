package dev.gatehouse.pure.policy;

import java.util.List;
import java.util.Optional;

/// A text with wildcards and perhaps variables. Without variables it is made ready once.
///
/// @param fixed the pattern when it has no variables
record Likeness(Template template, Glob.Dialect dialect, Optional<Glob> fixed) {

    static Likeness of(Template template, Glob.Dialect dialect) {
        return new Likeness(
                template,
                dialect,
                template.isFixed() ? Optional.of(Glob.of(template.parts(), dialect)) : Optional.empty());
    }

    /// Whether a text fits; none does when a variable has no value.
    boolean matches(String text, Context context) {
        if (fixed.isPresent()) {
            return fixed.get().matches(text);
        }
        Optional<List<Template.Part>> expanded = template.expand(context);
        return expanded.isPresent() && Glob.of(expanded.get(), dialect).matches(text);
    }
}
