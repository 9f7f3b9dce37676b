package dev.gatehouse.pure.aws;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The partition keys that a request to DynamoDB reaches.
final class LeadingKeys {
    private final Tables tables;

    LeadingKeys(Tables tables) {
        this.tables = tables;
    }

    /// That of an item's whole key.
    String ofKey(String table, Members key) {
        Map<String, Node> all = key.all();
        if (all.size() == 1) {
            return KeyValue.of(all.values().iterator().next());
        }
        return value(table, all);
    }

    /// That of an item.
    String ofItem(String table, Members item) {
        return value(table, item.all());
    }

    private String value(String table, Map<String, Node> attributes) {
        String name = tables.partitionKey(table).orElseThrow(() -> unknown(table));
        Node value = attributes.get(name);
        if (value == null) {
            throw new UnclearException("the partition key " + name + " of " + table + " is missing");
        }
        return KeyValue.of(value);
    }

    /// That of a Query, as far as its key condition tells.
    ///
    /// @param place the table, or `Table/Index`
    String ofQuery(String place, Members query) {
        Map<String, Node> equal = new LinkedHashMap<>();
        query.object("KeyConditions").ifPresent(conditions -> equal.putAll(legacy(conditions)));
        query.text("KeyConditionExpression").ifPresent(text -> equal.putAll(modern(text, query)));
        if (query.object("KeyConditions").isPresent()
                == query.text("KeyConditionExpression").isPresent()) {
            throw new UnclearException("a query needs one key condition");
        }
        Optional<String> name = tables.partitionKey(place);
        if (name.isPresent()) {
            Node value = equal.get(name.get());
            if (value == null) {
                throw new UnclearException("the query does not say which " + name.get() + " it wants");
            }
            return KeyValue.of(value);
        }
        if (equal.size() != 1) {
            throw unknown(place);
        }
        return KeyValue.of(equal.values().iterator().next());
    }

    private static Map<String, Node> legacy(Members conditions) {
        Map<String, Node> equal = new LinkedHashMap<>();
        conditions.all().forEach((name, node) -> {
            Members condition = Members.of(node);
            List<Node> values = condition.list("AttributeValueList");
            if (condition.text("ComparisonOperator").filter("EQ"::equals).isPresent() && values.size() == 1) {
                equal.put(name, values.getFirst());
            }
        });
        return equal;
    }

    private static Map<String, Node> modern(String text, Members query) {
        Map<String, Node> values =
                query.object("ExpressionAttributeValues").map(Members::all).orElse(Map.of());
        Map<String, Node> equal = new LinkedHashMap<>();
        new Expression(text, Attributes.names(query)).equalities().forEach((name, placeholder) -> {
            Node value = values.get(placeholder);
            if (value == null) {
                throw new UnclearException("the key condition uses a value that is not given");
            }
            equal.put(name, value);
        });
        return equal;
    }

    /// Those of several items.
    List<String> ofKeys(String table, List<Node> keys) {
        List<String> all = new ArrayList<>();
        keys.forEach(key -> all.add(ofKey(table, Members.of(key))));
        return all;
    }

    private static UnclearException unknown(String place) {
        return new UnclearException("the partition key of " + place + " is not known: name it in decisions.tables");
    }
}
