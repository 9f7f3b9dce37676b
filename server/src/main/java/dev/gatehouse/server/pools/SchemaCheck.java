package dev.gatehouse.server.pools;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.model.cognitoidp.NumberAttributeConstraintsType;
import dev.gatehouse.model.cognitoidp.SchemaAttributeType;
import dev.gatehouse.model.cognitoidp.StringAttributeConstraintsType;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Checks attribute values against a schema. One line per problem, as Cognito words them.
final class SchemaCheck {
    private static final int LONGEST_VALUE_BYTES = 2048;
    private static final String PREFIX = "Attributes did not conform to the schema: ";
    private static final Pattern BIRTHDATE = Pattern.compile("[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,40}(\\.[0-9]{1,40})?");

    private final Schema schema;
    private final StringBuilder problems = new StringBuilder();

    private SchemaCheck(Schema schema) {
        this.schema = schema;
    }

    static void run(Schema schema, Map<String, String> values, Schema.Mode mode) {
        refuseFixed(schema, values, mode);
        SchemaCheck check = new SchemaCheck(schema);
        values.forEach(check::value);
        check.required(values, mode);
        if (!check.problems.isEmpty()) {
            throw Refusals.invalid(PREFIX + check.problems);
        }
    }

    private static void refuseFixed(Schema schema, Map<String, String> values, Schema.Mode mode) {
        StringBuilder fixed = new StringBuilder();
        for (String name : values.keySet()) {
            if (isFixed(schema, name, mode)) {
                fixed.append("user.").append(name).append(": Attribute cannot be updated.\n");
            }
        }
        if (!fixed.isEmpty()) {
            throw Refusals.invalid(fixed.toString());
        }
    }

    private static boolean isFixed(Schema schema, String name, Schema.Mode mode) {
        if (name.equals(StandardAttributes.SUB) || name.equals(StandardAttributes.IDENTITIES)) {
            return true;
        }
        return mode == Schema.Mode.UPDATE
                && schema.definition(name)
                        .map(definition -> Boolean.FALSE.equals(definition.mutable()))
                        .orElse(false);
    }

    private void value(String name, String value) {
        SchemaAttributeType definition = schema.definition(name)
                .orElseThrow(
                        () -> Refusals.invalid(PREFIX + "Type for attribute {" + name + "} could not be determined"));
        if (!value.isEmpty()) {
            format(name, value);
            type(name, definition, value);
        }
    }

    private static void format(String name, String value) {
        switch (name) {
            case StandardAttributes.EMAIL -> {
                if (!AttributeFormats.isEmail(value)) {
                    throw Refusals.invalid("Invalid email address format.");
                }
            }
            case StandardAttributes.PHONE_NUMBER -> {
                if (!AttributeFormats.isPhoneNumber(value)) {
                    throw Refusals.invalid("Invalid phone number format.");
                }
            }
            default -> {}
        }
    }

    private void type(String name, SchemaAttributeType definition, String value) {
        if (value.getBytes(UTF_8).length > LONGEST_VALUE_BYTES) {
            problem(name, "Value must not be longer than 2048 bytes");
            return;
        }
        if (definition.attributeDataType() == null) {
            return;
        }
        switch (definition.attributeDataType()) {
            case STRING -> text(name, value, definition.stringAttributeConstraints());
            case NUMBER -> number(name, value, definition.numberAttributeConstraints());
            case BOOLEAN -> {
                if (!value.equalsIgnoreCase("true") && !value.equalsIgnoreCase("false")) {
                    problem(name, "Value must be true or false");
                }
            }
            case DATE_TIME -> {}
        }
    }

    private void text(String name, String value, @Nullable StringAttributeConstraintsType constraints) {
        int length = value.codePointCount(0, value.length());
        if (constraints != null) {
            Optional<BigDecimal> min = bound(constraints.minLength());
            Optional<BigDecimal> max = bound(constraints.maxLength());
            range(name, BigDecimal.valueOf(length), min, max, "String length");
        }
        if (name.equals(StandardAttributes.BIRTHDATE)
                && length == 10
                && !BIRTHDATE.matcher(value).matches()) {
            problem(name, "Value must be a date of the form YYYY-MM-DD");
        }
    }

    private void number(String name, String value, @Nullable NumberAttributeConstraintsType constraints) {
        if (!NUMBER.matcher(value).matches()) {
            problem(name, "Value must be a number");
        } else if (constraints != null) {
            range(name, new BigDecimal(value), bound(constraints.minValue()), bound(constraints.maxValue()), "Number");
        }
    }

    private void range(String name, BigDecimal value, Optional<BigDecimal> min, Optional<BigDecimal> max, String what) {
        if (min.isPresent() && value.compareTo(min.get()) < 0) {
            problem(name, what + " must not be less than " + min.get());
        }
        if (max.isPresent() && value.compareTo(max.get()) > 0) {
            problem(name, what + " must not be greater than " + max.get());
        }
    }

    private static Optional<BigDecimal> bound(@Nullable String text) {
        return Optional.ofNullable(text).map(BigDecimal::new);
    }

    private void required(Map<String, String> values, Schema.Mode mode) {
        for (String name : schema.required()) {
            boolean missing = switch (mode) {
                case CREATE -> values.getOrDefault(name, "").isEmpty();
                case INVITE, UPDATE ->
                    values.containsKey(name) && values.get(name).isEmpty();
            };
            if (missing) {
                problem(name, "The attribute is required");
            }
        }
    }

    private void problem(String name, String text) {
        problems.append(name).append(": ").append(text).append('\n');
    }
}
