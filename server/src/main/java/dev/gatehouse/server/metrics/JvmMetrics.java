package dev.gatehouse.server.metrics;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.ThreadMXBean;
import java.time.Duration;

/// The basics of the JVM: memory, threads, collections, processor time. Read when scraped, so idle costs nothing.
final class JvmMetrics {
    private JvmMetrics() {}

    static void register(PrometheusRegistry registry) {
        GaugeWithCallback.builder()
                .name("jvm_memory_used_bytes")
                .help("Memory the JVM uses")
                .labelNames("area")
                .callback(gauge -> {
                    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
                    gauge.call((double) memory.getHeapMemoryUsage().getUsed(), "heap");
                    gauge.call((double) memory.getNonHeapMemoryUsage().getUsed(), "nonheap");
                })
                .register(registry);
        GaugeWithCallback.builder()
                .name("jvm_threads")
                .help("Platform threads")
                .callback(gauge -> {
                    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
                    gauge.call(threads.getThreadCount());
                })
                .register(registry);
        CounterWithCallback.builder()
                .name("jvm_gc_collection_seconds_total")
                .help("Time spent collecting garbage")
                .labelNames("collector")
                .callback(counter -> {
                    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
                        counter.call(seconds(Duration.ofMillis(collector.getCollectionTime())), collector.getName());
                    }
                })
                .register(registry);
        CounterWithCallback.builder()
                .name("process_cpu_seconds_total")
                .help("Processor time of the process")
                .callback(counter -> ProcessHandle.current()
                        .info()
                        .totalCpuDuration()
                        .ifPresent(used -> counter.call(seconds(used))))
                .register(registry);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
