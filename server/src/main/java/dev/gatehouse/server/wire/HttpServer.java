package dev.gatehouse.server.wire;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;

/// Listens for HTTP/1.1 and HTTP/2, with TLS when PEM files are given. Every request runs on a virtual thread.
public final class HttpServer implements AutoCloseable {
    private static final String PUBLIC = "public";
    private static final String MANAGEMENT = "management";
    private static final Duration TLS_CHECK = Duration.ofSeconds(1);

    private final Server server;
    private final ServerConnector publicConnector;
    private final Optional<ServerConnector> managementConnector;

    private HttpServer(
            Server server, ServerConnector publicConnector, Optional<ServerConnector> managementConnector) {
        this.server = server;
        this.publicConnector = publicConnector;
        this.managementConnector = managementConnector;
    }

    /// Where operators look, apart from the public port.
    ///
    /// @param address the address to bind to
    /// @param port the port, 0 for any free one
    /// @param door what answers there
    public record ManagementPort(String address, int port, Management door) {}

    /// Binds and starts to answer.
    ///
    /// @param requestIds a fresh request id at each call
    /// @param clock when requests arrive
    /// @throws IOException when a port cannot be bound or a PEM file cannot be read
    /// @throws GeneralSecurityException when a PEM file does not hold what it should
    public static HttpServer start(
            HttpOptions options,
            Front front,
            Optional<ManagementPort> management,
            Supplier<String> requestIds,
            InstantSource clock)
            throws IOException, GeneralSecurityException {
        QueuedThreadPool threads = new QueuedThreadPool(64, 2);
        threads.setName("http");
        threads.setReservedThreads(0);
        threads.setVirtualThreadsExecutor(VirtualThreads.getNamedVirtualThreadsExecutor("request-"));
        Server server = new Server(threads, new ScheduledExecutorScheduler("http-timer", true), null);
        HttpOptions.Bounds bounds = options.bounds();
        Deadlines deadlines = new Deadlines(server.getScheduler(), bounds.headTime(), bounds.idleTime());
        Optional<TlsFiles> tls = options.tls().isPresent()
                ? Optional.of(new TlsFiles(options.tls().get()))
                : Optional.empty();

        Map<String, Door> doors = new HashMap<>();
        doors.put(PUBLIC, front);
        ServerConnector open = connector(server, deadlines, bounds, tls);
        bind(server, open, PUBLIC, options.address(), options.port());
        Optional<ServerConnector> second = management.map(port -> {
            doors.put(MANAGEMENT, port.door());
            ServerConnector connector = connector(server, deadlines, bounds, Optional.empty());
            bind(server, connector, MANAGEMENT, port.address(), port.port());
            return connector;
        });
        server.addBean(new NetworkConnectionLimit(bounds.connections(), server));
        server.setErrorHandler(new JettyErrors(requestIds));
        server.setHandler(new GracefulHandler(new JettyDoor(Map.copyOf(doors), deadlines, bounds, requestIds, clock)));
        server.setStopTimeout(bounds.stopTime().toMillis());
        begin(server);
        deadlines.start();
        tls.ifPresent(files -> watch(server, files));
        return new HttpServer(server, open, second);
    }

    private static void bind(Server server, ServerConnector connector, String name, String address, int port) {
        connector.setName(name);
        connector.setHost(address);
        connector.setPort(port);
        server.addConnector(connector);
    }

    private static void begin(Server server) throws IOException {
        try {
            server.start();
        } catch (Exception failed) {
            try {
                server.stop();
            } catch (Exception alsoFailed) {
                failed.addSuppressed(alsoFailed);
            }
            throw failed instanceof IOException io ? io : new IOException(failed);
        }
    }

    private static void watch(Server server, TlsFiles files) {
        server.getScheduler()
                .schedule(
                        () -> {
                            files.refresh();
                            if (server.isRunning()) {
                                watch(server, files);
                            }
                        },
                        TLS_CHECK.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    private static ServerConnector connector(
            Server server, Deadlines deadlines, HttpOptions.Bounds bounds, Optional<TlsFiles> tls) {
        ServerConnector connector = new ServerConnector(server, 1, 1, protocols(bounds, tls)) {
            @Override
            protected void onEndPointOpened(EndPoint endPoint) {
                deadlines.opened(endPoint);
                super.onEndPointOpened(endPoint);
            }

            @Override
            protected void onEndPointClosed(EndPoint endPoint) {
                deadlines.closed(endPoint);
                super.onEndPointClosed(endPoint);
            }
        };
        connector.setIdleTimeout(longest(bounds).toMillis());
        connector.setShutdownIdleTimeout(200);
        connector.setAcceptedTcpNoDelay(true);
        return connector;
    }

    /// Jetty's own idle timeout stays behind ours, so that ours decide.
    private static Duration longest(HttpOptions.Bounds bounds) {
        return bounds.headTime().plus(bounds.bodyTime()).plus(bounds.idleTime());
    }

    private static ConnectionFactory[] protocols(HttpOptions.Bounds bounds, Optional<TlsFiles> tls) {
        HttpConfiguration http = configuration(bounds);
        List<ConnectionFactory> protocols = new ArrayList<>();
        if (tls.isPresent()) {
            http.addCustomizer(new SecureRequestCustomizer(false));
            ALPNServerConnectionFactory alpn = new ALPNServerConnectionFactory("h2", "http/1.1");
            alpn.setDefaultProtocol("http/1.1");
            protocols.add(new SslConnectionFactory(tls.get().context(), alpn.getProtocol()));
            protocols.add(alpn);
            protocols.add(new HTTP2ServerConnectionFactory(http));
            protocols.add(new HttpConnectionFactory(http));
        } else {
            protocols.add(new HttpConnectionFactory(http));
            protocols.add(new HTTP2CServerConnectionFactory(http));
        }
        return protocols.toArray(ConnectionFactory[]::new);
    }

    private static HttpConfiguration configuration(HttpOptions.Bounds bounds) {
        HttpConfiguration http = new HttpConfiguration();
        http.setRequestHeaderSize(bounds.headerBytes());
        http.setSendServerVersion(false);
        http.setSendDateHeader(true);
        // RFC 9112 lets a server take a bare LF as a line end; a proxy in front may not, so neither do we
        // (request smuggling).
        http.setHttpCompliance(HttpCompliance.STRICT);
        return http;
    }

    /// The port the API is bound to.
    public int port() {
        return publicConnector.getLocalPort();
    }

    /// The port metrics are bound to, if they are served.
    public Optional<Integer> managementPort() {
        return managementConnector.map(ServerConnector::getLocalPort);
    }

    /// Stops accepting, lets running requests finish within the stop time, then closes.
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception failed) {
            throw new IllegalStateException("the HTTP server did not stop cleanly", failed);
        }
    }

    /// Waits until the server has stopped.
    ///
    /// @throws InterruptedException when the waiting thread is interrupted
    public void join() throws InterruptedException {
        server.join();
    }
}
