package dev.gatehouse.model.generator;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/// The class of a service: its description and a constant for each operation.
final class ServiceEmitter {
    private static final Map<String, String> PROTOCOLS =
            Map.of("json", "AWS_JSON_1_1", "query", "AWS_QUERY", "rest-json", "REST_JSON");
    private static final String SERVICE = "dev.gatehouse.model.service.Service";
    private static final String OPERATION = "dev.gatehouse.model.service.Operation";

    private ServiceEmitter() {}

    static String packageInfo(Model model) {
        return "/// Types of " + model.text("serviceFullName") + ", generated from its model.\n///\n"
                + "/// Start at {@link " + model.packageName() + "." + model.className() + "}.\n"
                + "@org.jspecify.annotations.NullMarked\npackage " + model.packageName() + ";\n";
    }

    static String source(Model model) {
        return "package " + model.packageName() + ";\n\n"
                + "import java.util.LinkedHashMap;\nimport java.util.List;\nimport java.util.Map;\n"
                + "import java.util.Optional;\nimport java.util.Set;\n\n"
                + "/// " + model.text("serviceFullName") + ": its operations.\n"
                + "public final class " + model.className() + " {\n"
                + "    private " + model.className() + "() {}\n\n"
                + "    /// The service.\n    public static final " + SERVICE + " SERVICE =\n            "
                + service(model)
                + ";\n\n"
                + model.operations().keySet().stream()
                        .map(name -> operation(model, name))
                        .collect(Collectors.joining())
                + "    private static final Map<String, " + OPERATION
                + "<?, ?>> OPERATIONS = new LinkedHashMap<>();\n\n"
                + "    static {\n"
                + model.operations().keySet().stream()
                        .map(name ->
                                "        OPERATIONS.put(" + Names.literal(name) + ", " + Names.constant(name) + ");\n")
                        .collect(Collectors.joining())
                + "    }\n\n"
                + "    /// The operation of a name of the model, if there is one.\n"
                + "    public static Optional<" + OPERATION + "<?, ?>> operation(String name) {\n"
                + "        return Optional.ofNullable(OPERATIONS.get(name));\n    }\n\n"
                + "    /// All operations, in the model's order.\n"
                + "    public static List<" + OPERATION + "<?, ?>> operations() {\n"
                + "        return List.copyOf(OPERATIONS.values());\n    }\n}\n";
    }

    private static String service(Model model) {
        String signingName = model.metadata().path("signingName").asString(model.text("endpointPrefix"));
        return "new " + SERVICE + "("
                + Names.literal(model.metadata().path("serviceId").stringValue()) + ", "
                + Names.literal(signingName) + ", "
                + Names.literal(model.metadata().path("apiVersion").stringValue())
                + ", " + SERVICE + ".Protocol." + PROTOCOLS.get(model.protocol()) + ", "
                + Names.literal(model.metadata().path("targetPrefix").asString("")) + ", "
                + Names.literal(model.metadata().path("xmlNamespace").asString("")) + ")";
    }

    private static String operation(Model model, String name) {
        JsonNode operation = model.operation(name);
        String input = Names.type(model.input(name));
        String output = Names.type(model.output(name));
        boolean signed = !operation.path("authtype").asString("").equals("none")
                && !operation.path("auth").toString().contains("noAuth");
        String errors = StreamSupport.stream(operation.path("errors").spliterator(), false)
                .map(error -> Names.literal(
                        ErrorEmitter.code(model, error.path("shape").stringValue())))
                .distinct()
                .collect(Collectors.joining(", ", "Set.of(", ")"));
        return "    /// `" + name + "`.\n"
                + "    public static final " + OPERATION + "<" + input + ", " + output + "> " + Names.constant(name)
                + " = new " + OPERATION + "<>(SERVICE, " + Names.literal(name) + ", "
                + Names.literal(operation.path("http").path("method").stringValue()) + ", "
                + Names.literal(operation.path("http").path("requestUri").stringValue()) + ", " + signed + ", " + errors
                + ", " + input + ".CODEC, " + output + ".CODEC);\n\n";
    }
}
