package dev.gatehouse.server.messages;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;

/// Hands text messages to a gateway, one POST each. Whatever is not 2xx is a failure; redirects are not followed, they
/// would carry code and secret elsewhere.
///
/// It is tried again where the gateway cannot have taken the message, or says so itself: no connection, 5xx, 429. Not
/// after a timeout: the message may be on its way.
final class SmsGateway {
    private final SmsGatewaySettings settings;
    private final Pause pause;
    private final HttpClient client;

    SmsGateway(SmsGatewaySettings settings, Pause pause) {
        this.settings = settings;
        this.pause = pause;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.timeout())
                .executor(task -> Thread.ofVirtual().name("sms").start(task))
                .build();
    }

    /// How one try ended.
    private sealed interface Outcome {
        record Taken() implements Outcome {}

        record Failed(String why, boolean worthAnother) implements Outcome {}
    }

    /// Sends one message and returns when the gateway has taken it.
    ///
    /// @throws IOException when it has not; the text says why and has no secret in it
    void send(Message message) throws IOException {
        HttpRequest request = request(message);
        for (int failures = 1; ; failures++) {
            switch (attempt(request)) {
                case Outcome.Taken ignored -> {
                    return;
                }
                case Outcome.Failed failed -> {
                    if (!failed.worthAnother() || failures > settings.retries()) {
                        throw new IOException(failed.why() + ", tries: " + failures);
                    }
                }
            }
            pause.after(failures);
        }
    }

    private HttpRequest request(Message message) {
        String body = SmsBody.fill(settings, message.to(), message.body());
        HttpRequest.Builder request = HttpRequest.newBuilder(settings.url())
                .timeout(settings.timeout())
                .header("Content-Type", settings.format().mediaType())
                .POST(HttpRequest.BodyPublishers.ofString(body, UTF_8));
        settings.header()
                .ifPresent(
                        header -> request.header(header.name(), header.value().reveal()));
        return request.build();
    }

    /// The answer's body is not read: nobody bounds its length or pace.
    private Outcome attempt(HttpRequest request) {
        try {
            HttpResponse<InputStream> answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            answer.body().close();
            return judge(answer.statusCode());
        } catch (HttpConnectTimeoutException unreachable) {
            return new Outcome.Failed("no connection in time", true);
        } catch (HttpTimeoutException late) {
            return new Outcome.Failed("no answer in time", false);
        } catch (IOException broken) {
            return new Outcome.Failed("no connection: " + broken.getClass().getSimpleName(), true);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Outcome.Failed("interrupted", false);
        }
    }

    private static Outcome judge(int status) {
        if (status >= 200 && status < 300) {
            return new Outcome.Taken();
        }
        return new Outcome.Failed("HTTP status " + status, status == 429 || status >= 500);
    }
}
