package dev.gatehouse.model.generator;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `Main SERVICES_FOLDER OUTPUT_FOLDER`: generates all services.
public final class Main {
    private static final String ROOT = "dev.gatehouse.model";

    private record Target(String file, String className) {}

    private static final List<Target> TARGETS = List.of(
            new Target("cognito-idp", "CognitoIdp"),
            new Target("cognito-identity", "CognitoIdentity"),
            new Target("cognito-sync", "CognitoSync"),
            new Target("sts", "Sts"),
            new Target("iam", "Iam"));

    private Main() {}

    /// Generates. A file whose text would stay the same is not touched.
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        JsonMapper mapper = new JsonMapper();
        JsonNode overrides = mapper.readTree(folder.resolve("overrides.json").toFile());
        SourceTree sources = new SourceTree(Path.of(args[1]));
        List<Model> models = new ArrayList<>();
        for (Target target : TARGETS) {
            JsonNode json =
                    mapper.readTree(folder.resolve(target.file() + ".json").toFile());
            String packageName = ROOT + "." + target.file().replace("-", "");
            Model model = Model.of(packageName, target.className(), json, overrides.path(target.file()));
            emit(model, sources);
            models.add(model);
        }
        RegistryEmitter.emit(ROOT, models, sources);
        sources.removeOthers();
    }

    private static void emit(Model model, SourceTree sources) throws IOException {
        sources.write(model.packageName(), "package-info", ServiceEmitter.packageInfo(model));
        sources.write(model.packageName(), model.className(), ServiceEmitter.source(model));
        sources.write(model.packageName(), "Types", TypesEmitter.source(model));
        for (String name : model.enums()) {
            sources.write(model.packageName(), Names.type(name), EnumEmitter.source(model, name));
        }
        for (String name : model.errors()) {
            sources.write(model.packageName(), Names.type(name), ErrorEmitter.source(model, name));
        }
        for (String name : model.structures()) {
            sources.write(model.packageName(), Names.type(name), StructureEmitter.source(model, name));
        }
    }
}
