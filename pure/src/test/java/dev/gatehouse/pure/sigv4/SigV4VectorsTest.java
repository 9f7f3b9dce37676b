package dev.gatehouse.pure.sigv4;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// AWS's published examples: the Signature Version 4 test suite, and the worked example of the reference.
class SigV4VectorsTest {
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private static final Instant TIME = Instant.parse("2015-08-30T12:36:00Z");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET  | /                    | ''                             | ''                          | 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31
            GET  | ''                   | ''                             | ''                          | 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31
            GET  | /./                  | ''                             | ''                          | 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31
            GET  | /example/..          | ''                             | ''                          | 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31
            GET  | /example1/example2/../.. | ''                         | ''                          | 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31
            GET  | //                   | ''                             | ''                          | 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31
            GET  | //example//          | ''                             | ''                          | 9a624bd73a37c9a373b5312afbebe7a714a789de108f0bdfe846570885f57e84
            GET  | /example space/      | ''                             | ''                          | 652487583200325589f1fba4c7e578f72c47cb61beeca81406b39ddec1366741
            GET  | /-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz | '' | ''           | 07ef7494c76fa4850883e2b006601f940f8a34d404d0cfa977f52a65bbf5f24f
            GET  | /ሴ                   | ''                             | ''                          | 8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85
            GET  | /                    | Param2=value2&Param1=value1    | ''                          | b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500
            GET  | /                    | Param1=value1                  | ''                          | a67d582fa61cc504c4bae71f336f98b97f1ea3c7a6bfe1b6e45aec72011b9aeb
            GET  | /                    | ''                             | My-Header1:value2 ;My-Header1:value2;My-Header1:value1 | c9d5ea9f3f72853aea855b47ea873832890dbdd183b4468f858259531a5138ea
            GET  | /                    | ''                             | My-Header1: value1 ;My-Header2: "a   b   c" | acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736
            POST | /                    | ''                             | ''                          | 5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b
            POST | /                    | ''                             | My-Header1:value1           | c5410059b04c1ee005303aed430f6e6645f61f4dc9e1461ec8f8916fdf18852c
            POST | /                    | Param1=value1                  | ''                          | 28038455d6de14eafc1f9222cf5aa6f1a96197d7deb8263271d420d138af7f11
            """)
    void suite(String method, String path, String query, String headers, String signature) {
        Map<String, List<String>> all = new TreeMap<>();
        all.put("host", List.of("example.amazonaws.com"));
        all.put("x-amz-date", List.of("20150830T123600Z"));
        for (String header : headers.isEmpty() ? new String[0] : headers.split(";")) {
            String[] parts = header.split(":", 2);
            all.computeIfAbsent(parts[0].toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(parts[1]);
        }
        all.put("authorization", List.of(authorization("service", String.join(";", all.keySet()), signature)));
        assertOk(new SignableRequest(method, path, query, all, new byte[0]), "service");
    }

    @Test
    void formBody() {
        Map<String, List<String>> headers = Map.of(
                "host", List.of("example.amazonaws.com"),
                "content-type", List.of("application/x-www-form-urlencoded"),
                "x-amz-date", List.of("20150830T123600Z"),
                "authorization",
                        List.of(authorization(
                                "service",
                                "content-type;host;x-amz-date",
                                "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a")));
        assertOk(new SignableRequest("POST", "/", "", headers, "Param1=value1".getBytes(UTF_8)), "service");
    }

    @Test
    void workedExample() {
        Claim.Scope scope = new Claim.Scope("20150830", "us-east-1", "iam", "aws4_request");
        assertThat(HexFormat.of().formatHex(SigV4.signingKey(SECRET, scope)))
                .isEqualTo("c4afb1cc5771d871763a393e44b703571b55cc28424d1a5e86da6ed3c154a4b9");
        Map<String, List<String>> headers = Map.of(
                "host", List.of("iam.amazonaws.com"),
                "content-type", List.of("application/x-www-form-urlencoded; charset=utf-8"),
                "x-amz-date", List.of("20150830T123600Z"),
                "authorization",
                        List.of(authorization(
                                "iam",
                                "content-type;host;x-amz-date",
                                "5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7")));
        assertOk(new SignableRequest("GET", "/", "Action=ListUsers&Version=2010-05-08", headers, new byte[0]), "iam");
    }

    private static String authorization(String service, String signedHeaders, String signature) {
        return "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/" + service + "/aws4_request, SignedHeaders="
                + signedHeaders + ", Signature=" + signature;
    }

    private static void assertOk(SignableRequest request, String service) {
        Claim.Parsed claim = (Claim.Parsed) SigV4.read(request);
        byte[] key = SigV4.signingKey(SECRET, claim.scope());
        assertThat(SigV4.check(request, claim, key, TIME, Rules.of(service))).isEqualTo(new Verdict.Ok());
    }
}
