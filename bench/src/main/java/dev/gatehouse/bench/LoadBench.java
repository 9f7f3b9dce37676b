package dev.gatehouse.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The whole measurement: floors, starts, a server for each size of pool, flow after flow on all of them in turn, floors
/// again.
///
/// Sizes are measured in turn within each round, so that what disturbs the machine disturbs all sizes alike.
final class LoadBench {
    private final Options options;
    private final Root root;
    private final Load load;

    LoadBench(Options options, Root root) {
        this.options = options;
        this.root = root;
        this.load = new Load(options.connections());
    }

    void run() throws IOException, InterruptedException {
        delete(root.work());
        Files.createDirectories(root.work());
        prepare();
        say("starts");
        Optional<Starts> starts =
                options.starts() == 0 ? Optional.empty() : Optional.of(Starts.measure(root, options.starts()));
        say("floors");
        Map<Floor, Double> before = Floors.measure(root, options);
        List<Site> sites = new ArrayList<>();
        try {
            for (int users : options.users()) {
                say("a pool of " + users);
                sites.add(Site.open(root, root.work().resolve("users-" + users), users));
            }
            Map<Flow, Map<Site, List<Sample>>> samples = new EnumMap<>(Flow.class);
            for (Flow flow : options.flows()) {
                samples.put(flow, measure(flow, sites));
            }
            List<Double> memory = new ArrayList<>();
            for (Site site : sites) {
                memory.add(site.server().residentMegabytes());
            }
            say("floors");
            Map<Floor, Double> floors = Floors.mean(before, Floors.measure(root, options));
            System.out.print(new Report(options, floors, starts, memory).text(samples, sites));
        } finally {
            sites.forEach(Site::close);
        }
        delete(root.work());
    }

    /// Builds and makes the AOT cache, so that the first timed start does not.
    private void prepare() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(root.launcher().toString(), "version")
                .inheritIO()
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException("the launcher does not work");
        }
    }

    private Map<Site, List<Sample>> measure(Flow flow, List<Site> sites) throws IOException, InterruptedException {
        Map<Site, List<Sample>> samples = new java.util.LinkedHashMap<>();
        for (Site site : sites) {
            load.run(site, flow, options.warmUp());
            samples.put(site, new ArrayList<>());
        }
        for (int round = 0; round < options.rounds(); round++) {
            for (Site site : sites) {
                samples.computeIfAbsent(site, _ -> new ArrayList<>())
                        .add(load.run(site, flow, options.round()));
            }
        }
        samples.forEach((site, rounds) -> say("%-15s %8d users  %s ms"
                .formatted(
                        flow.text(),
                        site.users(),
                        rounds.stream()
                                .map(sample -> "%.3f".formatted(sample.cpuPerRequest()))
                                .toList())));
        return samples;
    }

    private static void say(String what) {
        System.err.println("bench: " + what);
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
