package dev.gatehouse.pure.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class S3RequestsTest {
    private static Reading read(String method, String host, String uri, Map<String, String> headers) {
        Map<String, List<String>> all = new HashMap<>();
        headers.forEach((name, value) -> all.put(name, List.of(value)));
        all.put("host", List.of(host));
        int question = uri.indexOf('?');
        String path = question < 0 ? uri : uri.substring(0, question);
        String query = question < 0 ? "" : uri.substring(question + 1);
        return S3Requests.read(
                new S3Request(method, path, query, all), List.of("s3.example.com", "s3.eu-west-1.amazonaws.com"));
    }

    private static List<Want> wants(String method, String uri, Map<String, String> headers) {
        return ((Reading.Clear) read(method, "localhost:9000", uri, headers)).all();
    }

    private static String told(List<Want> wants) {
        return wants.stream()
                .map(want -> want.action() + " " + want.resource())
                .collect(Collectors.joining(" & "))
                .replace("arn:aws:s3:::", "");
    }

    @ParameterizedTest
    @CsvSource({
        "GET,    /,                          s3:ListAllMyBuckets *",
        "GET,    /b1,                        s3:ListBucket b1",
        "GET,    /b1/?list-type=2,           s3:ListBucket b1",
        "HEAD,   /b1,                        s3:ListBucket b1",
        "PUT,    /b1,                        s3:CreateBucket b1",
        "DELETE, /b1,                        s3:DeleteBucket b1",
        "GET,    /b1?versions&prefix=a,      s3:ListBucketVersions b1",
        "GET,    /b1?location,               s3:GetBucketLocation b1",
        "GET,    /b1?uploads,                s3:ListBucketMultipartUploads b1",
        "PUT,    /b1?policy,                 s3:PutBucketPolicy b1",
        "GET,    /b1/k,                      s3:GetObject b1/k",
        "HEAD,   /b1/k,                      s3:GetObject b1/k",
        "GET,    /b1/k?versionId=7,          s3:GetObjectVersion b1/k",
        "GET,    /b1/k?partNumber=1,         s3:GetObject b1/k",
        "GET,    /b1/k?attributes,           s3:GetObject b1/k & s3:GetObjectAttributes b1/k",
        "PUT,    /b1/a/b/c,                  s3:PutObject b1/a/b/c",
        "PUT,    /b1/folder/,                s3:PutObject b1/folder/",
        "PUT,    /b1/k?partNumber=1&uploadId=u, s3:PutObject b1/k",
        "POST,   /b1/k?uploads,              s3:PutObject b1/k",
        "POST,   /b1/k?uploadId=u,           s3:PutObject b1/k",
        "GET,    /b1/k?uploadId=u,           s3:ListMultipartUploadParts b1/k",
        "DELETE, /b1/k?uploadId=u,           s3:AbortMultipartUpload b1/k",
        "DELETE, /b1/k,                      s3:DeleteObject b1/k",
        "DELETE, /b1/k?versionId=7,          s3:DeleteObjectVersion b1/k",
        "GET,    /b1/k?acl,                  s3:GetObjectAcl b1/k",
        "PUT,    /b1/k?tagging,              s3:PutObjectTagging b1/k",
        "GET,    /b1/a%20b%C3%A9,            s3:GetObject b1/a bé",
        "GET,    /b1/a+b,                    s3:GetObject b1/a+b",
        "GET,    /b1/%252e%252e/k,           s3:GetObject b1/%2e%2e/k",
        "GET,    /b1/*,                      s3:GetObject b1/*",
    })
    void actionsAndResources(String method, String uri, String wanted) {
        assertThat(told(wants(method, uri, Map.of()))).isEqualTo(wanted);
    }

    @ParameterizedTest
    @CsvSource({
        "localhost:9000,                     /b1/k,  b1/k",
        "b1.s3.example.com,                  /k,     b1/k",
        "B1.S3.example.com:443,              /k,     b1/k",
        "s3.example.com,                     /b1/k,  b1/k",
        "my.bucket.s3.example.com,           /k,     my.bucket/k",
        "b1.s3.eu-west-1.amazonaws.com,      /k,     b1/k",
        "s3.eu-west-1.amazonaws.com,         /b1/k,  b1/k",
        "s3.amazonaws.com:443,               /b1/k,  b1/k",
        "s3-us-west-2.amazonaws.com,         /b1/k,  b1/k",
        "s3.dualstack.us-west-2.amazonaws.com, /b1/k, b1/k",
        "[2001:db8::1]:9000,                 /b1/k,  b1/k",
    })
    void hosts(String host, String path, String object) {
        Reading reading = read("GET", host, path, Map.of());
        assertThat(told(((Reading.Clear) reading).all())).isEqualTo("s3:GetObject " + object);
    }

    /// Who may use all of one bucket could name it in the host and another in the path, which is what a store that
    /// reads paths takes.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "b1.s3.amazonaws.com",
                "B1.S3.amazonaws.com:443",
                "b1.s3.eu-central-1.amazonaws.com",
                "b1.s3-us-west-2.amazonaws.com",
                "b1.s3.dualstack.us-west-2.amazonaws.com",
                "b1.s3-fips.us-east-1.amazonaws.com",
                "b1.s3-accelerate.amazonaws.com",
                "b1.s3.cn-north-1.amazonaws.com.cn",
                "s3.s3.amazonaws.com",
                "s3.b1.amazonaws.com",
                "b1.s3.example.com.",
                "b1.s3.example.com:",
                "b1.s3.example.com:80:80",
                "b1.s3.example.com/",
                "",
            })
    void unclearHosts(String host) {
        assertThat(read("GET", host, "/b2/k", Map.of())).isInstanceOf(Reading.Unclear.class);
    }

    /// Each could be another object to a proxy or to the store behind.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/b1/private/nora/../theo/k",
                "/b1/private/nora/%2e%2e/theo/k",
                "/b1/private/nora/%2E./theo/k",
                "/b1/./k",
                "/b1//k",
                "//b1/k",
                "/b1/private%2Ftheo",
                "/b1/private%2ftheo",
                "/b1/a\\b",
                "/b1/a%5Cb",
                "/b1/a#b",
                "/b1/a#/../b",
                "/b1/a b",
                "/b1/a\"b",
                "/b1/a|b",
                "/b1/a<b",
                "/b1/a{b}",
                "/b1/a^b",
                "/b1/a`b",
                "/b1/[b]",
                "/b1/é",
                "/b1/k?versionId=7#b",
                "/b1?prefix=a b",
                "/b1?prefix=[a]",
                "/b1?prefix=é",
                "/b1/a%00b",
                "/b1/a%0d%0ab",
                "/b1/a%zz",
                "/b1/a%",
                "/b1/a%ff",
                "/b1/a%c0%af",
                "/b..1/k",
                "/_b/k",
                "b1/k",
                "/b1?prefix=a&prefix=b",
                "/b1?prefix=a+b",
                "/b1?prefix=a;b",
                "/b1?prefix=%ff",
                "/b1?acl&policy",
                "/b1?nonsense",
                "/b1/k?nonsense",
                "/b1?versionId=1",
                "/?policy",
            })
    void unclear(String uri) {
        assertThat(read("GET", "localhost", uri, Map.of())).isInstanceOf(Reading.Unclear.class);
    }

    @ParameterizedTest
    @CsvSource({
        "b2/k,                s3:PutObject b1/k & s3:GetObject b2/k",
        "/b2/a/k,             s3:PutObject b1/k & s3:GetObject b2/a/k",
        "b2%2Fa%2Fk,          s3:PutObject b1/k & s3:GetObject b2/a/k",
        "b2/k?versionId=7,    s3:PutObject b1/k & s3:GetObjectVersion b2/k",
        "b2/a%2Bk,            s3:PutObject b1/k & s3:GetObject b2/a+k",
    })
    void copies(String source, String wanted) {
        assertThat(told(wants("PUT", "/b1/k", Map.of("x-amz-copy-source", source))))
                .isEqualTo(wanted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"b2", "b2/", "b2/a/../k", "b2%2F..%2Fk", "b2//k", "b2/a+k", "b2/k?x=1", "arn:aws:s3:::b2/k"})
    void unclearCopies(String source) {
        assertThat(read("PUT", "localhost", "/b1/k", Map.of("x-amz-copy-source", source)))
                .isInstanceOf(Reading.Unclear.class);
    }

    @Test
    void whatAPutAlsoSets() {
        Map<String, String> headers =
                Map.of("x-amz-acl", "public-read", "x-amz-tagging", "team=a%20b", "x-amz-object-lock-legal-hold", "ON");
        List<Want> wants = wants("PUT", "/b1/k", headers);

        assertThat(told(wants))
                .isEqualTo("s3:PutObject b1/k & s3:PutObjectAcl b1/k & s3:PutObjectTagging b1/k"
                        + " & s3:PutObjectLegalHold b1/k");
        assertThat(wants.getFirst().keys().all("s3:x-amz-acl")).containsExactly("public-read");
        assertThat(wants.getFirst().keys().all("s3:RequestObjectTag/team")).containsExactly("a b");
        assertThat(wants.getFirst().keys().all("s3:RequestObjectTagKeys")).containsExactly("team");
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE, /b1/k,             x-amz-bypass-governance-retention, true,  s3:BypassGovernanceRetention b1/k",
        "DELETE, /b1/k?versionId=7, x-amz-bypass-governance-retention, TRUE,  s3:BypassGovernanceRetention b1/k",
        "PUT,    /b1/k?retention,   x-amz-bypass-governance-retention, 1,     s3:BypassGovernanceRetention b1/k",
        "DELETE, /b1/k,             x-amz-bypass-governance-retention, false, ''",
        "PUT,    /b1/k,             x-amz-grant-read,                  id=7,  s3:PutObjectAcl b1/k",
        "POST,   /b1/k?uploads,     x-amz-object-lock-mode,            GOVERNANCE, s3:PutObjectRetention b1/k",
        "PUT,    /b1/k,             x-amz-object-lock-retain-until-date, 2030, s3:PutObjectRetention b1/k",
        "GET,    /b1/k,             x-amz-acl,                         private, ''",
        "PUT,    /b1,               x-amz-acl,                         public-read, s3:PutBucketAcl b1",
        "PUT,    /b1,               x-amz-grant-write,                 id=7,  s3:PutBucketAcl b1",
        "PUT,    /b1,               x-amz-object-ownership,            ObjectWriter, s3:PutBucketOwnershipControls b1",
        "PUT,    /b1,               x-amz-bucket-object-lock-enabled,  false, ''",
        "PUT,    /b1?acl,           x-amz-acl,                         private, ''",
    })
    void whatAHeaderWantsBesides(String method, String uri, String header, String value, String wanted) {
        List<Want> wants = wants(method, uri, Map.of(header, value));
        assertThat(told(wants.subList(1, wants.size()))).isEqualTo(wanted);
    }

    @Test
    void aBucketWithLocks() {
        assertThat(told(wants("PUT", "/b1", Map.of("x-amz-bucket-object-lock-enabled", "true"))))
                .isEqualTo("s3:CreateBucket b1 & s3:PutBucketObjectLockConfiguration b1 & s3:PutBucketVersioning b1");
    }

    /// A store that knows them does more with them than is asked for here.
    @ParameterizedTest
    @CsvSource({
        "PUT,    /b1/k, x-amz-meta-snowball-auto-extract",
        "DELETE, /b1,   x-minio-force-delete",
        "PUT,    /b1/k, x-minio-source-etag",
        "DELETE, /b1/k, x-amz-bypass-something",
        "DELETE, /b1,   x-amz-bypass-governance-retention",
    })
    void headersThatAreNotKnown(String method, String path, String header) {
        assertThat(read(method, "localhost", path, Map.of(header, "true"))).isInstanceOf(Reading.Unclear.class);
        assertThat(read(method, "localhost", path + "?" + header + "=true", Map.of()))
                .isInstanceOf(Reading.Unclear.class);
    }

    @Test
    void aLinkMayCarryHeadersInItsQueryButNotBoth() {
        List<Want> wants = wants("PUT", "/b1/k?X-Amz-Acl=public-read&X-Amz-Signature=00", Map.of());

        assertThat(told(wants)).isEqualTo("s3:PutObject b1/k & s3:PutObjectAcl b1/k");
        assertThat(wants.getFirst().keys().all("s3:authType")).containsExactly("REST-QUERY-STRING");
        assertThat(read("PUT", "localhost", "/b1/k?x-amz-acl=private", Map.of("x-amz-acl", "public-read")))
                .isInstanceOf(Reading.Unclear.class);
    }

    @Test
    void listsTellPrefixAndDelimiterOnlyWhenSent() {
        Want told = wants("GET", "/b1?prefix=private%2Fnora%2F&delimiter=%2F&max-keys=5", Map.of())
                .getFirst();
        assertThat(told.keys().all("s3:prefix")).containsExactly("private/nora/");
        assertThat(told.keys().all("s3:delimiter")).containsExactly("/");
        assertThat(told.keys().all("s3:max-keys")).containsExactly("5");

        Want bare = wants("GET", "/b1", Map.of()).getFirst();
        assertThat(bare.keys().all("s3:prefix")).isEmpty();
    }

    @Test
    void aHeaderSentTwiceIsUnclear() {
        Map<String, List<String>> headers =
                Map.of("host", List.of("localhost"), "x-amz-copy-source", List.of("b2/mine", "b2/theirs"));
        assertThat(S3Requests.read(new S3Request("PUT", "/b1/k", "", headers), List.of()))
                .isInstanceOf(Reading.Unclear.class);
    }
}
