package dev.gatehouse.server;

import dev.gatehouse.server.config.Settings;
import dev.gatehouse.server.triggers.Functions;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The run the JVM learns from when it makes an AOT cache: a whole server that answers requests of each kind to
/// itself. What is loaded and linked here need not be at the next start.
final class Training {
    private static final int ROUNDS = 20;
    private static final String FORM = "Action=GetCallerIdentity&Version=2011-06-15";
    private static final String JSON = "{\"MaxResults\": 1}";
    private static final List<String> REQUESTS = List.of(
            request("GET /health"),
            request("POST /", FORM, "Content-Type: application/x-www-form-urlencoded"),
            request(
                    "POST /",
                    JSON,
                    "Content-Type: application/x-amz-json-1.1",
                    "X-Amz-Target: AWSCognitoIdentityProviderService.ListUserPools"));

    private Training() {}

    static void run() throws IOException, GeneralSecurityException {
        Path folder = Files.createTempDirectory("gatehouse-training");
        try {
            Settings settings = Settings.read(
                    Optional.empty(),
                    Map.of(),
                    Map.of("port", "0", "dataFolder", folder.toString(), "dev", "true", "log.format", "text"));
            try (Running running = new Assembly(
                            settings, Functions.notInvoked(), InstantSource.system(), new SecureRandom())
                    .start()) {
                for (int round = 0; round < ROUNDS; round++) {
                    for (String request : REQUESTS) {
                        ask(running.http().port(), request);
                    }
                }
            }
        } finally {
            delete(folder);
        }
    }

    private static String request(String line) {
        return request(line, "");
    }

    private static String request(String line, String body, String... headers) {
        List<String> lines = new ArrayList<>(List.of(line + " HTTP/1.1", "Host: localhost", "Connection: close"));
        lines.add("Content-Length: " + body.length());
        lines.addAll(List.of(headers));
        return String.join("\r\n", lines) + "\r\n\r\n" + body;
    }

    private static void ask(int port, String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                InputStream answer = socket.getInputStream()) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String text = new String(answer.readAllBytes(), StandardCharsets.ISO_8859_1);
            if (text.isEmpty() || text.startsWith("HTTP/1.1 500")) {
                throw new IOException("the server in training gave no good answer");
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
