package dev.gatehouse.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What stands in a data folder is its owner's alone.
class GroundTest {
    @TempDir
    private Path folder;

    @Test
    void theFolderAndEveryFileInItAreTheOwnersAlone() throws IOException {
        Path data = folder.resolve("some/where/data");
        Settings settings = Settings.read(Optional.empty(), Map.of(), Map.of("dataFolder", data.toString()));
        try (Ground ground = Ground.open(settings, InstantSource.system(), new SecureRandom())) {
            RootKeys.find(ground, settings, "http://localhost:7777");
            assertThat(mode(data)).isEqualTo("rwx------");
            try (Stream<Path> files = Files.list(data)) {
                List<Path> all = files.toList();
                assertThat(all)
                        .hasSizeGreaterThanOrEqualTo(3)
                        .allSatisfy(file -> assertThat(mode(file)).isEqualTo("rw-------"));
            }
        }
    }

    private static String mode(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
