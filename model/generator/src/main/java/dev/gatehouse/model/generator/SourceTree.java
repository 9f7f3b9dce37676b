package dev.gatehouse.model.generator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/// The folder of generated sources. Touches only files whose text changes, so that an incremental build sees only
/// these.
final class SourceTree {
    private final Path root;
    private final Set<Path> written = new HashSet<>();
    private final Set<String> names = new HashSet<>();

    SourceTree(Path root) {
        this.root = root;
    }

    /// Writes a source file.
    ///
    /// @throws IllegalStateException when two shapes want one name, also where only the case differs
    void write(String packageName, String typeName, String text) throws IOException {
        if (!names.add((packageName + "." + typeName).toLowerCase(Locale.ROOT))) {
            throw new IllegalStateException(packageName + "." + typeName + " is generated twice");
        }
        Path file = root.resolve(packageName.replace('.', '/')).resolve(typeName + ".java");
        written.add(file);
        if (Files.exists(file) && Files.readString(file).equals(text)) {
            return;
        }
        Files.createDirectories(root.resolve(packageName.replace('.', '/')));
        Files.writeString(file, text);
    }

    /// Deletes sources of an earlier run which this one did not write.
    void removeOthers() throws IOException {
        List<Path> found;
        try (Stream<Path> files = Files.walk(root)) {
            found = files.filter(Files::isRegularFile).toList();
        }
        for (Path file : found) {
            if (!written.contains(file)) {
                Files.delete(file);
            }
        }
    }
}
