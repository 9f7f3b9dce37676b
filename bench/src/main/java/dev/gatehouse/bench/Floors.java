package dev.gatehouse.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Has floors measured by a process of its own, which stays warm beside the servers, so that a floor can be measured
/// within the same seconds as what is compared with it.
final class Floors implements AutoCloseable {
    private static final Duration WARM_UP = Duration.ofSeconds(5);

    private final Process process;
    private final Writer commands;
    private final BufferedReader figures;
    private final Map<Floor, List<Double>> all = new EnumMap<>(Floor.class);

    private Floors(Process process) {
        this.process = process;
        this.commands = process.outputWriter(UTF_8);
        this.figures = process.inputReader(UTF_8);
    }

    /// Starts the process and lets it warm up.
    static Floors open(Root root, Options options) throws IOException {
        Path data = Files.createTempDirectory(root.work(), "floor");
        List<String> command = new ArrayList<>(root.java());
        command.addAll(List.of(
                "-cp",
                root.benchJar().toString(),
                Main.class.getName(),
                "floor",
                data.toString(),
                Integer.toString(options.connections())));
        Floors floors = new Floors(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
        Set<Floor> needed = EnumSet.noneOf(Floor.class);
        options.flows().forEach(flow -> needed.addAll(flow.parts().keySet()));
        for (Floor floor : needed) {
            floors.run(floor, WARM_UP);
        }
        return floors;
    }

    /// The floor of a flow now, in milliseconds of CPU.
    double measure(Flow flow, Duration length) throws IOException {
        double sum = 0;
        for (Map.Entry<Floor, Integer> part : flow.parts().entrySet()) {
            double millis = run(part.getKey(), length);
            all.computeIfAbsent(part.getKey(), _ -> new ArrayList<>()).add(millis);
            sum += part.getValue() * millis;
        }
        return sum;
    }

    /// The median of all that was measured of each floor.
    Map<Floor, Double> medians() {
        Map<Floor, Double> medians = new EnumMap<>(Floor.class);
        all.forEach((floor, millis) -> medians.put(
                floor,
                Sample.median(millis.stream().mapToDouble(Double::doubleValue).toArray())));
        return medians;
    }

    private double run(Floor floor, Duration length) throws IOException {
        commands.write(floor.name() + " " + length.toMillis() + "\n");
        commands.flush();
        String figure = figures.readLine();
        if (figure == null) {
            throw new IllegalStateException("the process that measures floors is gone");
        }
        return Double.parseDouble(figure);
    }

    /// The process ends with its input.
    @Override
    public void close() throws IOException {
        commands.close();
        process.destroy();
    }
}
