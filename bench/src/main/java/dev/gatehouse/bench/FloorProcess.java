package dev.gatehouse.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// The other end of {@link Floors}: measures floors with the server's own classes, in a JVM with the server's flags
/// and
/// nothing else to do. A figure is the CPU of the whole process per run, with every processor busy as under load.
final class FloorProcess {
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private FloorProcess() {}

    /// Answers each line `NAME MILLISECONDS` by running the work for so long and printing CPU milliseconds per run.
    ///
    /// @param data an empty folder
    static void run(Path data, int connections) throws Exception {
        try (FloorWork work = FloorWork.open(data);
                var commands = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
            for (String line = commands.readLine(); line != null; line = commands.readLine()) {
                String[] words = line.split(" ", -1);
                Floor floor = Floor.valueOf(words[0]);
                int threads = floor == Floor.WRITE
                        ? connections
                        : Runtime.getRuntime().availableProcessors();
                Duration length = Duration.ofMillis(Long.parseLong(words[1]));
                System.out.println(millisPerRun(work.of(floor), threads, length));
            }
        }
    }

    private static double millisPerRun(Runnable once, int threads, Duration length)
            throws InterruptedException, ExecutionException {
        long before = SYSTEM.getProcessCpuTime();
        long end = System.nanoTime() + length.toNanos();
        long runs = 0;
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Long>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                running.add(executor.submit(() -> until(end, once)));
            }
            for (Future<Long> one : running) {
                runs += one.get();
            }
        }
        return (SYSTEM.getProcessCpuTime() - before) / 1e6 / runs;
    }

    private static long until(long end, Runnable once) {
        long runs = 0;
        do {
            once.run();
            runs++;
        } while (System.nanoTime() < end);
        return runs;
    }
}
