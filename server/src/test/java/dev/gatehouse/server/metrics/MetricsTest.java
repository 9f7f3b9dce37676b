package dev.gatehouse.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.TestServer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class MetricsTest {

    @Test
    void requestsAreCountedAndTimed() {
        Metrics metrics = new Metrics();
        metrics.started();
        metrics.started();
        metrics.finished("cognito-idp", "InitiateAuth", "NotAuthorizedException", Duration.ofMillis(3));

        assertThat(new String(metrics.scrape(), StandardCharsets.UTF_8))
                .contains("gatehouse_requests_total{code=\"NotAuthorizedException\",operation=\"InitiateAuth\","
                        + "service=\"cognito-idp\"} 1.0")
                .contains("gatehouse_request_duration_seconds_bucket{operation=\"InitiateAuth\","
                        + "service=\"cognito-idp\",le=\"0.005\"} 1")
                .contains("gatehouse_requests_in_flight 1.0")
                .contains("jvm_memory_used_bytes{area=\"heap\"}")
                .contains("process_cpu_seconds_total");
    }

    @Test
    void theyAreServedOnTheManagementPortOnly() {
        try (TestServer server = TestServer.start()) {
            assertThat(server.get("/metrics").statusCode()).isEqualTo(404);
            String url = "http://127.0.0.1:" + server.managementPort();
            var answer = server.send(
                    HttpRequest.newBuilder(URI.create(url + "/metrics")).build());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("gatehouse_requests_total{code=\"404\"");
            assertThat(server.send(HttpRequest.newBuilder(URI.create(url + "/health"))
                                    .build())
                            .body())
                    .isEqualTo("{\"status\":\"ok\"}");
        }
    }
}
