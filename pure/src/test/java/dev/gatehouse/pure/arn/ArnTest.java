package dev.gatehouse.pure.arn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArnTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_aB3dE5fG7",
                "arn:aws:iam::123456789012:role/path/to/name",
                "arn:aws:iam::aws:policy/ReadOnlyAccess",
                "arn:aws:s3:::bucket/key with spaces/and:colons",
                "arn:aws-us-gov:lambda:us-gov-west-1:123456789012:function:name:alias",
                "arn:aws:iam::123456789012:oidc-provider/example.com/*"
            })
    void roundTrip(String text) {
        assertThat(Arn.parse(text)).hasValueSatisfying(arn -> assertThat(arn).hasToString(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "arn",
                "arn:aws:iam::123456789012",
                "arn:aws:iam::123456789012:",
                "ARN:aws:iam::123456789012:root",
                "arn::iam::123456789012:root",
                "arn:azure:iam::123456789012:root",
                "arn:aws:::123456789012:root",
                "arn:aws:*::123456789012:root",
                "arn:aws:iam::12345678901:root",
                "arn:aws:iam::1234567890123:root",
                "arn:aws:iam::account:root",
                "arn:aws:iam:eu_west:123456789012:root",
                "arn:aws:iam::123456789012:ro\not",
                " arn:aws:iam::123456789012:root"
            })
    void refused(String text) {
        assertThat(Arn.parse(text)).isEmpty();
    }

    @Test
    void tooLong() {
        String start = "arn:aws:iam::123456789012:role/";
        assertThat(Arn.parse(start + "x".repeat(2048 - start.length()))).isPresent();
        assertThat(Arn.parse(start + "x".repeat(2049 - start.length()))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"role/a/b, role, a/b", "function:name:1, function, name:1", "root, '', root"})
    void resourceParts(String resource, String type, String id) {
        Arn arn = new Arn("aws", "iam", "", "123456789012", resource);
        assertThat(arn.resourceType()).isEqualTo(type);
        assertThat(arn.resourceId()).isEqualTo(id);
    }
}
