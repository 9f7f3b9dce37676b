package dev.gatehouse.pure.aws;

import dev.gatehouse.pure.policy.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads requests to DynamoDB.
public final class DynamoRequests {
    private static final String PREFIX = "DynamoDB_20120810.";

    /// Operations on a whole table, which the request names.
    private static final Set<String> OF_TABLES = Set.of(
            "CreateTable",
            "DeleteTable",
            "DescribeTable",
            "UpdateTable",
            "DescribeTimeToLive",
            "UpdateTimeToLive",
            "DescribeContinuousBackups",
            "UpdateContinuousBackups");

    private static final Set<String> OF_NO_TABLE = Set.of("ListTables", "DescribeLimits", "DescribeEndpoints");

    private final DynamoRequest request;
    private final DynamoWants wants;

    private DynamoRequests(DynamoRequest request, Tables tables) {
        this.request = request;
        this.wants = new DynamoWants(request, new LeadingKeys(tables));
    }

    /// What a request wants. A batch wants one thing of each table, a transaction what each of its items does.
    ///
    /// @param tables what is known of their keys
    public static Reading read(DynamoRequest request, Tables tables) {
        try {
            List<Want> all = new DynamoRequests(request, tables).all();
            return all.isEmpty() ? new Reading.Unclear("the request is about nothing") : new Reading.Clear(all);
        } catch (UnclearException unclear) {
            return new Reading.Unclear(unclear.why());
        }
    }

    private List<Want> all() {
        if (!request.target().startsWith(PREFIX)) {
            throw new UnclearException("the target is no operation of DynamoDB");
        }
        String operation = request.target().substring(PREFIX.length());
        Members body = Members.of(request.body());
        return switch (operation) {
            case "GetItem", "DeleteItem", "UpdateItem" -> List.of(wants.onKey(operation, body, ""));
            case "PutItem" -> List.of(wants.put(body, ""));
            case "Query" -> List.of(wants.query(body));
            case "Scan" -> List.of(wants.scan(body));
            case "BatchGetItem" -> batch(body, wants::batchGet);
            case "BatchWriteItem" -> batch(body, wants::batchWrite);
            case "TransactGetItems", "TransactWriteItems" -> transaction(operation, body);
            default -> List.of(whole(operation, body));
        };
    }

    private Want whole(String operation, Members body) {
        if (OF_NO_TABLE.contains(operation)) {
            return new Want("dynamodb:" + operation, "*", Context.EMPTY);
        }
        if (!OF_TABLES.contains(operation)) {
            throw new UnclearException("what the operation wants is not derived: name action and resource");
        }
        return new Want("dynamodb:" + operation, wants.table(body).arn(), Context.EMPTY);
    }

    @FunctionalInterface
    private interface OfTable {
        Want wants(String table, Node of, Members body);
    }

    private static List<Want> batch(Members body, OfTable ofTable) {
        List<Want> all = new ArrayList<>();
        Members items = body.object("RequestItems").orElseThrow(() -> new UnclearException("no items are named"));
        for (Map.Entry<String, Node> table : items.all().entrySet()) {
            all.add(ofTable.wants(table.getKey(), table.getValue(), body));
        }
        return all;
    }

    private List<Want> transaction(String enclosing, Members body) {
        List<Want> all = new ArrayList<>();
        for (Node item : body.list("TransactItems")) {
            Members members = Members.of(item);
            if (members.names().size() != 1) {
                throw new UnclearException("an item of a transaction does not do one thing");
            }
            String what = members.names().iterator().next();
            Members does = Members.of(members.all().values().iterator().next());
            all.add(
                    switch (what) {
                        case "Get" -> wants.onKey("GetItem", does, enclosing);
                        case "Put" -> wants.put(does, enclosing);
                        case "Update" -> wants.onKey("UpdateItem", does, enclosing);
                        case "Delete" -> wants.onKey("DeleteItem", does, enclosing);
                        case "ConditionCheck" -> wants.onKey("ConditionCheckItem", does, enclosing);
                        default -> throw new UnclearException("an item of a transaction does something unknown");
                    });
        }
        return all;
    }
}
