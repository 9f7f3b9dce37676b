package dev.gatehouse.bench;

import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The repository the bench was built in, and how processes are started from it.
///
/// @param folder the repository
/// @param benchJar this program
record Root(Path folder, Path benchJar) {

    /// Finds the repository from where this class was loaded.
    static Root find() throws URISyntaxException {
        URI jar = Root.class.getProtectionDomain().getCodeSource().getLocation().toURI();
        Path target = Path.of(jar).toAbsolutePath().getParent();
        while (target != null && !Files.isExecutable(target.resolve("gatehouse"))) {
            target = target.getParent();
        }
        if (target == null) {
            throw new IllegalStateException("not inside the repository: " + jar);
        }
        return new Root(target, Path.of(jar));
    }

    Path launcher() {
        return folder.resolve("gatehouse");
    }

    Path serverJar() {
        return folder.resolve("server/target/gatehouse.jar");
    }

    /// A JVM with the flags of the launcher, which this process has too.
    List<String> java() {
        String home = System.getProperty("java.home");
        List<String> flags = ManagementFactory.getRuntimeMXBean().getInputArguments();
        return java.util.stream.Stream.concat(java.util.stream.Stream.of(home + "/bin/java"), flags.stream())
                .toList();
    }

    /// Where data folders and logs of a run go: on the disk of the repository, since `/tmp` may be memory.
    Path work() {
        return folder.resolve("bench/target/run");
    }
}
