package dev.gatehouse.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/// A closed loop: every connection sends its next request when the last one is answered.
final class Load {
    /// What the server does behind its answers, the audit trail above all, counts too.
    private static final Duration AFTERWORK = Duration.ofMillis(300);

    private final int connections;
    private final AtomicLong seeds = new AtomicLong(1);

    Load(int connections) {
        this.connections = connections;
    }

    /// Runs one flow for a while and measures the server.
    ///
    /// @param floor what the result is compared with
    Sample run(Site site, Flow flow, Duration length, double floor) throws IOException, InterruptedException {
        List<Worker> workers = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            workers.add(site.worker(seeds.getAndIncrement()));
        }
        Cpu before = site.server().cpu();
        long[] nanos = together(workers, flow, System.nanoTime() + length.toNanos());
        Thread.sleep(AFTERWORK);
        Cpu used = site.server().cpu().since(before);
        for (Worker worker : workers) {
            worker.close();
        }
        Arrays.sort(nanos);
        return new Sample(nanos.length, used, nanos, floor);
    }

    private static long[] together(List<Worker> workers, Flow flow, long end) throws InterruptedException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<long[]>> running = new ArrayList<>();
            for (Worker worker : workers) {
                running.add(threads.submit(() -> loop(worker, flow, end)));
            }
            List<long[]> all = new ArrayList<>();
            for (Future<long[]> one : running) {
                all.add(one.get());
            }
            return all.stream().flatMapToLong(Arrays::stream).toArray();
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        }
    }

    private static long[] loop(Worker worker, Flow flow, long end) throws IOException {
        long[] nanos = new long[1_024];
        int count = 0;
        long begun = System.nanoTime();
        do {
            worker.perform(flow);
            long now = System.nanoTime();
            if (count == nanos.length) {
                nanos = Arrays.copyOf(nanos, count * 2);
            }
            nanos[count++] = now - begun;
            begun = now;
        } while (begun < end);
        return Arrays.copyOf(nanos, count);
    }
}
