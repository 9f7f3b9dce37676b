package dev.gatehouse.conformance;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import software.amazon.awssdk.core.exception.SdkException;

/// Stands where S3 or DynamoDB would, keeps what clients send, and answers that all is well.
final class Recorder implements AutoCloseable {
    private final HttpServer http;
    private final BlockingQueue<Sent> sent = new LinkedBlockingQueue<>();

    /// A request as it arrived.
    record Sent(String method, String uri, Map<String, List<String>> headers, byte[] body) {}

    Recorder() {
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        http.createContext("/", exchange -> {
            Map<String, List<String>> headers = new HashMap<>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
            byte[] body = exchange.getRequestBody().readAllBytes();
            URI uri = exchange.getRequestURI();
            String query = Optional.ofNullable(uri.getRawQuery())
                    .map(text -> "?" + text)
                    .orElse("");
            sent.add(new Sent(exchange.getRequestMethod(), uri.getRawPath() + query, headers, body));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        http.start();
    }

    URI url() {
        return URI.create("http://localhost:" + http.getAddress().getPort());
    }

    /// What a call sends. That the client cannot read the answer does not matter.
    Sent of(Runnable call) {
        sent.clear();
        try {
            call.run();
        } catch (SdkException unreadable) {
            // the answer is empty
        }
        return Optional.ofNullable(sent.poll()).orElseThrow(() -> new AssertionError("nothing was sent"));
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
