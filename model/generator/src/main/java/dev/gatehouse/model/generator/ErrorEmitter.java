package dev.gatehouse.model.generator;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// An error of the model: an exception with its code and status.
final class ErrorEmitter {
    private static final int CALLER_AT_FAULT = 400;
    private static final int SERVICE_AT_FAULT = 500;

    private ErrorEmitter() {}

    /// The error's name on the wire.
    static String code(Model model, String name) {
        return model.shape(name).path("error").path("code").asString(name);
    }

    static String source(Model model, String name) {
        JsonNode shape = model.shape(name);
        boolean fault = shape.path("fault").asBoolean(false);
        int status = shape.path("error").path("httpStatusCode").asInt(fault ? SERVICE_AT_FAULT : CALLER_AT_FAULT);
        String type = Names.type(name);
        String base = Names.literal(code(model, name)) + ", " + status + ", " + (status < SERVICE_AT_FAULT);
        List<Map.Entry<String, JsonNode>> extras = shape.path("members").properties().stream()
                .filter(member -> !member.getKey().equalsIgnoreCase("message"))
                .toList();
        return "package " + model.packageName() + ";\n\n"
                + "import dev.gatehouse.model.service.ServiceException;\n"
                + (extras.isEmpty() ? "" : "import java.util.Map;\n")
                + "\n/// `" + code(model, name) + "`, HTTP " + status + ".\n"
                + "public final class " + type + " extends ServiceException {\n"
                + body(model, type, base, extras)
                + "}\n";
    }

    private static String body(Model model, String type, String base, List<Map.Entry<String, JsonNode>> extras) {
        String plain = "    /// @param message the text for the caller\n"
                + "    public " + type + "(String message) {\n        super(" + base + ", message);\n"
                + (extras.isEmpty() ? "" : "        this.details = Map.of();\n") + "    }\n";
        if (extras.isEmpty()) {
            return plain;
        }
        if (extras.size() > 1) {
            throw new IllegalStateException(type + " has more than one member beside its message");
        }
        String member = extras.getFirst().getKey();
        String shape = extras.getFirst().getValue().path("shape").stringValue();
        String component = Names.component(member);
        return "    private final transient Map<String, String> details;\n\n" + plain
                + "\n    /// @param message the text for the caller\n    /// @param " + component
                + " `" + member + "` of the model\n"
                + "    public " + type + "(String message, " + JavaTypes.of(model, shape) + " " + component + ") {\n"
                + "        super(" + base + ", message);\n"
                + "        this.details = Map.of(" + Names.literal(member) + ", " + component
                + (model.shape(shape).has("enum") ? ".value()" : "") + ");\n    }\n"
                + "\n    @Override\n    public Map<String, String> details() {\n        return details;\n    }\n";
    }
}
