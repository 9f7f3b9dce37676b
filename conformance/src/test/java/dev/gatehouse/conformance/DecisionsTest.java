package dev.gatehouse.conformance;

import static dev.gatehouse.conformance.TestAccount.trusts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.conformance.TestAccount.TestRole;
import dev.gatehouse.conformance.TestAccount.TestUser;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
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

/// Requests that the SDK's own S3 and DynamoDB clients sign with the credentials of an assumed role, judged by
/// the
/// decision endpoint: each user only their own folder and rows.
class DecisionsTest {
    private static final TestAccount ACCOUNT = new TestAccount(Gatehouse.shared(DecisionPoint.SETTINGS));
    private static final String[] BECOME_WITH_TAGS = {"sts:AssumeRole", "sts:TagSession"};
    private static final String OWN_FILES = """
            {"Effect":"Allow","Action":["s3:GetObject","s3:PutObject","s3:DeleteObject"],
             "Resource":"arn:aws:s3:::files/private/${aws:PrincipalTag/user}/*"},
            {"Effect":"Allow","Action":"s3:ListBucket","Resource":"arn:aws:s3:::files",
             "Condition":{"StringLike":{"s3:prefix":"private/${aws:PrincipalTag/user}/*"}}}""";
    private static final String OWN_NOTES = """
            {"Effect":"Allow","Action":["dynamodb:GetItem","dynamodb:Query","dynamodb:PutItem","dynamodb:BatchGetItem"],
             "Resource":"arn:aws:dynamodb:us-east-1:*:table/Notes",
             "Condition":{"ForAllValues:StringEquals":{"dynamodb:LeadingKeys":"${aws:PrincipalTag/user}",
               "dynamodb:Attributes":["owner","ts","text"]},
              "StringEqualsIfExists":{"dynamodb:Select":"SPECIFIC_ATTRIBUTES"}}}""";

    private static DecisionPoint point;
    private static TestRole own;
    private static Caller nora;
    private static S3Client s3;
    private static DynamoDbClient dynamo;

    @BeforeAll
    static void anAssumedRole() {
        point = new DecisionPoint(ACCOUNT.server());
        TestUser asker = ACCOUNT.user();
        own = ACCOUNT.role(trusts(asker.arn(), "{}", BECOME_WITH_TAGS)).may(OWN_FILES, OWN_NOTES);
        nora = Caller.of(
                ACCOUNT.server(),
                asker.caller()
                        .sts()
                        .assumeRole(request -> request.roleArn(own.arn())
                                .roleSessionName("app")
                                .tags(tag -> tag.key("user").value("nora")))
                        .credentials());
        s3 = point.s3(nora);
        dynamo = point.dynamo(nora);
    }

    @AfterAll
    static void close() {
        point.close();
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
                    String told = point.withoutBody("s3", point.sent(() -> one.call.accept(s3)));
                    assertThat(told).startsWith("{\"decision\":\"" + (one.allowed ? "allow" : "deny"));
                    assertThat(told).contains("\"caller\":\"" + own.session("app") + "\"");
                }));
    }

    @Test
    void links() {
        try (S3Presigner presigner = S3Presigner.builder()
                .endpointOverride(point.url())
                .region(Region.US_EAST_1)
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .credentialsProvider(nora.credentials())
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
            assertThat(point.withoutBody("s3", sent)).startsWith("{\"decision\":\"allow\"");

            String longer = sent.uri().replace("X-Amz-Expires=7200", "X-Amz-Expires=9999");
            assertThat(longer).isNotEqualTo(sent.uri());
            Recorder.Sent changed = new Recorder.Sent("GET", longer, sent.headers(), new byte[0]);
            assertThat(point.withoutBody("s3", changed)).contains("SignatureDoesNotMatch");
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
                    Recorder.Sent sent = point.sent(() -> one.call.accept(dynamo));
                    assertThat(point.whole("dynamodb", sent))
                            .startsWith("{\"decision\":\"" + (one.allowed ? "allow" : "deny"))
                            .contains(own.session("app"));
                    sent.body()[sent.body().length - 1] = ' ';
                    assertThat(point.whole("dynamodb", sent)).contains("\"SignatureDoesNotMatch\"");
                    assertThat(point.withoutBody("dynamodb", sent)).startsWith("{\"decision\":\"deny\"");
                }));
    }
}
