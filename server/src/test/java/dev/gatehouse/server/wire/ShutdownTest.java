package dev.gatehouse.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.model.protocol.Pages;
import dev.gatehouse.model.protocol.WireAnswer;
import dev.gatehouse.model.service.Operations;
import dev.gatehouse.server.metrics.Metrics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
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
    /// The preface of a client that speaks HTTP/2 without asking first, and its empty SETTINGS (RFC 9113, section 3.4).
    private static final String HTTP_2 = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + "\0\0\0\4\0\0\0\0\0";

    /// HEADERS of stream 1, which end it: GET, http, the path, and `x` as authority (RFC 7541, appendix A).
    private static final String GET_SLOW = "\0\0\14\1\5\0\0\0\1" + "\u0082\u0086" + "\4\5/slow" + "\u0041\u0001x";

    @Test
    void aRunningRequestIsFinishedBeforeTheServerStops() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch stopping = new CountDownLatch(1);
        HttpServer server = serving(slow(running, stopping), Duration.ofSeconds(20));
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

    @Test
    void aRequestThatTakesLongerThanTheStopTimeIsCutOff() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        HttpServer server = serving(slow(running, released), Duration.ofMillis(100));
        try (RawHttp client = new RawHttp(server.port())) {
            client.send("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n");
            running.await();
            server.close();
            assertThat(client.readToEnd()).isEmpty();
        } finally {
            released.countDown();
        }
    }

    /// Every now and then a server waited until its stop time was over for the HTTP/2 session of a client that had just
    /// gone away.
    @Test
    void clientsThatGoAwayMeanwhileAreNotWaitedFor() throws Exception {
        for (int round = 0; round < 100; round++) {
            CountDownLatch running = new CountDownLatch(5);
            CountDownLatch released = new CountDownLatch(1);
            HttpServer server = serving(slow(running, released), Duration.ofHours(1));
            List<RawHttp> clients = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                clients.add(new RawHttp(server.port()));
                clients.getLast().send(HTTP_2 + GET_SLOW);
            }
            running.await();
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                CountDownLatch some = new CountDownLatch(2);
                Future<?> gone = threads.submit(() -> {
                    for (RawHttp client : clients) {
                        client.close();
                        some.countDown();
                    }
                    released.countDown();
                    return true;
                });
                some.await();
                server.close();
                gone.get();
            }
        }
    }

    /// A page that says when it runs and answers when it is told to.
    private static Pages slow(CountDownLatch running, CountDownLatch released) {
        return Pages.table().on("GET", "/slow", visit -> {
            running.countDown();
            await(released);
            return new WireAnswer(200, Map.of("Content-Type", "text/plain"), "done".getBytes(StandardCharsets.UTF_8));
        });
    }

    private static HttpServer serving(Pages pages, Duration stopTime) throws Exception {
        HttpServer server = HttpServer.bind(
                new HttpOptions("127.0.0.1", 0, Optional.empty(), Optional.empty(), List.of(), bounds(stopTime)));
        Metrics metrics = new Metrics();
        server.serve(front(pages, metrics), new Management(metrics, () -> true), () -> "id", InstantSource.system());
        return server;
    }

    private static boolean accepts(int port) {
        try (var _ = new RawHttp(port)) {
            return true;
        } catch (IOException refused) {
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

    private static HttpOptions.Bounds bounds(Duration stopTime) {
        Duration time = Duration.ofSeconds(20);
        return new HttpOptions.Bounds(1_000, 8_192, time, time, time, stopTime, 100);
    }
}
