package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Runs the scripts of `js/`.
final class Node {
    private static final Path FOLDER = Path.of(System.getProperty("gatehouse.js", "js"));

    static {
        install();
    }

    private Node() {}

    /// Runs a script, which must succeed.
    ///
    /// @param environment its settings
    /// @return the scenarios that went well
    static List<String> scenarios(Map<String, String> environment, String script) {
        return run(environment, "node", script)
                .lines()
                .filter(line -> line.startsWith("ok "))
                .toList();
    }

    /// Installs what the lock file names, unless that is done.
    private static void install() {
        Path installed = FOLDER.resolve("node_modules/.package-lock.json");
        Path wanted = FOLDER.resolve("package-lock.json");
        try {
            boolean fresh = Files.exists(installed)
                    && Files.getLastModifiedTime(installed).compareTo(Files.getLastModifiedTime(wanted)) >= 0;
            if (!fresh) {
                run(Map.of(), "npm", "ci", "--no-audit", "--no-fund");
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// What a command prints, which must succeed.
    static String run(Map<String, String> environment, String... command) {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(FOLDER.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor())
                    .as("%s%n%s", List.of(command), printed)
                    .isZero();
            return printed;
        } catch (IOException missing) {
            return fail("cannot run " + command[0] + ": install Node.js 20 or newer with npm", missing);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
