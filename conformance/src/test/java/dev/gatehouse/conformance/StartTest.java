package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/// What refuses to start, and what `dev` opens.
class StartTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "a key nobody knows          | sotre: none                 | sotre",
                "dev on an address for all   | 'dev: true\naddress: 0.0.0.0' | dev"
            })
    void refusesToStart(String name, String settings, String named) {
        assertThatThrownBy(() -> Gatehouse.start(settings))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the server ended with 1")
                .hasMessageContaining(named);
    }

    @Test
    void devTakesAnyCredentialsAndSaysSo() {
        try (Gatehouse server = Gatehouse.start("dev: true")) {
            assertThat(server.logged()).contains("--dev is on");
            server.client(
                            StaticCredentialsProvider.create(AwsBasicCredentials.create("anything", "at all")),
                            Region.US_EAST_1)
                    .createUserPool(request -> request.poolName("dev"));
            HttpResponse<String> unsigned = Http.call(server.url(), "ListUserPools", "{\"MaxResults\":1}");
            assertThat(unsigned.statusCode()).isEqualTo(200);
        }
    }
}
