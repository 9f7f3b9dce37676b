package dev.gatehouse.server.pools;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import dev.gatehouse.model.cognitoidp.AttributeDataType;
import dev.gatehouse.model.cognitoidp.NumberAttributeConstraintsType;
import dev.gatehouse.model.cognitoidp.SchemaAttributeType;
import dev.gatehouse.model.cognitoidp.StringAttributeConstraintsType;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/// Turns a requested attribute into its definition, or refuses it. Pure.
final class SchemaDefinitions {
    private static final int LONGEST_STRING = 2048;

    private SchemaDefinitions() {}

    /// A standard attribute with what the request changes of it: whether it is required, mutable, and its
    /// constraints.
    static SchemaAttributeType standard(SchemaAttributeType request) {
        String name = name(request);
        SchemaAttributeType base =
                requireNonNull(StandardAttributes.definitions().get(name));
        boolean otherType =
                request.attributeDataType() != null && request.attributeDataType() != base.attributeDataType();
        if (otherType || isTrue(request.developerOnlyAttribute())) {
            throw Refusals.invalid(
                    "You can not change AttributeDataType or set developerOnlyAttribute for standard schema attribute "
                            + name);
        }
        if (name.equals(StandardAttributes.SUB)) {
            return base;
        }
        SchemaAttributeType definition = base.toBuilder()
                .mutable(requireNonNullElse(request.mutable(), true))
                .required(isTrue(request.required()))
                .stringAttributeConstraints(
                        merged(base.stringAttributeConstraints(), request.stringAttributeConstraints()))
                .numberAttributeConstraints(
                        merged(base.numberAttributeConstraints(), request.numberAttributeConstraints()))
                .build();
        checkConstraints(definition);
        return definition;
    }

    /// A custom attribute under its full name, `custom:` or `dev:` in front.
    static SchemaAttributeType custom(SchemaAttributeType request) {
        AttributeDataType type = request.attributeDataType();
        if (type == null) {
            throw Refusals.invalid(
                    "Invalid AttributeDataType input, consider using the provided AttributeDataType enum.");
        }
        if (isTrue(request.required())) {
            throw Refusals.invalid("Required custom attributes are not supported currently.");
        }
        boolean developerOnly = isTrue(request.developerOnlyAttribute());
        SchemaAttributeType definition = SchemaAttributeType.builder()
                .name((developerOnly ? Schema.DEVELOPER : Schema.CUSTOM) + name(request))
                .attributeDataType(type)
                .developerOnlyAttribute(developerOnly)
                .mutable(requireNonNullElse(request.mutable(), true))
                .required(false)
                .stringAttributeConstraints(type == AttributeDataType.STRING ? text(request) : null)
                .numberAttributeConstraints(type == AttributeDataType.NUMBER ? number(request) : null)
                .build();
        checkConstraints(definition);
        return definition;
    }

    /// @throws dev.gatehouse.model.service.ServiceException when the request does not name its attribute
    static String name(SchemaAttributeType request) {
        String name = request.name();
        if (name == null) {
            throw Refusals.invalid("Attribute name is required.");
        }
        return name;
    }

    private static StringAttributeConstraintsType text(SchemaAttributeType request) {
        return requireNonNullElse(
                request.stringAttributeConstraints(),
                StringAttributeConstraintsType.builder().build());
    }

    private static NumberAttributeConstraintsType number(SchemaAttributeType request) {
        return requireNonNullElse(
                request.numberAttributeConstraints(),
                NumberAttributeConstraintsType.builder().build());
    }

    private static @Nullable StringAttributeConstraintsType merged(
            @Nullable StringAttributeConstraintsType base, @Nullable StringAttributeConstraintsType wanted) {
        if (base == null || wanted == null) {
            return base;
        }
        return new StringAttributeConstraintsType(
                either(wanted.minLength(), base.minLength()), either(wanted.maxLength(), base.maxLength()));
    }

    private static @Nullable NumberAttributeConstraintsType merged(
            @Nullable NumberAttributeConstraintsType base, @Nullable NumberAttributeConstraintsType wanted) {
        if (base == null || wanted == null) {
            return base;
        }
        return new NumberAttributeConstraintsType(
                either(wanted.minValue(), base.minValue()), either(wanted.maxValue(), base.maxValue()));
    }

    private static @Nullable String either(@Nullable String first, @Nullable String second) {
        return first == null ? second : first;
    }

    private static void checkConstraints(SchemaAttributeType definition) {
        String name = name(definition);
        StringAttributeConstraintsType text = definition.stringAttributeConstraints();
        if (text != null) {
            checkText(name, text);
        }
        NumberAttributeConstraintsType number = definition.numberAttributeConstraints();
        if (number != null) {
            checkNumber(name, number);
        }
    }

    private static void checkText(String name, StringAttributeConstraintsType constraints) {
        String kind = "StringAttributeConstraints";
        BigInteger min = integer(name, kind, constraints.minLength());
        BigInteger max = integer(name, kind, constraints.maxLength());
        if (isNegative(min) || isNegative(max)) {
            throw malformed(name, kind);
        }
        if (isOver(min) || isOver(max)) {
            throw Refusals.invalid("user." + name + ": String attributes cannot have a length of more than 2048");
        }
        if (min != null && max != null && min.compareTo(max) > 0) {
            throw Refusals.invalid("user." + name + ": Max length cannot be less than min length.");
        }
    }

    private static void checkNumber(String name, NumberAttributeConstraintsType constraints) {
        String kind = "NumberAttributeConstraints";
        BigInteger min = integer(name, kind, constraints.minValue());
        BigInteger max = integer(name, kind, constraints.maxValue());
        if (min != null && max != null && min.compareTo(max) > 0) {
            throw Refusals.invalid("user." + name + ": Max value cannot be less than min value.");
        }
    }

    private static boolean isNegative(@Nullable BigInteger value) {
        return value != null && value.signum() < 0;
    }

    private static boolean isOver(@Nullable BigInteger value) {
        return value != null && value.compareTo(BigInteger.valueOf(LONGEST_STRING)) > 0;
    }

    private static @Nullable BigInteger integer(String name, String kind, @Nullable String text) {
        if (text == null) {
            return null;
        }
        if (!text.matches("-?[0-9]{1,40}")) {
            throw malformed(name, kind);
        }
        return new BigInteger(text);
    }

    private static RuntimeException malformed(String name, String kind) {
        return Refusals.invalid("Invalid " + kind + " for schema attribute " + name);
    }

    private static boolean isTrue(@Nullable Boolean value) {
        return Boolean.TRUE.equals(value);
    }
}
