package dev.gatehouse.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The whole measurement: starts, then a server for each size of pool, and flow after flow on all of them.
///
/// Each round measures the floor and every size one after the other, so that what disturbs the machine disturbs all
/// alike; ratios are taken within a round, and the median of the rounds counts.
final class LoadBench {
    private static final double SETTLED = 0.04;
    private static final int MOST_WARM_UPS = 4;

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
        List<Site> sites = new ArrayList<>();
        Needs needs = Needs.of(options.flows());
        try (Floors floors = Floors.open(root, options)) {
            for (int users : options.users()) {
                say("a pool of " + users);
                sites.add(Site.open(root, root.work().resolve("users-" + users), users, needs));
            }
            Map<Flow, Map<Site, List<Sample>>> samples = new EnumMap<>(Flow.class);
            for (Flow flow : options.flows()) {
                samples.put(flow, measure(flow, sites, floors));
            }
            List<Double> memory = new ArrayList<>();
            for (Site site : sites) {
                memory.add(site.server().residentMegabytes());
            }
            System.out.print(new Report(options, floors.medians(), starts, memory).text(samples, sites));
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

    private Map<Site, List<Sample>> measure(Flow flow, List<Site> sites, Floors floors)
            throws IOException, InterruptedException {
        Map<Site, List<Sample>> samples = new LinkedHashMap<>();
        for (Site site : sites) {
            warmUp(site, flow);
            samples.put(site, new ArrayList<>());
        }
        for (int round = 0; round < options.rounds(); round++) {
            double floor = floors.measure(flow, options.round().dividedBy(2));
            for (Site site : sites) {
                Sample sample = load.run(site, flow, options.round(), floor);
                samples.computeIfAbsent(site, _ -> new ArrayList<>()).add(sample);
            }
        }
        samples.forEach((site, rounds) -> say("%-23s %8d users  %s"
                .formatted(
                        flow.text(),
                        site.users(),
                        rounds.stream().map(LoadBench::brief).toList())));
        return samples;
    }

    /// Until the compilers have little left to do; a busy machine gets up to four times as long.
    private void warmUp(Site site, Flow flow) throws IOException, InterruptedException {
        long pid = site.server().process().pid();
        double share = 1;
        for (int times = 0; times < MOST_WARM_UPS && share > SETTLED; times++) {
            double before = Cpu.compilers(pid);
            Sample sample = load.run(site, flow, options.warmUp(), Double.NaN);
            share = (Cpu.compilers(pid) - before) / sample.cpu().total();
        }
        say("%-23s %8d users  warm, compilers take %.0f %%".formatted(flow.text(), site.users(), 100 * share));
    }

    private static String brief(Sample sample) {
        return "%.3f/%.3f".formatted(sample.cpuPerRequest(), sample.floor());
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
