package dev.gatehouse.pure.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PrincipalNamesTest {
    private static final String DOCUMENT = """
            { "Version" : "2012-10-17",
              "Statement": [
                {"Effect":"Allow", "Principal": {"AWS": "arn:aws:iam::123456789012:user\\/alice"}, "Action":"sts:AssumeRole"},
                {"Effect":"Allow", "Action":"sts:*", "Principal": {"Service":"ec2.amazonaws.com", "AWS": [ "*",
                   "123456789012", "arn:aws:iam::123456789012:role/r", "arn:aws:sts::123456789012:assumed-role/r/app" ]},
                 "Condition": {"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::123456789012:user/alice"}}},
                {"Effect":"Deny", "NotPrincipal": {"AWS": "AIDABOB0000000000000B"}, "Action":"sts:*"}
              ] }
            """;

    @Test
    void namesWhoMustBeFound() {
        assertThat(PrincipalNames.in(DOCUMENT))
                .containsExactly(
                        "arn:aws:iam::123456789012:user/alice",
                        "arn:aws:iam::123456789012:role/r",
                        "arn:aws:sts::123456789012:assumed-role/r/app",
                        "AIDABOB0000000000000B");
    }

    @Test
    void replacesNothingElse() {
        Map<String, String> ids = Map.of(
                "arn:aws:iam::123456789012:user/alice", "AIDAALICE00000000000A",
                "arn:aws:iam::123456789012:role/r", "AROAGUEST00000000000A",
                "arn:aws:sts::123456789012:assumed-role/r/app", "AROAGUEST00000000000A:app");
        String stored = PrincipalNames.replace(DOCUMENT, name -> ids.getOrDefault(name, name));
        assertThat(stored)
                .isEqualTo(DOCUMENT.replace("arn:aws:iam::123456789012:user\\/alice", "AIDAALICE00000000000A")
                        .replace("arn:aws:iam::123456789012:role/r", "AROAGUEST00000000000A")
                        .replace("arn:aws:sts::123456789012:assumed-role/r/app", "AROAGUEST00000000000A:app"));
        assertThat(Policy.parse(PolicyKind.TRUST, stored)).isInstanceOf(Parsed.Good.class);
    }
}
