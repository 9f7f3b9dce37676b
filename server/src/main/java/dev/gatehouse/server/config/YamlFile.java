package dev.gatehouse.server.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/// A YAML settings file as dotted keys, each with the line it stands on.
final class YamlFile {
    private final String name;
    private final Map<String, Source.Value> values = new LinkedHashMap<>();

    private YamlFile(String name) {
        this.name = name;
    }

    /// Reads a file whole.
    ///
    /// @throws SettingsException when it cannot be read, is not YAML, or holds anything but mappings and scalars
    static Map<String, Source.Value> read(Path file) {
        try {
            return parse(file.toString(), Files.readString(file));
        } catch (IOException unreadable) {
            throw new SettingsException(file + ": cannot be read");
        }
    }

    static Map<String, Source.Value> parse(String name, String text) {
        YamlFile file = new YamlFile(name);
        try {
            Optional<Node> root =
                    new Compose(LoadSettings.builder().setLabel(name).build()).composeString(text);
            root.ifPresent(node -> file.collect("", node));
        } catch (MarkedYamlEngineException broken) {
            throw new SettingsException(file.at(broken.getProblemMark()) + ": not YAML: " + broken.getProblem());
        } catch (YamlEngineException broken) {
            throw new SettingsException(name + ": not YAML");
        }
        return file.values;
    }

    private void collect(String key, Node node) {
        switch (node) {
            case MappingNode mapping -> mapping.getValue().forEach(tuple -> collectMember(key, tuple));
            case ScalarNode scalar when key.isEmpty() -> throw new SettingsException(name + ": holds no settings");
            case ScalarNode scalar -> put(key, scalar);
            default -> throw new SettingsException(at(node.getStartMark()) + ": " + subject(key) + " cannot be a list");
        }
    }

    private void collectMember(String parent, NodeTuple tuple) {
        if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
            throw new SettingsException(at(tuple.getKeyNode().getStartMark()) + ": a key must be a word");
        }
        collect(parent.isEmpty() ? key.getValue() : parent + "." + key.getValue(), tuple.getValueNode());
    }

    private void put(String key, ScalarNode scalar) {
        String origin = at(scalar.getStartMark());
        if (scalar.isPlain() && scalar.getValue().isEmpty()) {
            throw new SettingsException(origin + ": " + key + " has no value");
        }
        if (values.putIfAbsent(key, new Source.Value(scalar.getValue(), origin, key)) != null) {
            throw new SettingsException(origin + ": " + key + " is set twice");
        }
    }

    private static String subject(String key) {
        return key.isEmpty() ? "the settings" : key;
    }

    private String at(Optional<Mark> mark) {
        return mark.map(where -> name + " line " + (where.getLine() + 1)).orElse(name);
    }
}
