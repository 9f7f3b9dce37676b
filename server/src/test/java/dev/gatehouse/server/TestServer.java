package dev.gatehouse.server;

import dev.gatehouse.pure.sigv4.SignableRequest;
import dev.gatehouse.pure.sigv4.Signer;
import dev.gatehouse.server.config.RootKey;
import dev.gatehouse.server.config.Settings;
import dev.gatehouse.server.triggers.Functions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A whole server in this process, on a free port with a data folder of its own, and a client that talks to it.
public final class TestServer implements AutoCloseable {
    private final Path folder;
    private final InstantSource clock;
    private final Running running;
    private final HttpClient client = HttpClient.newHttpClient();

    private TestServer(Path folder, InstantSource clock, Running running) {
        this.folder = folder;
        this.clock = clock;
        this.running = running;
    }

    /// Starts with default settings.
    public static TestServer start() {
        return start(Map.of(), InstantSource.system());
    }

    /// Starts with settings by their dotted keys, for instance `limits.headTime`, and a clock.
    public static TestServer start(Map<String, String> settings, InstantSource clock) {
        return start(settings, Functions.notInvoked(), clock);
    }

    /// Starts with functions of the test's own.
    public static TestServer start(Map<String, String> settings, Functions functions, InstantSource clock) {
        try {
            Path folder = Files.createTempDirectory("gatehouse-test");
            Map<String, String> all = new HashMap<>(settings);
            all.putIfAbsent("port", "0");
            all.put("dataFolder", folder.toString());
            Settings read = Settings.read(Optional.empty(), Map.of(), all);
            return new TestServer(folder, clock, new Assembly(read, functions, clock, new SecureRandom()).start());
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    public String url() {
        return running.url();
    }

    public int port() {
        return running.http().port();
    }

    public int managementPort() {
        return running.managementPort().orElseThrow();
    }

    public RootKey rootKey() {
        return running.rootKey();
    }

    public Path dataFolder() {
        return folder;
    }

    /// Calls an AWS JSON operation, signed with the root key.
    ///
    /// @param target for instance `AWSCognitoIdentityProviderService.ListUserPools`
    public HttpResponse<String> json(String target, String body) {
        return signed("us-east-1", serviceOf(target), "application/x-amz-json-1.1", target, body);
    }

    /// Calls an AWS JSON operation without a signature.
    public HttpResponse<String> unsignedJson(String target, String body) {
        return send(HttpRequest.newBuilder(URI.create(url() + "/"))
                .header("content-type", "application/x-amz-json-1.1")
                .header("x-amz-target", target)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    /// Calls an AWS Query operation, signed with the root key.
    ///
    /// @param service the signing name, `sts` or `iam`
    /// @param form `Action=...&Version=...`
    public HttpResponse<String> query(String service, String form) {
        return signed("us-east-1", service, "application/x-www-form-urlencoded", "", form);
    }

    /// Calls signed with the root key for any region and service.
    public HttpResponse<String> signed(String region, String service, String contentType, String target, String body) {
        RootKey key = rootKey();
        Signer signer =
                new Signer(key.accessKeyId(), key.secretAccessKey().reveal(), Optional.empty(), region, service);
        return signed(signer, clock.instant(), contentType, target, body);
    }

    /// Calls with any signer, at any time.
    public HttpResponse<String> signed(Signer signer, Instant at, String contentType, String target, String body) {
        Map<String, List<String>> headers = new HashMap<>();
        headers.put("host", List.of("localhost:" + port()));
        headers.put("content-type", List.of(contentType));
        if (!target.isEmpty()) {
            headers.put("x-amz-target", List.of(target));
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        Map<String, String> added = signer.sign(new SignableRequest("POST", "/", "", headers, bytes), at);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port() + "/"))
                .header("content-type", contentType)
                .POST(HttpRequest.BodyPublishers.ofByteArray(bytes));
        if (!target.isEmpty()) {
            request.header("x-amz-target", target);
        }
        added.forEach(request::header);
        return send(request.build());
    }

    /// Fetches a path.
    public HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(URI.create(url() + path)).build());
    }

    /// Sends any request.
    public HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static String serviceOf(String target) {
        return target.startsWith("AWSCognitoIdentityService") ? "cognito-identity" : "cognito-idp";
    }

    @Override
    public void close() {
        client.close();
        running.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
