package dev.gatehouse.model.generator;

import tools.jackson.databind.JsonNode;

/// How a shape stands in generated Java: as a type of values, and as an expression that describes it.
final class JavaTypes {
    private JavaTypes() {}

    /// The Java type of a shape's values.
    static String of(Model model, String name) {
        JsonNode shape = model.shape(name);
        return switch (model.type(name)) {
            case "string" -> shape.has("enum") ? Names.type(name) : "String";
            case "integer" -> "Integer";
            case "long" -> "Long";
            case "boolean" -> "Boolean";
            case "timestamp" -> "Instant";
            case "blob" -> "Blob";
            case "list" -> "List<" + of(model, model.part(name, "member")) + ">";
            case "map" -> "Map<String, " + of(model, model.part(name, "value")) + ">";
            case "structure" -> model.isDocument(name) ? "Document" : Names.type(name);
            default -> throw new IllegalStateException("no Java type for " + name);
        };
    }

    /// The expression of a shape's `Type`.
    static String expression(Model model, String name) {
        JsonNode shape = model.shape(name);
        return switch (model.type(name)) {
            case "list" ->
                "new Type.OfList(" + Names.literal(name) + ", " + privacy(model, name) + ", " + range(shape) + ", "
                        + expression(model, model.part(name, "member")) + ")";
            case "map" ->
                "new Type.OfMap(" + Names.literal(name) + ", " + privacy(model, name) + ", " + range(shape) + ", "
                        + expression(model, model.part(name, "key")) + ", "
                        + expression(model, model.part(name, "value")) + ")";
            case "structure" ->
                model.isDocument(name)
                        ? "new Type.OfDocument(" + Names.literal(name) + ")"
                        : "new Type.OfStructure(" + Names.literal(name) + ", " + privacy(model, name) + ", "
                                + Names.type(name) + ".CODEC)";
            default -> shape.has("enum") ? Names.type(name) + ".TYPE" : "Types." + Names.constant(name);
        };
    }

    static String privacy(Model model, String name) {
        if (model.shape(name).path("sensitive").asBoolean(false)) {
            return "Type.Privacy.SENSITIVE";
        }
        return model.hidden().contains(name) ? "Type.Privacy.HIDDEN" : "Type.Privacy.OPEN";
    }

    static String range(JsonNode shape) {
        if (!shape.has("min") && !shape.has("max")) {
            return "Type.Range.ANY";
        }
        String min = shape.has("min") ? shape.path("min").asLong() + "L" : "Long.MIN_VALUE";
        String max = shape.has("max") ? shape.path("max").asLong() + "L" : "Long.MAX_VALUE";
        return "new Type.Range(" + min + ", " + max + ")";
    }
}
