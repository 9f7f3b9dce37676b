package dev.gatehouse.server.wire;

import dev.gatehouse.pure.net.Network;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http2.SessionContainer;
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
import org.eclipse.jetty.util.component.Graceful;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Listens for HTTP/1.1 and HTTP/2, with TLS when PEM files are given. Every request runs on a virtual thread.
public final class HttpServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
    private static final String PUBLIC = "public";
    private static final String MANAGEMENT = "management";
    private static final Duration TLS_CHECK = Duration.ofSeconds(1);

    private final Server server;
    private final HttpOptions.Bounds bounds;
    private final List<Network> proxies;
    private final Deadlines deadlines;
    private final Optional<TlsFiles> tls;
    private final ServerConnector open;
    private final Optional<ServerConnector> management;

    private HttpServer(HttpOptions options, Optional<TlsFiles> tls) {
        QueuedThreadPool threads = new QueuedThreadPool(64, 2);
        threads.setName("http");
        threads.setReservedThreads(0);
        threads.setVirtualThreadsExecutor(VirtualThreads.getNamedVirtualThreadsExecutor("request-"));
        this.server = new Server(threads, new ScheduledExecutorScheduler("http-timer", true), null);
        this.bounds = options.bounds();
        this.proxies = options.proxies();
        this.deadlines = new Deadlines(server.getScheduler(), bounds.headTime(), bounds.idleTime());
        this.tls = tls;
        this.open = connector(PUBLIC, options.address(), options.port(), tls);
        this.management =
                options.management().map(port -> connector(MANAGEMENT, port.address(), port.port(), Optional.empty()));
    }

    /// Binds the ports. Nothing is answered before {@link #serve}; connections wait.
    ///
    /// @throws IOException when a port cannot be bound or a PEM file cannot be read
    /// @throws GeneralSecurityException when a PEM file does not hold what it should
    public static HttpServer bind(HttpOptions options) throws IOException, GeneralSecurityException {
        Optional<TlsFiles> tls = options.tls().isPresent()
                ? Optional.of(new TlsFiles(options.tls().get()))
                : Optional.empty();
        HttpServer bound = new HttpServer(options, tls);
        bound.open.open();
        try {
            if (bound.management.isPresent()) {
                bound.management.get().open();
            }
        } catch (IOException taken) {
            bound.open.close();
            throw taken;
        }
        return bound;
    }

    /// Starts to answer.
    ///
    /// @param front what answers on the public port
    /// @param operators what answers on the management port
    /// @param requestIds a fresh request id at each call
    /// @param clock when requests arrive
    public void serve(Front front, Management operators, Supplier<String> requestIds, InstantSource clock) {
        Map<String, Door> doors = Map.of(PUBLIC, front, MANAGEMENT, operators);
        server.addBean(new NetworkConnectionLimit(bounds.connections(), server));
        server.setErrorHandler(new JettyErrors(requestIds));
        server.setHandler(new GracefulHandler(new JettyDoor(doors, deadlines, bounds, proxies, requestIds, clock)));
        try {
            server.start();
        } catch (Exception failed) {
            close();
            throw new IllegalStateException("the HTTP server did not start", failed);
        }
        deadlines.start();
        tls.ifPresent(files -> watch(server, files));
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

    private ServerConnector connector(String name, String address, int port, Optional<TlsFiles> files) {
        ServerConnector connector = new ServerConnector(server, 1, 1, protocols(bounds, files)) {
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
        connector.setName(name);
        connector.setHost(address);
        connector.setPort(port);
        server.addConnector(connector);
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
        // Signatures cover header values: the parser must not put well-known ones in their place, such as
        // "text/plain;charset=utf-8" for "text/plain; charset=UTF-8".
        http.setHeaderCacheCaseSensitive(true);
        return http;
    }

    /// The port the API is bound to.
    public int port() {
        return open.getLocalPort();
    }

    /// The port metrics are bound to, if they are served.
    public Optional<Integer> managementPort() {
        return management.map(ServerConnector::getLocalPort);
    }

    /// Stops accepting, lets running requests finish within the stop time, then closes.
    @Override
    public void close() {
        boolean interrupted = !drained();
        try {
            server.stop();
        } catch (Exception failed) {
            throw new IllegalStateException("the HTTP server did not stop cleanly", failed);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// Waits for requests and connections to end, no longer than the stop time. HTTP/2 sessions are told to end
    /// but not waited for: their connections are, and Jetty never says of a session that it has ended when its
    /// client goes away at this very moment.
    ///
    /// @return false when the waiting thread was interrupted
    private boolean drained() {
        List<CompletableFuture<Void>> ends = new ArrayList<>();
        for (Graceful part : server.getContainedBeans(Graceful.class)) {
            CompletableFuture<Void> end = part.shutdown();
            if (!(part instanceof SessionContainer)) {
                ends.add(end);
            }
        }
        try {
            CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new))
                    .get(bounds.stopTime().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            LOG.warn("requests that did not end within {} are cut off", bounds.stopTime());
        } catch (ExecutionException failed) {
            LOG.warn("could not wait for requests to end", failed);
        } catch (InterruptedException interrupted) {
            return false;
        }
        return true;
    }

    /// Waits until the server has stopped.
    ///
    /// @throws InterruptedException when the waiting thread is interrupted
    public void join() throws InterruptedException {
        server.join();
    }
}
