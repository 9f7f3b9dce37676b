package dev.gatehouse.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.model.protocol.Pages;
import dev.gatehouse.model.protocol.WireAnswer;
import dev.gatehouse.model.service.Operations;
import dev.gatehouse.server.metrics.Metrics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class ShutdownTest {

    @Test
    void aRunningRequestIsFinishedBeforeTheServerStops() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch stopping = new CountDownLatch(1);
        Pages pages = Pages.table().on("GET", "/slow", visit -> {
            running.countDown();
            await(stopping);
            return new WireAnswer(200, Map.of("Content-Type", "text/plain"), "done".getBytes(StandardCharsets.UTF_8));
        });
        HttpServer server = HttpServer.bind(
                new HttpOptions("127.0.0.1", 0, Optional.empty(), Optional.empty(), List.of(), bounds()));
        Metrics metrics = new Metrics();
        server.serve(front(pages, metrics), new Management(metrics, () -> true), () -> "id", InstantSource.system());
        int port = server.port();

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> answer =
                    threads.submit(() -> RawHttp.exchange(port, "GET /slow HTTP/1.1\r\nHost: x\r\n\r\n"));
            running.await();
            Future<?> stop = threads.submit(server::close);
            threads.submit(() -> {
                while (accepts(port)) {
                    Thread.onSpinWait();
                }
                stopping.countDown();
            });

            assertThat(answer.get()).startsWith("HTTP/1.1 200 ").endsWith("done");
            stop.get();
        }
        assertThat(accepts(port)).isFalse();
    }

    private static boolean accepts(int port) {
        try (var _ = new RawHttp(port)) {
            return true;
        } catch (java.io.IOException refused) {
            return false;
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static Front front(Pages pages, Metrics metrics) {
        return new Front(new Front.Parts(
                Operations.table(),
                pages,
                Identity.unsafeAcceptAnyone("000000000000", "us-east-1"),
                Authorizer.rootOnly(),
                () -> true,
                failure -> false,
                metrics,
                finished -> {}));
    }

    private static HttpOptions.Bounds bounds() {
        Duration time = Duration.ofSeconds(20);
        return new HttpOptions.Bounds(1_000, 8_192, time, time, time, time, 100);
    }
}
