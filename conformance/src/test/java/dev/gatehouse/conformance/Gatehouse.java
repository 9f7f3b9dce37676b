package dev.gatehouse.conformance;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;

/// A server process, started from the jar, and the clients that talk to it.
final class Gatehouse implements AutoCloseable {
    private static final Path JAR = Path.of(System.getProperty("gatehouse.jar", "../server/target/gatehouse.jar"));
    private static final String WITH_TESTS = JAR + File.pathSeparator + JAR.resolveSibling("test-classes");
    private static final Path WORK = Path.of(System.getProperty("gatehouse.work", "target/servers"));
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final AtomicInteger NEXT = new AtomicInteger();
    private static final Map<String, Gatehouse> SHARED = new ConcurrentHashMap<>();

    private final Process process;
    private final Path data;
    private final Path config;
    private final Path log;
    private final URI url;
    private final Map<Region, CognitoIdentityProviderClient> admins = new ConcurrentHashMap<>();
    private final CognitoIdentityProviderClient anonymous;

    private Gatehouse(Process process, Path data, Path config, Path log, URI url) {
        this.process = process;
        this.data = data;
        this.config = config;
        this.log = log;
        this.url = url;
        this.anonymous = client(AnonymousCredentialsProvider.create(), Region.US_EAST_1);
    }

    /// The one server of this run, for every test that needs nothing special.
    static Gatehouse shared() {
        return shared("");
    }

    /// The one server of this run with such settings.
    ///
    /// @param settings lines of the YAML settings file
    static Gatehouse shared(String settings) {
        return SHARED.computeIfAbsent(settings, wanted -> {
            Gatehouse server = start(wanted);
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));
            return server;
        });
    }

    /// Starts a server with a new data folder and settings as they are by default.
    static Gatehouse start() {
        return start("");
    }

    /// The one server of this run whose pools' functions are scripted: a custom challenge is answered with `42`,
    /// three wrong answers are too many.
    static Gatehouse withFunctions() {
        return SHARED.computeIfAbsent("functions", wanted -> {
            Gatehouse server =
                    started(launch(newData(), "", "-cp", WITH_TESTS, "dev.gatehouse.server.ServerWithFunctions"));
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));
            return server;
        });
    }

    /// Starts a server whose clock is ahead on a data folder.
    static Gatehouse ahead(Duration time, Path data, String settings) {
        return started(
                launch(data, settings, "-Dahead=" + time, "-cp", WITH_TESTS, "dev.gatehouse.server.ServerAhead"));
    }

    /// Starts a server with a new data folder.
    ///
    /// @param settings lines of the YAML settings file
    static Gatehouse start(String settings) {
        return start(newData(), settings);
    }

    /// Starts a server on a data folder and waits until it serves.
    static Gatehouse start(Path data, String settings) {
        return started(launch(data, settings, "-jar", JAR.toString()));
    }

    private static Gatehouse started(Gatehouse server) {
        try {
            Await.untilTrue("the server is ready; see " + server.log, PATIENCE, server::ready);
        } catch (AssertionError late) {
            server.kill();
            throw late;
        }
        return server;
    }

    /// A data folder no server has used.
    static Path newData() {
        return WORK.resolve("data-" + ProcessHandle.current().pid() + "-" + NEXT.incrementAndGet());
    }

    /// @param program what the virtual machine runs
    private static Gatehouse launch(Path data, String settings, String... program) {
        try {
            Files.createDirectories(data);
            Path config = Path.of(data + ".yaml");
            Path log = Path.of(data + ".log");
            int port = freePort();
            Files.writeString(config, settings + "\nmanagement:\n  port: off\n");
            List<String> line = java(program);
            line.addAll(List.of("start", "--port", Integer.toString(port)));
            line.addAll(List.of("--data", data.toString(), "--config", config.toString()));
            Process process = new ProcessBuilder(line)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            return new Gatehouse(process, data, config, log, URI.create("http://localhost:" + port));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static List<String> command(String... arguments) {
        List<String> line = java("-jar", JAR.toString());
        line.addAll(List.of(arguments));
        return line;
    }

    private static List<String> java(String... program) {
        if (!Files.exists(JAR)) {
            throw new IllegalStateException(JAR + " is missing: build it first (mvn package)");
        }
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        line.addAll(List.of(program));
        return line;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private boolean ready() {
        if (!process.isAlive()) {
            throw new IllegalStateException("the server ended with " + process.exitValue() + ": " + logged());
        }
        try {
            return Http.get(url.resolve("/health")).statusCode() == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    /// Runs one of the other commands on this server's data folder and returns what it printed.
    ///
    /// @throws AssertionError when it fails
    String run(String command, String... arguments) {
        return run(data, config, command, arguments);
    }

    /// Runs a command on a data folder and returns what it printed.
    ///
    /// @throws AssertionError when it fails
    static String run(Path data, Path config, String command, String... arguments) {
        List<String> line = command(command);
        line.addAll(List.of("--data", data.toString(), "--config", config.toString()));
        line.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(command + " failed: " + printed);
            }
            return printed;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /// Where it is reached, without a trailing slash.
    URI url() {
        return url;
    }

    Path data() {
        return data;
    }

    Path config() {
        return config;
    }

    /// What the process has printed so far.
    String logged() {
        try {
            return Files.readString(log);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// A client that signs with the root key.
    CognitoIdentityProviderClient admin() {
        return admin(Region.US_EAST_1);
    }

    /// A client that signs with the root key for a region.
    CognitoIdentityProviderClient admin(Region region) {
        return admins.computeIfAbsent(region, signed -> client(rootKey(), signed));
    }

    /// A client without credentials.
    CognitoIdentityProviderClient anonymous() {
        return anonymous;
    }

    /// A client with credentials of one's own choice.
    CognitoIdentityProviderClient client(AwsCredentialsProvider credentials, Region region) {
        return CognitoIdentityProviderClient.builder()
                .endpointOverride(url)
                .region(region)
                .credentialsProvider(credentials)
                .overrideConfiguration(options ->
                        options.retryStrategy(AwsRetryStrategy.doNotRetry()).apiCallTimeout(Duration.ofSeconds(60)))
                .build();
    }

    /// The root key as the data folder's credentials file holds it.
    AwsCredentialsProvider rootKey() {
        return StaticCredentialsProvider.create(
                AwsBasicCredentials.create(credential("aws_access_key_id"), credential("aws_secret_access_key")));
    }

    private String credential(String name) {
        try {
            return Files.readAllLines(data.resolve("credentials")).stream()
                    .filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf('=') + 1).strip())
                    .findFirst()
                    .orElseThrow();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// What this server has sent.
    Outbox outbox() {
        return new Outbox(url);
    }

    /// Ends the process at once, as `kill -9` does.
    void kill() {
        process.destroyForcibly();
        ended();
    }

    /// Ends the process in good order.
    @Override
    public void close() {
        process.destroy();
        ended();
    }

    private void ended() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("the server did not stop; see " + log);
            }
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
