package dev.gatehouse.server.wire;

import dev.gatehouse.model.protocol.WireAnswer;
import dev.gatehouse.model.protocol.WireRequest;
import dev.gatehouse.pure.net.Network;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.MDC;

/// Between Jetty and a {@link Door}: reads a request whole, answers it, adds what every answer carries.
///
/// Runs on a virtual thread, so waiting for a body or a room blocks nobody else.
final class JettyDoor extends Handler.Abstract {
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS");

    /// The longest an upload may take; between two of its pieces Jetty's idle timeout holds.
    private static final Duration UPLOAD_TIME = Duration.ofMinutes(30);

    private final Map<String, Door> doors;
    private final Deadlines deadlines;
    private final HttpOptions.Bounds bounds;
    private final List<Network> proxies;
    private final Supplier<String> requestIds;
    private final InstantSource clock;

    /// @param doors connector name to what answers there
    /// @param proxies that may say for whom they ask
    JettyDoor(
            Map<String, Door> doors,
            Deadlines deadlines,
            HttpOptions.Bounds bounds,
            List<Network> proxies,
            Supplier<String> requestIds,
            InstantSource clock) {
        this.doors = doors;
        this.deadlines = deadlines;
        this.bounds = bounds;
        this.proxies = proxies;
        this.requestIds = requestIds;
        this.clock = clock;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Deadlines.Watch watch =
                deadlines.of(request.getConnectionMetaData().getConnection().getEndPoint());
        watch.begin();
        Request.addCompletionListener(request, failure -> watch.end());
        String requestId = requestIds.get();
        MDC.put("requestId", requestId);
        try {
            WireAnswer answer = answer(request, response, requestId);
            watch.answering();
            write(answer, requestId, response, callback);
        } finally {
            MDC.remove("requestId");
        }
        return true;
    }

    private WireAnswer answer(Request request, Response response, String requestId) throws InterruptedException {
        if (!METHODS.contains(request.getMethod())) {
            return Answers.status(405);
        }
        if (request.getMethod().equals("PUT")) {
            WireRequest head = wire(request, new byte[0]);
            Optional<Door.Streaming> streaming = door(request).streaming(head);
            if (streaming.isPresent()) {
                return stream(streaming.get(), head, request, response, requestId);
            }
        }
        return switch (BodyReader.read(request, bounds.bodyBytes(), bounds.bodyTime())) {
            case BodyReader.Outcome.Refused(int status) -> {
                response.getHeaders().put(HttpHeader.CONNECTION, "close");
                yield Answers.status(status);
            }
            case BodyReader.Outcome.Whole body ->
                door(request).answer(arrival(wire(request, body.bytes()), request, requestId));
        };
    }

    /// A body that is not read to its end cannot be followed by another request.
    private WireAnswer stream(
            Door.Streaming streaming, WireRequest head, Request request, Response response, String requestId) {
        InputStream body = new TimedBody(Content.Source.asInputStream(request), UPLOAD_TIME);
        WireAnswer answer = streaming.answer(arrival(head, request, requestId), body);
        if (answer.status() >= 400) {
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
        }
        return answer;
    }

    private Arrival arrival(WireRequest http, Request request, String requestId) {
        Origin origin = Origin.of(remote(request), request.isSecure(), http, proxies);
        return new Arrival(http, requestId, origin, clock.instant());
    }

    private Door door(Request request) {
        Door door = doors.get(request.getConnectionMetaData().getConnector().getName());
        if (door == null) {
            throw new IllegalStateException("a connector without a door");
        }
        return door;
    }

    private static WireRequest wire(Request request, byte[] body) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (HttpField field : request.getHeaders()) {
            String value = field.getValue();
            headers.computeIfAbsent(field.getName().toLowerCase(Locale.ROOT), name -> new ArrayList<>(1))
                    .add(value == null ? "" : value);
        }
        String authority = request.getHttpURI().getAuthority();
        if (authority != null) {
            headers.computeIfAbsent("host", name -> List.of(authority));
        }
        String path = request.getHttpURI().getPath();
        String query = request.getHttpURI().getQuery();
        return new WireRequest(
                request.getMethod(),
                path == null || path.isEmpty() ? "/" : path,
                query == null ? "" : query,
                headers,
                body);
    }

    private static String remote(Request request) {
        return request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress address
                        && address.getAddress() != null
                ? address.getAddress().getHostAddress()
                : "";
    }

    /// Writes an answer with the headers that all of them carry; Jetty adds `Date` and the length.
    static void write(WireAnswer answer, String requestId, Response response, Callback callback) {
        response.setStatus(answer.status());
        HttpFields.Mutable headers = response.getHeaders();
        Cors.everywhere(headers::put);
        headers.put("x-amzn-RequestId", requestId);
        answer.headers().forEach(headers::put);
        response.write(true, ByteBuffer.wrap(answer.body()), callback);
    }
}
