package dev.gatehouse.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A server as child process.
///
/// @param process the JVM itself: the launcher becomes it
/// @param port where it listens on loopback
/// @param firstAnswer from the start of the process to its first good answer
record ServerProcess(Process process, int port, Duration firstAnswer) implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int LOOK_EVERY_MILLIS = 5;

    /// Starts `./gatehouse start`.
    static ServerProcess launched(Root root, Path data) throws IOException, InterruptedException {
        return start(List.of(root.launcher().toString()), data);
    }

    /// Starts the jar without an AOT cache.
    static ServerProcess plain(Root root, Path data) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(root.java());
        command.addAll(List.of("-jar", root.serverJar().toString()));
        return start(command, data);
    }

    private static ServerProcess start(List<String> program, Path data) throws IOException, InterruptedException {
        Files.createDirectories(data);
        int port = freePort();
        List<String> command = new ArrayList<>(program);
        command.addAll(List.of("start", "--port", Integer.toString(port), "--data", data.toString()));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("GATEHOUSE_MANAGEMENT_PORT", "0");
        builder.redirectOutput(
                ProcessBuilder.Redirect.appendTo(data.resolve("server.log").toFile()));
        long begun = System.nanoTime();
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(process::destroy));
        awaitAnswer(process, port, begun);
        return new ServerProcess(process, port, Duration.ofNanos(System.nanoTime() - begun));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void awaitAnswer(Process process, int port, long begun) throws InterruptedException {
        while (!answers(port)) {
            if (!process.isAlive() || System.nanoTime() - begun > PATIENCE.toNanos()) {
                process.destroy();
                throw new IllegalStateException("the server did not start; its log tells why");
            }
            Thread.sleep(LOOK_EVERY_MILLIS);
        }
    }

    private static boolean answers(int port) {
        try (Connection connection = new Connection(port)) {
            return connection.get("/health").status() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    Cpu cpu() throws IOException {
        return Cpu.of(process.pid());
    }

    double residentMegabytes() throws IOException {
        return Cpu.residentMegabytes(process.pid());
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
