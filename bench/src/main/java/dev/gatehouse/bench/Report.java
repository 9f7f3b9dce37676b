package dev.gatehouse.bench;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// The result as Markdown.
///
/// @param memory resident megabytes after load, a figure for each site
record Report(Options options, Map<Floor, Double> floors, Optional<Starts> starts, List<Double> memory) {

    String text(Map<Flow, Map<Site, List<Sample>>> samples, List<Site> sites) {
        var text = new StringBuilder(machine());
        text.append("\n| floor | CPU ms |\n|---|---|\n");
        floors.forEach(
                (floor, millis) -> line(text, String.format(Locale.ROOT, "| %s | %.3f |", floor.text(), millis)));
        text.append(
                "\n| flow | users | CPU ms | kernel | floor | ms | ratio | to smallest pool | p50 ms | p99 ms | /s |\n");
        text.append("|---|---|---|---|---|---|---|---|---|---|---|\n");
        samples.forEach((flow, bySite) -> {
            List<Sample> smallest = bySite.getOrDefault(sites.getFirst(), List.of());
            for (Site site : sites) {
                List<Sample> rounds = bySite.getOrDefault(site, List.of());
                flow(text, flow, site.users(), rounds, growth(smallest, rounds));
            }
        });
        starts.ifPresent(measured -> starts(text, measured));
        text.append("\n| users | MiB resident after load |\n|---|---|\n");
        for (int i = 0; i < sites.size(); i++) {
            line(text, String.format(Locale.ROOT, "| %,d | %.0f |", sites.get(i).users(), memory.get(i)));
        }
        return text.toString();
    }

    /// The median over the rounds of what a request costs here to what it costs in the smallest pool.
    private static double growth(List<Sample> smallest, List<Sample> rounds) {
        return Sample.median(IntStream.range(0, rounds.size())
                .mapToDouble(round ->
                        rounds.get(round).cpuPerRequest() / smallest.get(round).cpuPerRequest())
                .toArray());
    }

    private void flow(StringBuilder text, Flow flow, int users, List<Sample> rounds, double toSmallest) {
        double cpu = Sample.median(rounds, Sample::cpuPerRequest);
        double floor = Sample.median(rounds, Sample::floor);
        double perSecond = Sample.median(
                rounds, sample -> sample.requests() / (options.round().toMillis() / 1e3));
        line(
                text,
                String.format(
                        Locale.ROOT,
                        "| %s | %,d | %.3f | %.0f %% | %s | %.3f | %.2f | %.2f | %.1f | %.1f | %.0f |",
                        flow.text(),
                        users,
                        cpu,
                        100 * Sample.median(rounds, Sample::kernelShare),
                        flow.unavoidable(),
                        floor,
                        Sample.median(rounds, Sample::ratioToFloor),
                        toSmallest,
                        Sample.median(rounds, sample -> sample.millis(50)),
                        Sample.median(rounds, sample -> sample.millis(99)),
                        perSecond));
    }

    private static void starts(StringBuilder text, Starts starts) {
        text.append("\n| start | s to first answer | CPU s | MiB resident when idle |\n|---|---|---|---|\n");
        start(text, "`./gatehouse start`, new folder", starts.launched());
        start(text, "`./gatehouse start`, same folder again", starts.again());
        start(text, "the jar alone, no AOT cache", starts.plain());
    }

    private static void start(StringBuilder text, String how, Starts.Start start) {
        line(
                text,
                String.format(
                        Locale.ROOT,
                        "| %s | %.2f | %.2f | %.0f |",
                        how,
                        start.seconds(),
                        start.cpuSeconds(),
                        start.idleMegabytes()));
    }

    private String machine() {
        return line(
                        new StringBuilder(),
                        String.format(
                                Locale.ROOT,
                                "%d processors, load average %.1f; %s; %d connections, warm-up %d s, median of %d rounds of %d s",
                                Runtime.getRuntime().availableProcessors(),
                                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                                System.getProperty("java.vm.version"),
                                options.connections(),
                                options.warmUp().toSeconds(),
                                options.rounds(),
                                options.round().toSeconds()))
                .toString();
    }

    private static StringBuilder line(StringBuilder text, String line) {
        return text.append(line).append('\n');
    }
}
