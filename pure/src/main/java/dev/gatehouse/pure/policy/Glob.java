package dev.gatehouse.pure.policy;

import java.util.BitSet;
import java.util.List;

/// A pattern with `*` and `?`, ready to match. There are two ways to match, and neither backtracks over a
/// star: {@link Pieces} for the usual pattern, {@link Automaton} for those that could make pieces slow and
/// those whose wildcards must stay in their segment. So the work is the text's length times a small factor,
/// whatever the pattern.
sealed interface Glob permits Pieces, Automaton {

    /// What wildcards may cover.
    enum Dialect {
        /// Anything. Actions and the String operators.
        TEXT,
        /// In the first five segments of an ARN, `?` and an inner `*` no colon; a `*` that ends a segment
        /// anything.
        /// Source: IAM User Guide, "IAM JSON policy elements: Resource".
        RESOURCE,
        /// In the first five segments of an ARN no colon. Source: IAM User Guide, "Amazon Resource Name
        /// (ARN) condition operators": each of the six components is compared by itself.
        ARN
    }

    int COLONS = 5;

    boolean matches(String text);

    /// Makes a pattern ready.
    ///
    /// @param parts without variables
    static Glob of(List<Template.Part> parts, Dialect dialect) {
        BitSet confined = confined(parts, dialect);
        Pieces pieces = Pieces.of(parts);
        return confined.isEmpty() && pieces.areShort() ? pieces : new Automaton(parts, confined);
    }

    /// Which wildcards may not cover a colon.
    private static BitSet confined(List<Template.Part> parts, Dialect dialect) {
        var confined = new BitSet(0);
        int colons = 0;
        for (int i = 0; i < parts.size() && dialect != Dialect.TEXT && colons < COLONS; i++) {
            switch (parts.get(i)) {
                case Template.Literal(String text) -> colons += colonsIn(text);
                case Template.One() -> confined.set(i);
                case Template.Run() -> confined.set(i, dialect == Dialect.ARN || !endsSegment(parts, i));
                case Template.Variable(String key, var _, var _) ->
                    throw new IllegalArgumentException(key + " has no value");
            }
        }
        return confined;
    }

    private static int colonsIn(String text) {
        int colons = 0;
        for (int at = text.indexOf(':'); at >= 0; at = text.indexOf(':', at + 1)) {
            colons++;
        }
        return colons;
    }

    private static boolean endsSegment(List<Template.Part> parts, int at) {
        return at + 1 == parts.size()
                || (parts.get(at + 1) instanceof Template.Literal(String text) && text.startsWith(":"));
    }
}
