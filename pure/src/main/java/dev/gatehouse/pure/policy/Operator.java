package dev.gatehouse.pure.policy;

import java.util.Map;
import java.util.Optional;

/// A condition operator as it is written: `ForAllValues:StringNotLikeIfExists`.
///
/// @param comparison what kind of values it compares, and how
/// @param negated whether its name has a Not
/// @param ifExists whether it holds when the key is absent
record Operator(Quantifier quantifier, Comparison comparison, boolean negated, boolean ifExists) {

    /// How several values of a request count.
    enum Quantifier {
        /// No set operator.
        NONE,
        /// `ForAllValues:`.
        ALL_VALUES,
        /// `ForAnyValue:`.
        ANY_VALUE
    }

    /// A comparison, without Not.
    sealed interface Comparison {

        /// StringEquals, StringEqualsIgnoreCase.
        record Text(boolean ignoreCase) implements Comparison {}

        /// StringLike, and the ARN operators, of which Equals and Like are the same.
        record Like(Glob.Dialect dialect) implements Comparison {}

        /// Numeric.
        record Numeric(Relation relation) implements Comparison {}

        /// Date.
        record Date(Relation relation) implements Comparison {}

        /// Bool.
        record Truth() implements Comparison {}

        /// BinaryEquals.
        record Bytes() implements Comparison {}

        /// IpAddress.
        record Ip() implements Comparison {}

        /// Null, which looks at the key only.
        record Absence() implements Comparison {}
    }

    private record Known(Comparison comparison, boolean negated) {}

    private static final String IF_EXISTS = "IfExists";
    private static final String FOR_ALL = "ForAllValues:";
    private static final String FOR_ANY = "ForAnyValue:";
    private static final Map<String, Known> KNOWN = Map.ofEntries(
            plain("StringEquals", new Comparison.Text(false)),
            not("StringNotEquals", new Comparison.Text(false)),
            plain("StringEqualsIgnoreCase", new Comparison.Text(true)),
            not("StringNotEqualsIgnoreCase", new Comparison.Text(true)),
            plain("StringLike", new Comparison.Like(Glob.Dialect.TEXT)),
            not("StringNotLike", new Comparison.Like(Glob.Dialect.TEXT)),
            plain("NumericEquals", new Comparison.Numeric(Relation.EQUAL)),
            not("NumericNotEquals", new Comparison.Numeric(Relation.EQUAL)),
            plain("NumericLessThan", new Comparison.Numeric(Relation.LESS)),
            plain("NumericLessThanEquals", new Comparison.Numeric(Relation.LESS_OR_EQUAL)),
            plain("NumericGreaterThan", new Comparison.Numeric(Relation.GREATER)),
            plain("NumericGreaterThanEquals", new Comparison.Numeric(Relation.GREATER_OR_EQUAL)),
            plain("DateEquals", new Comparison.Date(Relation.EQUAL)),
            not("DateNotEquals", new Comparison.Date(Relation.EQUAL)),
            plain("DateLessThan", new Comparison.Date(Relation.LESS)),
            plain("DateLessThanEquals", new Comparison.Date(Relation.LESS_OR_EQUAL)),
            plain("DateGreaterThan", new Comparison.Date(Relation.GREATER)),
            plain("DateGreaterThanEquals", new Comparison.Date(Relation.GREATER_OR_EQUAL)),
            plain("Bool", new Comparison.Truth()),
            plain("BinaryEquals", new Comparison.Bytes()),
            plain("IpAddress", new Comparison.Ip()),
            not("NotIpAddress", new Comparison.Ip()),
            plain("ArnEquals", new Comparison.Like(Glob.Dialect.ARN)),
            plain("ArnLike", new Comparison.Like(Glob.Dialect.ARN)),
            not("ArnNotEquals", new Comparison.Like(Glob.Dialect.ARN)),
            not("ArnNotLike", new Comparison.Like(Glob.Dialect.ARN)),
            plain("Null", new Comparison.Absence()));

    private static Map.Entry<String, Known> plain(String name, Comparison comparison) {
        return Map.entry(name, new Known(comparison, false));
    }

    private static Map.Entry<String, Known> not(String name, Comparison comparison) {
        return Map.entry(name, new Known(comparison, true));
    }

    /// Reads an operator's name. Null takes neither prefix nor ending.
    static Optional<Operator> parse(String text) {
        Quantifier quantifier = text.startsWith(FOR_ALL)
                ? Quantifier.ALL_VALUES
                : text.startsWith(FOR_ANY) ? Quantifier.ANY_VALUE : Quantifier.NONE;
        String rest = quantifier == Quantifier.NONE ? text : text.substring(text.indexOf(':') + 1);
        boolean ifExists = rest.endsWith(IF_EXISTS);
        String name = ifExists ? rest.substring(0, rest.length() - IF_EXISTS.length()) : rest;
        Known known = KNOWN.get(name);
        if (known == null || (known.comparison() instanceof Comparison.Absence && !name.equals(text))) {
            return Optional.empty();
        }
        return Optional.of(new Operator(quantifier, known.comparison(), known.negated(), ifExists));
    }

    boolean asksPresence() {
        return comparison instanceof Comparison.Absence;
    }

    boolean holdsWithoutKey() {
        return ifExists
                || switch (quantifier) {
                    case ALL_VALUES -> true;
                    case ANY_VALUE -> false;
                    case NONE -> negated;
                };
    }
}
