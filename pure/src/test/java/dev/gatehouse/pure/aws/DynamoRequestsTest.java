package dev.gatehouse.pure.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DynamoRequestsTest {
    private static final Tables TABLES = new Tables(Map.of("Notes", "owner", "Notes/byDay", "day"));

    private static Node obj(Object... pairs) {
        Map<String, Node> members = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            members.put((String) pairs[i], node(pairs[i + 1]));
        }
        return new Node.Obj(members);
    }

    private static Node node(Object value) {
        return switch (value) {
            case Node node -> node;
            case List<?> items ->
                new Node.Arr(items.stream().map(DynamoRequestsTest::node).toList());
            default -> new Node.Text(value.toString());
        };
    }

    private static Node s(String text) {
        return obj("S", text);
    }

    private static Node key(String owner) {
        return obj("owner", s(owner), "ts", obj("N", "1"));
    }

    private static Reading read(String operation, Node body) {
        return DynamoRequests.read(
                new DynamoRequest("DynamoDB_20120810." + operation, body, "eu-west-1", "123456789012"), TABLES);
    }

    private static List<Want> wants(String operation, Node body) {
        return ((Reading.Clear) read(operation, body)).all();
    }

    private static Want want(String operation, Node body) {
        return wants(operation, body).getFirst();
    }

    private static void assertLeading(Want want, String... keys) {
        assertThat(want.keys().all("dynamodb:LeadingKeys")).containsExactly(keys);
    }

    private static void assertAttributes(Want want, String... names) {
        assertThat(want.keys().all("dynamodb:Attributes")).containsExactlyInAnyOrder(names);
    }

    @Test
    void getItem() {
        Want want = want(
                "GetItem",
                obj(
                        "TableName",
                        "Notes",
                        "Key",
                        key("nora"),
                        "ProjectionExpression",
                        "#t, text.title, tags[0]",
                        "ExpressionAttributeNames",
                        obj("#t", "time")));

        assertThat(want.action()).isEqualTo("dynamodb:GetItem");
        assertThat(want.resource()).isEqualTo("arn:aws:dynamodb:eu-west-1:123456789012:table/Notes");
        assertLeading(want, "nora");
        assertAttributes(want, "owner", "ts", "time", "text", "tags");
        assertThat(want.keys().all("dynamodb:Select")).containsExactly("SPECIFIC_ATTRIBUTES");
    }

    @Test
    void getItemWithoutProjectionWantsEverything() {
        Want want = want("GetItem", obj("TableName", "Notes", "Key", key("nora")));
        assertThat(want.keys().all("dynamodb:Select")).containsExactly("ALL_ATTRIBUTES");
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "01, 1", "1.0, 1", "1e2, 100", "-0.50, -0.5"})
    void numbersInTheirShortestForm(String sent, String told) {
        assertLeading(want("GetItem", obj("TableName", "Other", "Key", obj("id", obj("N", sent)))), told);
    }

    @Test
    void query() {
        Want want = want(
                "Query",
                obj(
                        "TableName",
                        "Notes",
                        "KeyConditionExpression",
                        "#o = :o AND ts BETWEEN :a AND :b",
                        "FilterExpression",
                        "contains(body, :w)",
                        "ExpressionAttributeNames",
                        obj("#o", "owner"),
                        "ExpressionAttributeValues",
                        obj(":o", s("nora"), ":a", obj("N", "1"), ":b", obj("N", "2"), ":w", s("x")),
                        "Select",
                        "SPECIFIC_ATTRIBUTES"));
        assertLeading(want, "nora");
        assertAttributes(want, "owner", "ts", "body");
        assertThat(want.keys().all("dynamodb:Select")).containsExactly("ALL_ATTRIBUTES");
    }

    @Test
    void queryOfAnIndexHasTheIndexKey() {
        Want want = want(
                "Query",
                obj(
                        "TableName",
                        "Notes",
                        "IndexName",
                        "byDay",
                        "KeyConditionExpression",
                        "day = :d AND owner = :o",
                        "ExpressionAttributeValues",
                        obj(":d", s("monday"), ":o", s("nora"))));
        assertThat(want.resource()).endsWith(":table/Notes/index/byDay");
        assertLeading(want, "monday");
        assertThat(want.keys().all("dynamodb:Select")).containsExactly("ALL_PROJECTED_ATTRIBUTES");
    }

    @Test
    void queryWithLegacyConditions() {
        Want want = want(
                "Query",
                obj(
                        "TableName",
                        "Notes",
                        "KeyConditions",
                        obj("owner", obj("ComparisonOperator", "EQ", "AttributeValueList", List.of(s("nora"))))));
        assertLeading(want, "nora");
    }

    @Test
    void scanHasNoLeadingKeys() {
        assertLeading(want("Scan", obj("TableName", "Notes")));
    }

    @Test
    void putAndUpdate() {
        Want put = want("PutItem", obj("TableName", "Notes", "Item", obj("text", s("x"), "owner", s("nora"))));
        assertLeading(put, "nora");
        assertAttributes(put, "text", "owner");
        assertThat(put.keys().all("dynamodb:ReturnValues")).containsExactly("NONE");

        Want update = want(
                "UpdateItem",
                obj(
                        "TableName",
                        "Notes",
                        "Key",
                        key("nora"),
                        "UpdateExpression",
                        "SET a = if_not_exists(b, :z) + :one, #c.d = :x REMOVE e[1], f ADD g :n",
                        "ConditionExpression",
                        "attribute_exists(h) AND NOT size(i) > :n",
                        "ExpressionAttributeNames",
                        obj("#c", "c.c"),
                        "ReturnValues",
                        "UPDATED_NEW"));
        assertAttributes(update, "owner", "ts", "a", "b", "c.c", "e", "f", "g", "h", "i");
        assertThat(update.keys().all("dynamodb:ReturnValues")).containsExactly("UPDATED_NEW");
    }

    /// The item as it was when a condition failed is an answer too.
    @Test
    void whatAFailedConditionReturnsCounts() {
        Want want = want(
                "DeleteItem",
                obj("TableName", "Notes", "Key", key("nora"), "ReturnValuesOnConditionCheckFailure", "ALL_OLD"));
        assertThat(want.keys().all("dynamodb:ReturnValues")).containsExactly("ALL_OLD");
    }

    @Test
    void batches() {
        Node keys = obj("Keys", List.of(key("nora"), key("theo")), "AttributesToGet", List.of("text"));
        List<Want> reads = wants(
                "BatchGetItem",
                obj("RequestItems", obj("Notes", keys, "Other", obj("Keys", List.of(obj("id", s("1")))))));
        assertThat(reads.stream().map(Want::resource).collect(Collectors.joining(" ")))
                .isEqualTo("arn:aws:dynamodb:eu-west-1:123456789012:table/Notes"
                        + " arn:aws:dynamodb:eu-west-1:123456789012:table/Other");
        assertLeading(reads.getFirst(), "nora", "theo");
        assertAttributes(reads.getFirst(), "owner", "ts", "text");

        Node writes = node(List.of(
                obj("PutRequest", obj("Item", obj("owner", s("nora"), "a", s("1")))),
                obj("DeleteRequest", obj("Key", key("theo")))));
        Want write = want("BatchWriteItem", obj("RequestItems", obj("Notes", writes)));
        assertLeading(write, "nora", "theo");
        assertAttributes(write, "owner", "ts", "a");
    }

    @Test
    void transactionsWantWhatTheirItemsDo() {
        List<Want> wants = wants(
                "TransactWriteItems",
                obj(
                        "TransactItems",
                        List.of(
                                obj("Put", obj("TableName", "Notes", "Item", obj("owner", s("nora")))),
                                obj("ConditionCheck", obj("TableName", "Notes", "Key", key("theo"))))));
        assertThat(wants.stream().map(Want::action)).containsExactly("dynamodb:PutItem", "dynamodb:ConditionCheckItem");
        assertLeading(wants.get(1), "theo");
        assertThat(wants.getFirst().keys().all("dynamodb:EnclosingOperation")).containsExactly("TransactWriteItems");
    }

    @Test
    void tablesOfOthersAreNotNamed() {
        String own = "arn:aws:dynamodb:eu-west-1:123456789012:table/Notes";
        assertThat(want("Scan", obj("TableName", own)).resource()).isEqualTo(own);
        for (String other : List.of(own.replace("1234", "9999"), own.replace("west", "east"), "a/b", "*")) {
            assertThat(read("Scan", obj("TableName", other))).as(other).isInstanceOf(Reading.Unclear.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ExecuteStatement", "BatchExecuteStatement", "ExecuteTransaction", "Nonsense"})
    void notDerived(String operation) {
        assertThat(read(operation, obj("Statement", "SELECT * FROM Notes"))).isInstanceOf(Reading.Unclear.class);
    }

    /// Which of two attributes is the partition key, only the operator can say.
    @Test
    void keysThatAreNotKnown() {
        Node two = obj("id", s("nora"), "ts", s("theo"));
        assertThat(read("GetItem", obj("TableName", "Other", "Key", two))).isInstanceOf(Reading.Unclear.class);
        assertThat(read("PutItem", obj("TableName", "Other", "Item", obj("id", s("nora")))))
                .isInstanceOf(Reading.Unclear.class);
        assertThat(read("PutItem", obj("TableName", "Notes", "Item", obj("id", s("nora")))))
                .isInstanceOf(Reading.Unclear.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "owner = :o OR owner = :p",
                "NOT owner = :o",
                "owner = :o AND owner = :p",
                "owner > :o",
                "#x = :o",
                "owner = :missing",
                "owner = 'nora'",
                "ts = :o",
            })
    void keyConditionsThatDoNotSayWhose(String expression) {
        Node body = obj(
                "TableName",
                "Notes",
                "KeyConditionExpression",
                expression,
                "ExpressionAttributeValues",
                obj(":o", s("nora"), ":p", s("theo")));
        assertThat(read("Query", body)).isInstanceOf(Reading.Unclear.class);
    }
}
