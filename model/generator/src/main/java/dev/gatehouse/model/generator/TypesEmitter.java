package dev.gatehouse.model.generator;

import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// The scalar shapes of a service with their constraints, one constant each.
final class TypesEmitter {
    private TypesEmitter() {}

    static String source(Model model) {
        StringBuilder out = new StringBuilder("package " + model.packageName() + ";\n\n"
                + "import dev.gatehouse.model.service.Regex;\nimport dev.gatehouse.model.service.Type;\n\n"
                + "/// The scalar shapes of the model with their constraints.\n"
                + "final class Types {\n    private Types() {}\n\n");
        Set<String> names = new HashSet<>();
        for (String name : model.shapes().keySet()) {
            JsonNode shape = model.shape(name);
            if (shape.has("enum") || shape.has("members") || shape.has("member") || shape.has("key")) {
                continue;
            }
            if (!names.add(Names.constant(name))) {
                throw new IllegalStateException("two scalar shapes are named " + Names.constant(name));
            }
            out.append("    static final Type ").append(Names.constant(name)).append(" = ");
            out.append(expression(model, name, shape)).append(";\n");
        }
        return out.append("}\n").toString();
    }

    private static String expression(Model model, String name, JsonNode shape) {
        String literal = Names.literal(name);
        return switch (model.type(name)) {
            case "string" ->
                "new Type.OfString(" + literal + ", " + JavaTypes.privacy(model, name) + ", " + JavaTypes.range(shape)
                        + ", " + regex(shape) + ")";
            case "integer" -> "new Type.OfInteger(" + literal + ", " + JavaTypes.range(shape) + ")";
            case "long" -> "new Type.OfLong(" + literal + ", " + JavaTypes.range(shape) + ")";
            case "boolean" -> "new Type.OfBoolean(" + literal + ")";
            case "timestamp" -> "new Type.OfTimestamp(" + literal + ")";
            case "blob" ->
                "new Type.OfBlob(" + literal + ", " + JavaTypes.privacy(model, name) + ", " + JavaTypes.range(shape)
                        + ")";
            default -> throw new IllegalStateException("unknown type of " + name);
        };
    }

    /// `equivalent` stands in the overrides, for patterns that are slow on hostile texts.
    private static String regex(JsonNode shape) {
        if (!shape.has("pattern")) {
            return "null";
        }
        String pattern = Names.literal(shape.path("pattern").stringValue());
        String equivalent = shape.path("equivalent").asString("");
        return "new Regex(" + pattern + (equivalent.isEmpty() ? "" : ", " + Names.literal(equivalent)) + ")";
    }
}
