package dev.gatehouse.model.generator;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/// The list of all services; lookups over it are written by hand in `Services`.
final class RegistryEmitter {
    private RegistryEmitter() {}

    static void emit(String packageName, List<Model> models, SourceTree sources) throws IOException {
        String rows = models.stream()
                .map(model -> "        all.put(" + model.packageName() + "." + model.className() + ".SERVICE, "
                        + model.packageName() + "." + model.className() + ".operations());\n")
                .collect(Collectors.joining());
        sources.write(
                packageName,
                "GeneratedServices",
                "package " + packageName + ";\n\n"
                        + "import dev.gatehouse.model.service.Operation;\nimport dev.gatehouse.model.service.Service;\n"
                        + "import java.util.LinkedHashMap;\nimport java.util.List;\nimport java.util.Map;\n\n"
                        + "/// Every generated service with its operations.\n"
                        + "final class GeneratedServices {\n    private GeneratedServices() {}\n\n"
                        + "    static Map<Service, List<Operation<?, ?>>> all() {\n"
                        + "        Map<Service, List<Operation<?, ?>>> all = new LinkedHashMap<>();\n"
                        + rows + "        return all;\n    }\n}\n");
    }
}
