package dev.gatehouse.server.metrics;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/// The process's metrics. Labels take few values each: names of the model and error codes, never a request's words.
public final class Metrics {
    /// The content type of {@link #scrape}.
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final double[] BOUNDS = {.0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10};

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Counter requests = Counter.builder()
            .name("gatehouse_requests")
            .help("Requests answered, by service, operation and outcome code")
            .labelNames("service", "operation", "code")
            .register(registry);
    private final Histogram durations = Histogram.builder()
            .name("gatehouse_request_duration_seconds")
            .unit(Unit.SECONDS)
            .help("Time from a whole request to its answer")
            .labelNames("service", "operation")
            .classicOnly()
            .classicUpperBounds(BOUNDS)
            .register(registry);
    private final Gauge inFlight = Gauge.builder()
            .name("gatehouse_requests_in_flight")
            .help("Requests being answered")
            .register(registry);

    public Metrics() {
        JvmMetrics.register(registry);
    }

    /// Notes that a request is being answered.
    public void started() {
        inFlight.inc();
    }

    /// Notes an answer.
    ///
    /// @param service the service's signing name, or `page`
    /// @param operation the operation's name, or the page's path pattern
    /// @param code the error code, or `OK`
    /// @param took how long the answer took
    public void finished(String service, String operation, String code, Duration took) {
        inFlight.dec();
        requests.labelValues(service, operation, code).inc();
        durations.labelValues(service, operation).observe(Unit.nanosToSeconds(took.toNanos()));
    }

    /// Where other rooms register metrics of their own.
    public PrometheusRegistry registry() {
        return registry;
    }

    /// Everything, as a scraper reads it.
    public byte[] scrape() {
        try {
            ByteArrayOutputStream text = new ByteArrayOutputStream(8_192);
            PrometheusTextFormatWriter.create().write(text, registry.scrape());
            return text.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
