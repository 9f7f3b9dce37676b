package dev.gatehouse.model.generator;

import java.util.Locale;
import java.util.Set;

/// Java names from names of the model.
final class Names {
    private static final Set<String> RESERVED = Set.of(
            "default",
            "class",
            "public",
            "private",
            "static",
            "enum",
            "record",
            "case",
            "new",
            "package",
            "int",
            "long",
            "boolean",
            "interface",
            "import",
            "clone",
            "finalize",
            "getClass",
            "hashCode",
            "notify",
            "notifyAll",
            "toString",
            "wait",
            "codec",
            "member",
            "builder",
            "toBuilder");

    private Names() {}

    /// A class name: the shape's name with its first letter in upper case.
    static String type(String shape) {
        return shape.substring(0, 1).toUpperCase(Locale.ROOT) + shape.substring(1);
    }

    /// A component name: `UserPoolId` to `userPoolId`, `MFAOptions` to `mfaOptions`, `ARN` to `arn`. A name that Java
    /// or the generated code needs for itself ends in `Value`: `Notify` to `notifyValue`.
    static String component(String member) {
        int run = 0;
        while (run < member.length() && !Character.isLowerCase(member.charAt(run))) {
            run++;
        }
        int lower = run == member.length() ? run : Math.max(1, run - 1);
        String name = member.substring(0, lower).toLowerCase(Locale.ROOT) + member.substring(lower);
        return RESERVED.contains(name) ? name + "Value" : name;
    }

    /// A constant name: `InitiateAuth` to `INITIATE_AUTH`, `text/csv` to `TEXT_CSV`, `v1Token` to `V1_TOKEN`.
    static String constant(String text) {
        String name = text.replaceAll("[^A-Za-z0-9]+", "_")
                .replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                .replaceAll("([A-Z])([A-Z][a-z])", "$1_$2")
                .toUpperCase(Locale.ROOT);
        return Character.isDigit(name.charAt(0)) ? "_" + name : name;
    }

    /// A Java string literal.
    static String literal(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                default -> out.append(c);
            }
        }
        return out.append('"').toString();
    }
}
