package dev.gatehouse.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Has the floors measured by a process of its own.
final class Floors {
    private Floors() {}

    /// Milliseconds of CPU.
    static Map<Floor, Double> measure(Root root, Options options) throws IOException, InterruptedException {
        Path data = Files.createTempDirectory(root.work(), "floor");
        List<String> command = new ArrayList<>(root.java());
        command.addAll(List.of(
                "-cp",
                root.benchJar().toString(),
                Main.class.getName(),
                "floor",
                data.toString(),
                Integer.toString(options.connections()),
                options.quick() ? "quick" : "full"));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Map<Floor, Double> floors = new EnumMap<>(Floor.class);
        try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
            lines.lines().map(line -> line.split(" ")).forEach(words -> floors.put(
                    Floor.valueOf(words[0]), Double.parseDouble(words[1])));
        }
        if (process.waitFor() != 0) {
            throw new IllegalStateException("the floors could not be measured");
        }
        return floors;
    }

    /// The mean of two measurements.
    static Map<Floor, Double> mean(Map<Floor, Double> one, Map<Floor, Double> other) {
        Map<Floor, Double> mean = new EnumMap<>(one);
        other.forEach((floor, millis) -> mean.merge(floor, millis, (a, b) -> (a + b) / 2));
        return mean;
    }
}
