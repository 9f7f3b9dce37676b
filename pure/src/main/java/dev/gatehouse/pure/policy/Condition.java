package dev.gatehouse.pure.policy;

import java.util.List;

/// One key of a Condition element under its operator. All of a statement's must hold.
/// Source: IAM User Guide, "IAM JSON policy elements: Condition operators" and "Set operators for
/// multivalued context keys".
///
/// @param operator with its prefix and ending
/// @param key in lower case
/// @param name the key as it is written
/// @param wanted at least one; any of them will do
record Condition(Operator operator, String key, String name, List<Operand> wanted) {

    boolean holds(Context context) {
        List<String> values = context.values(key);
        if (operator.asksPresence()) {
            String absent = String.valueOf(values.isEmpty());
            return accepted(absent, context);
        }
        if (values.isEmpty()) {
            return operator.holdsWithoutKey();
        }
        return switch (operator.quantifier()) {
            case ALL_VALUES -> values.stream().allMatch(value -> accepted(value, context) != operator.negated());
            case ANY_VALUE -> values.stream().anyMatch(value -> accepted(value, context) != operator.negated());
            case NONE -> values.stream().anyMatch(value -> accepted(value, context)) != operator.negated();
        };
    }

    private boolean accepted(String value, Context context) {
        for (Operand operand : wanted) {
            if (operand.accepts(value, context)) {
                return true;
            }
        }
        return false;
    }
}
