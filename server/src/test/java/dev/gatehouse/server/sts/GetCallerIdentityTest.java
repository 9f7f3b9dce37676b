package dev.gatehouse.server.sts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.TestServer;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GetCallerIdentityTest {
    private static final String FORM = "Action=GetCallerIdentity&Version=2011-06-15";

    @Test
    void theRootKeyIsTheAccount() {
        try (TestServer server = TestServer.start(Map.of("accountId", "123456789012"), InstantSource.system())) {
            HttpResponse<String> answer = server.query("sts", FORM);

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("content-type").orElseThrow())
                    .startsWith("text/xml");
            assertThat(answer.body())
                    .startsWith("<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">")
                    .contains("<Arn>arn:aws:iam::123456789012:root</Arn>")
                    .contains("<UserId>123456789012</UserId>")
                    .contains("<Account>123456789012</Account>");
        }
    }

    /// STS is global: Terraform and the SDKs sign with whatever region they are set to.
    @ParameterizedTest
    @ValueSource(strings = {"us-east-1", "eu-west-1", "moon-north-9"})
    void anyRegionWillDo(String region) {
        try (TestServer server = TestServer.start()) {
            assertThat(server.signed(region, "sts", "application/x-www-form-urlencoded; charset=utf-8", "", FORM)
                            .statusCode())
                    .isEqualTo(200);
        }
    }
}
