package dev.gatehouse.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// How long a server takes to its first answer, what that costs, and how much memory it holds when idle.
///
/// @param launched `./gatehouse start` in an empty folder
/// @param again `./gatehouse start` in the same folder
/// @param plain the jar without an AOT cache
record Starts(Start launched, Start again, Start plain) {
    private static final int SETTLE_MILLIS = 5_000;

    /// One way to start.
    ///
    /// @param seconds wall clock to the first good answer
    /// @param cpuSeconds CPU until then
    /// @param idleMegabytes resident memory five seconds later
    record Start(double seconds, double cpuSeconds, double idleMegabytes) {}

    private interface Starter {
        ServerProcess start(Root root, Path data) throws IOException, InterruptedException;
    }

    static Starts measure(Root root, int times) throws IOException, InterruptedException {
        Start[][] all = new Start[3][times];
        for (int i = 0; i < times; i++) {
            Path data = Files.createTempDirectory(root.work(), "start");
            all[0][i] = one(root, data, ServerProcess::launched);
            all[1][i] = one(root, data, ServerProcess::launched);
            all[2][i] = one(root, data, ServerProcess::plain);
        }
        return new Starts(median(all[0]), median(all[1]), median(all[2]));
    }

    private static Start one(Root root, Path data, Starter starter) throws IOException, InterruptedException {
        try (ServerProcess server = starter.start(root, data)) {
            double cpu = server.cpu().total() / 1_000;
            Thread.sleep(SETTLE_MILLIS);
            return new Start(server.firstAnswer().toNanos() / 1e9, cpu, server.residentMegabytes());
        }
    }

    private static Start median(Start[] starts) {
        return new Start(
                Sample.median(java.util.Arrays.stream(starts)
                        .mapToDouble(Start::seconds)
                        .toArray()),
                Sample.median(java.util.Arrays.stream(starts)
                        .mapToDouble(Start::cpuSeconds)
                        .toArray()),
                Sample.median(java.util.Arrays.stream(starts)
                        .mapToDouble(Start::idleMegabytes)
                        .toArray()));
    }
}
