package dev.gatehouse.pure.policy;

import dev.gatehouse.pure.net.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads a Condition element.
final class ConditionReader {
    /// Tag keys may hold nearly anything: `aws:PrincipalTag/cost centre`.
    private static final Pattern KEY = Pattern.compile("[^\\p{Cntrl}\"]{1,512}");

    private final boolean variables;

    /// @param variables whether the policy's version knows them
    ConditionReader(boolean variables) {
        this.variables = variables;
    }

    List<Condition> read(Json element, String place) throws Malformed {
        List<Condition> conditions = new ArrayList<>();
        for (Map.Entry<String, Json> block :
                Elements.object(element, place).members().entrySet()) {
            String operatorPlace = place + "." + block.getKey();
            Optional<Operator> operator = Operator.parse(block.getKey());
            if (operator.isEmpty()) {
                throw Malformed.syntax("Unknown condition operator.", operatorPlace);
            }
            for (Map.Entry<String, Json> key :
                    Elements.object(block.getValue(), operatorPlace).members().entrySet()) {
                conditions.add(condition(operator.get(), key, operatorPlace));
            }
        }
        return List.copyOf(conditions);
    }

    private Condition condition(Operator operator, Map.Entry<String, Json> entry, String operatorPlace)
            throws Malformed {
        String place = operatorPlace + "." + entry.getKey();
        String key = entry.getKey();
        if (!KEY.matcher(key).matches()) {
            throw Malformed.syntax("Not a condition key.", operatorPlace);
        }
        if (key.indexOf(':') < 0) {
            throw new Malformed("Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.", place);
        }
        List<Operand> operands = new ArrayList<>();
        for (String value : Elements.texts(entry.getValue(), place)) {
            operands.add(operand(operator.comparison(), value, place));
        }
        if (operands.isEmpty()) {
            throw Malformed.syntax("A condition needs a value.", place);
        }
        return new Condition(operator, key.toLowerCase(Locale.ROOT), key, List.copyOf(operands));
    }

    private Operand operand(Operator.Comparison comparison, String value, String place) throws Malformed {
        return switch (comparison) {
            case Operator.Comparison.Text(boolean ignoreCase) ->
                Operand.Same.of(Template.parse(value, variables, place), ignoreCase);
            case Operator.Comparison.Like(Glob.Dialect dialect) -> like(value, dialect, place);
            case Operator.Comparison.Numeric(Relation relation) ->
                new Operand.Numeric(relation, typed(Values.number(value), "a number", place));
            case Operator.Comparison.Date(Relation relation) ->
                new Operand.Date(relation, typed(Values.date(value), "a date", place));
            case Operator.Comparison.Truth(), Operator.Comparison.Absence() ->
                new Operand.Truth(typed(Values.truth(value), "true or false", place));
            case Operator.Comparison.Bytes() -> new Operand.Bytes(typed(Values.bytes(value), "base64", place));
            case Operator.Comparison.Ip() ->
                new Operand.Within(typed(Network.parse(value), "an IP address or range", place));
        };
    }

    private Operand like(String value, Glob.Dialect dialect, String place) throws Malformed {
        Template template = Template.parse(value, variables, place);
        if (dialect == Glob.Dialect.ARN && template.isFixed() && value.split(":", -1).length <= Glob.COLONS) {
            throw Malformed.syntax("Not an ARN.", place);
        }
        return new Operand.Like(Likeness.of(template, dialect));
    }

    private static <T> T typed(Optional<T> value, String type, String place) throws Malformed {
        return value.orElseThrow(() -> Malformed.syntax("Not " + type + ".", place));
    }
}
