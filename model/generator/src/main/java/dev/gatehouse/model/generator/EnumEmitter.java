package dev.gatehouse.model.generator;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// An enum of the model.
final class EnumEmitter {
    private EnumEmitter() {}

    static String source(Model model, String name) {
        String type = Names.type(name);
        return "package " + model.packageName() + ";\n\n"
                + "import dev.gatehouse.model.service.Type;\nimport dev.gatehouse.model.service.WireEnum;\n"
                + "import java.util.List;\nimport java.util.Optional;\n\n"
                + "/// `" + name + "` of the model.\n"
                + "public enum " + type + " implements WireEnum {\n"
                + constants(model.shape(name)) + ";\n\n"
                + "    static final Type.OfEnum TYPE = Type.enumeration(" + Names.literal(name)
                + ", List.of(values()));\n\n"
                + "    private final String value;\n\n"
                + "    " + type + "(String value) {\n        this.value = value;\n    }\n\n"
                + "    @Override\n    public String value() {\n        return value;\n    }\n\n"
                + "    /// The constant of a text on the wire, if there is one.\n"
                + "    public static Optional<" + type + "> from(String value) {\n"
                + "        return Optional.ofNullable((" + type + ") TYPE.values().get(value));\n    }\n\n"
                + "    /// The text on the wire.\n"
                + "    @Override\n    public String toString() {\n        return value;\n    }\n}\n";
    }

    private static String constants(JsonNode shape) {
        List<String> lines = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (JsonNode value : shape.path("enum")) {
            String constant = Names.constant(value.stringValue());
            if (!names.add(constant)) {
                throw new IllegalStateException("two values are named " + constant);
            }
            lines.add("    " + constant + "(" + Names.literal(value.stringValue()) + ")");
        }
        return String.join(",\n", lines);
    }
}
