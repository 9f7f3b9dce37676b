package dev.gatehouse.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// Requests no SDK would send.
final class Http {
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private Http() {}

    /// Sends a request and reads the answer as text.
    static HttpResponse<String> send(HttpRequest request) {
        try {
            return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /// GET.
    static HttpResponse<String> get(URI uri) {
        return send(HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20)).build());
    }

    /// GET of JSON.
    static HttpResponse<String> getJson(URI uri) {
        return send(HttpRequest.newBuilder(uri)
                .header("Accept", "application/json")
                .timeout(Duration.ofSeconds(20))
                .build());
    }

    /// An unsigned call of one operation in AWS JSON, with a body that need not be JSON.
    static HttpResponse<String> call(URI server, String operation, byte[] body) {
        return send(HttpRequest.newBuilder(server)
                .header("Content-Type", "application/x-amz-json-1.1")
                .header("X-Amz-Target", "AWSCognitoIdentityProviderService." + operation)
                .timeout(Duration.ofSeconds(20))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build());
    }

    /// An unsigned call of one operation in AWS JSON.
    static HttpResponse<String> call(URI server, String operation, String body) {
        return call(server, operation, body.getBytes(StandardCharsets.UTF_8));
    }

    /// An unsigned call in the form of AWS Query.
    static HttpResponse<String> form(URI server, String fields) {
        return send(HttpRequest.newBuilder(server)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .timeout(Duration.ofSeconds(20))
                .POST(HttpRequest.BodyPublishers.ofString(fields))
                .build());
    }
}
