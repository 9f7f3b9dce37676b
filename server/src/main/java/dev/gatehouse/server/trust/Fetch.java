package dev.gatehouse.server.trust;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Fetches small documents from addresses that {@link AddressGuard} allows. Redirects are not followed.
final class Fetch {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MOST_BYTES = 262_144;

    private final HttpClient client = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(PATIENCE)
            .build();

    /// What came back.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Answer(int status, byte[] body) {}

    /// @throws KeyFinder.Unreachable when nothing comes back in five seconds, or too much
    Answer get(URI address) throws KeyFinder.Unreachable {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("Accept", "application/json")
                .build();
        try {
            HttpResponse<byte[]> answer = client.sendAsync(
                            request,
                            HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), MOST_BYTES))
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(answer.statusCode(), answer.body());
        } catch (ExecutionException | TimeoutException failed) {
            throw new KeyFinder.Unreachable("it did not answer");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KeyFinder.Unreachable("interrupted");
        }
    }
}
