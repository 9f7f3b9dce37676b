package dev.gatehouse.server.messages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.server.seal.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Text messages handed to an HTTP gateway of our own.
class SmsGatewayTest {
    private static final String JSON_BODY = "{\"to\":\"{phone}\",\"message\":\"{text}\",\"from\":\"{sender}\"}";
    private static final Message MESSAGE = new Message(
            MessageKind.SIGN_UP,
            Medium.SMS,
            "+4512345678",
            Optional.empty(),
            Optional.empty(),
            "",
            "Code \"1\\2\"\n{sender} æ & +",
            "111111");

    private record Arrived(String method, String path, String type, String secret, String body) {}

    private final List<Arrived> arrived = Collections.synchronizedList(new ArrayList<>());
    private final List<Integer> pauses = new ArrayList<>();
    private final CountDownLatch released = new CountDownLatch(1);
    private List<Integer> answers = List.of(200);
    private ExecutorService threads;
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        threads = Executors.newVirtualThreadPerTaskExecutor();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        released.countDown();
        server.stop(0);
        threads.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            arrived.add(new Arrived(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    exchange.getRequestHeaders().getFirst("Content-Type"),
                    exchange.getRequestHeaders().getFirst("X-Api-Key"),
                    new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
            int status = answers.get(Math.min(arrived.size(), answers.size()) - 1);
            if (status == 0) {
                awaitRelease();
                return;
            }
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            exchange.sendResponseHeaders(status, -1);
        }
    }

    private void awaitRelease() {
        try {
            released.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private SmsGateway gateway(SmsGatewaySettings.Format format, String body, int port) {
        return new SmsGateway(
                new SmsGatewaySettings(
                        URI.create("http://127.0.0.1:" + port + "/send?v=1"),
                        format,
                        body,
                        "Shop \"1\"",
                        Optional.of(new SmsGatewaySettings.Header("X-Api-Key", Secret.of("hush-hush"))),
                        Duration.ofSeconds(2),
                        2),
                pauses::add);
    }

    private SmsGateway gateway() {
        return gateway(
                SmsGatewaySettings.Format.JSON, JSON_BODY, server.getAddress().getPort());
    }

    @Test
    void valuesAreEscapedForJson() throws Exception {
        gateway().send(MESSAGE);

        assertThat(arrived)
                .containsExactly(new Arrived(
                        "POST",
                        "/send?v=1",
                        "application/json",
                        "hush-hush",
                        "{\"to\":\"+4512345678\",\"message\":\"Code \\\"1\\\\2\\\"\\u000a{sender} æ & +\","
                                + "\"from\":\"Shop \\\"1\\\"\"}"));
    }

    @Test
    void valuesAreEscapedForForms() throws Exception {
        String body = "To={phone}&Body={text}&From={sender}&Kind=1";
        gateway(SmsGatewaySettings.Format.FORM, body, server.getAddress().getPort())
                .send(MESSAGE);

        assertThat(arrived)
                .containsExactly(new Arrived(
                        "POST",
                        "/send?v=1",
                        "application/x-www-form-urlencoded",
                        "hush-hush",
                        "To=%2B4512345678&Body=Code+%221%5C2%22%0A%7Bsender%7D+%C3%A6+%26+%2B"
                                + "&From=Shop+%221%22&Kind=1"));
    }

    @ParameterizedTest
    @CsvSource({
        "200, taken, 1",
        "202, taken, 1",
        "503 200, taken, 2",
        "429 500 204, taken, 3",
        "500 502 503 200, 'HTTP status 503, tries: 3', 3",
        "429, 'HTTP status 429, tries: 3', 3",
        "503 400, 'HTTP status 400, tries: 2', 2",
        "400, 'HTTP status 400, tries: 1', 1",
        "401, 'HTTP status 401, tries: 1', 1",
        "302, 'HTTP status 302, tries: 1', 1",
        "307, 'HTTP status 307, tries: 1', 1",
        "0, 'no answer in time, tries: 1', 1",
    })
    void onlyWhatMayPassIsTriedAgain(String statuses, String outcome, int tries) {
        answers = List.of(statuses.split(" ")).stream().map(Integer::valueOf).toList();

        Throwable failure = catchThrowable(() -> gateway().send(MESSAGE));

        assertThat(failure == null ? "taken" : failure.getMessage()).isEqualTo(outcome);
        assertThat(arrived).hasSize(tries).allMatch(one -> one.path().equals("/send?v=1"));
        assertThat(pauses).isEqualTo(List.of(1, 2).subList(0, tries - 1));
    }

    @Test
    void aClosedPortIsTriedAgainAndTheSecretIsNotTold() {
        server.stop(0);

        Throwable failure = catchThrowable(() -> gateway().send(MESSAGE));

        assertThat(failure).isInstanceOf(IOException.class).hasMessage("no connection: ConnectException, tries: 3");
        assertThat(pauses).containsExactly(1, 2);
        assertThat(failure.toString() + gatewaySettingsText()).doesNotContain("hush");
    }

    private static String gatewaySettingsText() {
        return new SmsGatewaySettings.Header("X-Api-Key", Secret.of("hush-hush")).toString();
    }
}
