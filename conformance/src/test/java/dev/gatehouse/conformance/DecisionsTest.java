package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.pure.sigv4.SignableRequest;
import dev.gatehouse.pure.sigv4.Signer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sts.StsClient;

/// Requests that the SDK's own S3 and DynamoDB clients sign with the credentials of an assumed role, judged by
/// the
/// decision endpoint: each user only their own folder and rows.
class DecisionsTest {
    private static final Gatehouse SERVER = Gatehouse.shared("decisions: {tables: 'Notes:owner'}");
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String TRUST = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"000000000000"},
            "Action":["sts:AssumeRole","sts:TagSession"]}]}""";
    private static final String MAY = """
            {"Version":"2012-10-17","Statement":[
            {"Effect":"Allow","Action":["sts:AssumeRole","sts:TagSession"],"Resource":"*"}]}""";
    private static final String OWN = """
            {"Version":"2012-10-17","Statement":[
            {"Effect":"Allow","Action":["s3:GetObject","s3:PutObject","s3:DeleteObject"],
             "Resource":"arn:aws:s3:::files/private/${aws:PrincipalTag/user}/*"},
            {"Effect":"Allow","Action":"s3:ListBucket","Resource":"arn:aws:s3:::files",
             "Condition":{"StringLike":{"s3:prefix":"private/${aws:PrincipalTag/user}/*"}}},
            {"Effect":"Allow","Action":["dynamodb:GetItem","dynamodb:Query","dynamodb:PutItem","dynamodb:BatchGetItem"],
             "Resource":"arn:aws:dynamodb:us-east-1:*:table/Notes",
             "Condition":{"ForAllValues:StringEquals":{"dynamodb:LeadingKeys":"${aws:PrincipalTag/user}",
               "dynamodb:Attributes":["owner","ts","text"]},
              "StringEqualsIfExists":{"dynamodb:Select":"SPECIFIC_ATTRIBUTES"}}}]}""";

    private static Recorder recorder;
    private static AwsCredentials nora;
    private static S3Client s3;
    private static DynamoDbClient dynamo;

    @BeforeAll
    static void anAssumedRole() {
        recorder = new Recorder();
        iam("CreateUser", "UserName=asker");
        iam("PutUserPolicy", "UserName=asker&PolicyName=may&PolicyDocument=" + encoded(MAY));
        String keys = iam("CreateAccessKey", "UserName=asker");
        iam("CreateRole", "RoleName=own&AssumeRolePolicyDocument=" + encoded(TRUST));
        iam("PutRolePolicy", "RoleName=own&PolicyName=own&PolicyDocument=" + encoded(OWN));
        nora = assumed(AwsBasicCredentials.create(element(keys, "AccessKeyId"), element(keys, "SecretAccessKey")));
        s3 = s3();
        dynamo = DynamoDbClient.builder()
                .endpointOverride(recorder.url())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(nora))
                .overrideConfiguration(options -> options.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
    }

    @AfterAll
    static void close() {
        Stream.<AutoCloseable>of(s3, dynamo, recorder).forEach(one -> {
            try {
                one.close();
            } catch (Exception failed) {
                throw new IllegalStateException(failed);
            }
        });
    }

    private static S3Client s3() {
        return S3Client.builder()
                .endpointOverride(recorder.url())
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(nora))
                .overrideConfiguration(options -> options.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
    }

    private static AwsCredentials assumed(AwsCredentials user) {
        try (StsClient sts = StsClient.builder()
                .endpointOverride(SERVER.url())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(user))
                .build()) {
            var made = sts.assumeRole(request -> request.roleArn("arn:aws:iam::000000000000:role/own")
                            .roleSessionName("app")
                            .tags(tag -> tag.key("user").value("nora")))
                    .credentials();
            return AwsSessionCredentials.create(made.accessKeyId(), made.secretAccessKey(), made.sessionToken());
        }
    }

    private static String iam(String action, String parameters) {
        String form = "Action=" + action + "&Version=2010-05-08&" + parameters;
        HttpResponse<String> answer = post("iam", "/", "application/x-www-form-urlencoded", form);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private static HttpResponse<String> post(String service, String path, String type, String body) {
        AwsCredentials root = SERVER.rootKey().resolveCredentials();
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        Map<String, List<String>> headers = Map.of("host", List.of(SERVER.url().getAuthority()));
        HttpRequest.Builder request = HttpRequest.newBuilder(SERVER.url().resolve(path))
                .header("content-type", type)
                .POST(HttpRequest.BodyPublishers.ofByteArray(bytes));
        new Signer(root.accessKeyId(), root.secretAccessKey(), Optional.empty(), "us-east-1", service)
                .sign(new SignableRequest("POST", path, "", headers, bytes), Instant.now())
                .forEach(request::header);
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String element(String xml, String name) {
        Matcher matcher = Pattern.compile("<" + name + ">([^<]+)<").matcher(xml);
        assertThat(matcher.find()).as(xml).isTrue();
        return matcher.group(1);
    }

    private static String decision(String service, Recorder.Sent sent, boolean withBody) {
        String host = sent.headers().get("host").getFirst();
        String headers = sent.headers().entrySet().stream()
                .map(header -> quoted(header.getKey())
                        + header.getValue().stream()
                                .map(DecisionsTest::quoted)
                                .collect(Collectors.joining(",", ":[", "]")))
                .collect(Collectors.joining(",", "{", "}"));
        String body = withBody ? ",\"body\":" + quoted(Base64.getEncoder().encodeToString(sent.body())) : "";
        String ask = "{\"service\":%s,\"method\":%s,\"url\":%s,\"headers\":%s%s}"
                .formatted(
                        quoted(service), quoted(sent.method()), quoted("http://" + host + sent.uri()), headers, body);
        return post("gatehouse", "/_gatehouse/decide", "application/json", ask).body();
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private record Case(String name, boolean allowed, Consumer<S3Client> call) {}

    @TestFactory
    Stream<DynamicTest> objects() {
        return Stream.of(
                        new Case(
                                "own",
                                true,
                                c -> c.getObject(r -> r.bucket("files").key("private/nora/a"))),
                        new Case(
                                "own, odd name",
                                true,
                                c -> c.getObject(r -> r.bucket("files").key("private/nora/a b+c%2F&=é*'(x)~"))),
                        new Case(
                                "another's",
                                false,
                                c -> c.getObject(r -> r.bucket("files").key("private/theo/a"))),
                        new Case(
                                "dots",
                                false,
                                c -> c.getObject(r -> r.bucket("files").key("private/nora/../theo/a"))),
                        new Case(
                                "head",
                                true,
                                c -> c.headObject(r -> r.bucket("files").key("private/nora/a"))),
                        new Case(
                                "put",
                                true,
                                c -> c.putObject(
                                        r -> r.bucket("files").key("private/nora/a"), RequestBody.fromString("hello"))),
                        new Case(
                                "put for all",
                                false,
                                c -> c.putObject(
                                        r -> r.bucket("files")
                                                .key("private/nora/a")
                                                .acl("public-read"),
                                        RequestBody.fromString("hello"))),
                        new Case(
                                "put another's",
                                false,
                                c -> c.putObject(
                                        r -> r.bucket("files").key("private/theo/a"), RequestBody.fromString("hello"))),
                        new Case(
                                "delete",
                                true,
                                c -> c.deleteObject(r -> r.bucket("files").key("private/nora/a"))),
                        new Case(
                                "copy own",
                                true,
                                c -> c.copyObject(r -> r.sourceBucket("files")
                                        .sourceKey("private/nora/a+b")
                                        .destinationBucket("files")
                                        .destinationKey("private/nora/b"))),
                        new Case(
                                "copy another's",
                                false,
                                c -> c.copyObject(r -> r.sourceBucket("files")
                                        .sourceKey("private/theo/a")
                                        .destinationBucket("files")
                                        .destinationKey("private/nora/b"))),
                        new Case(
                                "list own",
                                true,
                                c -> c.listObjectsV2(r -> r.bucket("files").prefix("private/nora/x y"))),
                        new Case(
                                "list another's",
                                false,
                                c -> c.listObjectsV2(r -> r.bucket("files").prefix("private/theo/"))),
                        new Case("list all", false, c -> c.listObjectsV2(r -> r.bucket("files"))),
                        new Case("buckets", false, c -> c.listBuckets()))
                .map(one -> DynamicTest.dynamicTest(one.name, () -> {
                    String told = decision("s3", recorder.of(() -> one.call.accept(s3)), false);
                    assertThat(told).startsWith("{\"decision\":\"" + (one.allowed ? "allow" : "deny"));
                    assertThat(told).contains("\"caller\":\"arn:aws:sts::000000000000:assumed-role/own/app\"");
                }));
    }

    @Test
    void links() {
        try (S3Presigner presigner = S3Presigner.builder()
                .endpointOverride(recorder.url())
                .region(Region.US_EAST_1)
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .credentialsProvider(StaticCredentialsProvider.create(nora))
                .build()) {
            URI link = URI.create(presigner
                    .presignGetObject(request -> request.signatureDuration(Duration.ofHours(2))
                            .getObjectRequest(get -> get.bucket("files").key("private/nora/a b")))
                    .url()
                    .toString());
            Recorder.Sent sent = new Recorder.Sent(
                    "GET",
                    link.getRawPath() + "?" + link.getRawQuery(),
                    new HashMap<>(Map.of("host", List.of(link.getAuthority()))),
                    new byte[0]);
            assertThat(decision("s3", sent, false)).startsWith("{\"decision\":\"allow\"");

            String longer = sent.uri().replace("X-Amz-Expires=7200", "X-Amz-Expires=9999");
            assertThat(longer).isNotEqualTo(sent.uri());
            Recorder.Sent changed = new Recorder.Sent("GET", longer, sent.headers(), new byte[0]);
            assertThat(decision("s3", changed, false)).contains("SignatureDoesNotMatch");
        }
    }

    private static AttributeValue s(String text) {
        return AttributeValue.fromS(text);
    }

    private static Map<String, AttributeValue> key(String owner) {
        return Map.of("owner", s(owner), "ts", AttributeValue.fromN("1"));
    }

    private record Row(String name, boolean allowed, Consumer<DynamoDbClient> call) {}

    @TestFactory
    Stream<DynamicTest> rows() {
        return Stream.of(
                        new Row(
                                "own",
                                true,
                                c -> c.getItem(r -> r.tableName("Notes")
                                        .key(key("nora"))
                                        .projectionExpression("#t")
                                        .expressionAttributeNames(Map.of("#t", "text")))),
                        new Row(
                                "whole item",
                                false,
                                c -> c.getItem(r -> r.tableName("Notes").key(key("nora")))),
                        new Row(
                                "hidden attribute",
                                false,
                                c -> c.getItem(r ->
                                        r.tableName("Notes").key(key("nora")).projectionExpression("secret"))),
                        new Row(
                                "another's",
                                false,
                                c -> c.getItem(r ->
                                        r.tableName("Notes").key(key("theo")).projectionExpression("ts"))),
                        new Row(
                                "query",
                                true,
                                c -> c.query(r -> r.tableName("Notes")
                                        .keyConditionExpression("#o = :o AND ts > :t")
                                        .projectionExpression("ts")
                                        .expressionAttributeNames(Map.of("#o", "owner"))
                                        .expressionAttributeValues(
                                                Map.of(":o", s("nora"), ":t", AttributeValue.fromN("1"))))),
                        new Row(
                                "query another's",
                                false,
                                c -> c.query(r -> r.tableName("Notes")
                                        .keyConditionExpression("#o = :o")
                                        .projectionExpression("ts")
                                        .expressionAttributeNames(Map.of("#o", "owner"))
                                        .expressionAttributeValues(Map.of(":o", s("theo"))))),
                        new Row(
                                "batch with another's",
                                false,
                                c -> c.batchGetItem(r -> r.requestItems(Map.of(
                                        "Notes",
                                        KeysAndAttributes.builder()
                                                .keys(List.of(key("nora"), key("theo")))
                                                .projectionExpression("ts")
                                                .build())))),
                        new Row(
                                "put",
                                true,
                                c -> c.putItem(r -> r.tableName("Notes").item(key("nora")))),
                        new Row(
                                "transaction",
                                true,
                                c -> c.transactWriteItems(r -> r.transactItems(TransactWriteItem.builder()
                                        .put(Put.builder()
                                                .tableName("Notes")
                                                .item(key("nora"))
                                                .build())
                                        .build()))),
                        new Row("scan", false, c -> c.scan(r -> r.tableName("Notes"))),
                        new Row("PartiQL", false, c -> c.executeStatement(r -> r.statement("SELECT * FROM Notes"))))
                .map(one -> DynamicTest.dynamicTest(one.name, () -> {
                    Recorder.Sent sent = recorder.of(() -> one.call.accept(dynamo));
                    assertThat(decision("dynamodb", sent, true))
                            .startsWith("{\"decision\":\"" + (one.allowed ? "allow" : "deny"))
                            .contains("assumed-role/own/app");
                    sent.body()[sent.body().length - 1] = ' ';
                    assertThat(decision("dynamodb", sent, true)).contains("\"SignatureDoesNotMatch\"");
                    assertThat(decision("dynamodb", sent, false)).startsWith("{\"decision\":\"deny\"");
                }));
    }
}
