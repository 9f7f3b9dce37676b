package dev.gatehouse.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Measures the floors with the server's own classes, in a JVM with the server's flags and nothing else to do: CPU of
/// the whole process per operation, with every processor busy as under load, after a warm-up.
final class FloorProcess {
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final int connections;
    private final Duration warmUp;
    private final Duration round;
    private final int rounds;

    private FloorProcess(int connections, boolean quick) {
        this.connections = connections;
        this.warmUp = quick ? Duration.ofSeconds(2) : Duration.ofSeconds(5);
        this.round = quick ? Duration.ofMillis(500) : Duration.ofSeconds(1);
        this.rounds = quick ? 3 : 5;
    }

    /// Prints a line `NAME MILLISECONDS` for each floor.
    ///
    /// @param data an empty folder
    static void run(Path data, int connections, String length) throws Exception {
        var process = new FloorProcess(connections, length.equals("quick"));
        try (FloorWork work = FloorWork.open(data)) {
            for (Floor floor : Floor.values()) {
                System.out.println(floor.name() + " " + process.measure(floor, work.of(floor)));
            }
        }
    }

    private double measure(Floor floor, Runnable once) throws InterruptedException, ExecutionException {
        int threads = floor == Floor.WRITE ? connections : Runtime.getRuntime().availableProcessors();
        millisPerRun(once, threads, warmUp);
        double[] millis = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            millis[i] = millisPerRun(once, threads, round);
        }
        return Sample.median(millis);
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
