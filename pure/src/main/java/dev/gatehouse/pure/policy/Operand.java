package dev.gatehouse.pure.policy;

import dev.gatehouse.pure.net.Network;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One value in a policy's condition: what a value of the request is held against. Says whether the two go
/// together, before a Not in the operator's name turns that round. What is not of the operator's type goes
/// together with nothing.
/// Source: IAM User Guide, "IAM JSON policy elements: Condition operators".
sealed interface Operand {

    boolean accepts(String value, Context context);

    /// The variables in it.
    default List<Template.Variable> variables() {
        return List.of();
    }

    /// StringEquals and StringEqualsIgnoreCase.
    ///
    /// @param fixed the text when it has no variables
    record Same(Template template, Optional<String> fixed, boolean ignoreCase) implements Operand {
        static Same of(Template template, boolean ignoreCase) {
            return new Same(
                    template, template.isFixed() ? Optional.of(text(template.parts())) : Optional.empty(), ignoreCase);
        }

        @Override
        public boolean accepts(String value, Context context) {
            Optional<String> wanted =
                    fixed.isPresent() ? fixed : template.expand(context).map(Same::text);
            return wanted.isPresent()
                    && (ignoreCase
                            ? sameButForCase(wanted.get(), value)
                            : wanted.get().equals(value));
        }

        private static boolean sameButForCase(String one, String other) {
            return one.equalsIgnoreCase(other) || one.toLowerCase(Locale.ROOT).equals(other.toLowerCase(Locale.ROOT));
        }

        /// Wildcards are ordinary characters here.
        private static String text(List<Template.Part> parts) {
            var text = new StringBuilder();
            for (Template.Part part : parts) {
                text.append(
                        switch (part) {
                            case Template.Literal(String literal) -> literal;
                            case Template.Run() -> "*";
                            case Template.One() -> "?";
                            case Template.Variable(String key, var _, var _) ->
                                throw new IllegalArgumentException(key + " has no value");
                        });
            }
            return text.toString();
        }

        @Override
        public List<Template.Variable> variables() {
            return template.variables();
        }
    }

    /// StringLike, ArnLike and ArnEquals.
    record Like(Likeness pattern) implements Operand {
        @Override
        public boolean accepts(String value, Context context) {
            return pattern.matches(value, context);
        }

        @Override
        public List<Template.Variable> variables() {
            return pattern.template().variables();
        }
    }

    /// The Numeric operators.
    record Numeric(Relation relation, BigDecimal wanted) implements Operand {
        @Override
        public boolean accepts(String value, Context context) {
            return Values.number(value)
                    .map(number -> relation.holds(number.compareTo(wanted)))
                    .orElse(false);
        }
    }

    /// The Date operators.
    record Date(Relation relation, Instant wanted) implements Operand {
        @Override
        public boolean accepts(String value, Context context) {
            return Values.date(value)
                    .map(date -> relation.holds(date.compareTo(wanted)))
                    .orElse(false);
        }
    }

    /// Bool and Null.
    record Truth(boolean wanted) implements Operand {
        @Override
        public boolean accepts(String value, Context context) {
            return Values.truth(value).map(truth -> truth == wanted).orElse(false);
        }
    }

    /// BinaryEquals.
    record Bytes(ByteBuffer wanted) implements Operand {
        @Override
        public boolean accepts(String value, Context context) {
            return Values.bytes(value).map(wanted::equals).orElse(false);
        }
    }

    /// IpAddress.
    record Within(Network network) implements Operand {
        @Override
        public boolean accepts(String value, Context context) {
            return network.contains(value);
        }
    }
}
