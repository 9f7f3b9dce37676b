package dev.gatehouse.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.pure.sigv4.Signer;
import dev.gatehouse.server.TestServer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// `--dev`: any credentials will do, and none.
final class DevTest {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String WHO = "Action=GetCallerIdentity&Version=2011-06-15";

    @Test
    void anyCredentialsAndNoneAreTheAccountsOwn() {
        try (TestServer server = TestServer.start(Map.of("dev", "true"), InstantSource.system())) {
            Signer signer = new Signer("test", "test", Optional.of("whatever"), "eu-west-1", "execute-api");
            assertThat(server.signed(signer, Instant.EPOCH, FORM, "", WHO).body())
                    .contains("<Arn>arn:aws:iam::000000000000:root</Arn>");
            assertThat(server.send(HttpRequest.newBuilder(URI.create(server.url() + "/"))
                                    .header("content-type", FORM)
                                    .POST(HttpRequest.BodyPublishers.ofString(WHO))
                                    .build())
                            .body())
                    .contains("<Arn>arn:aws:iam::000000000000:root</Arn>");
        }
    }
}
