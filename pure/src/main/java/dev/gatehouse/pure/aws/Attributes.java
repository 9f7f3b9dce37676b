package dev.gatehouse.pure.aws;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The top-level attributes that a request to DynamoDB names, to read, write or compare them.
final class Attributes {
    private static final List<String> EXPRESSIONS = List.of(
            "ProjectionExpression",
            "UpdateExpression",
            "ConditionExpression",
            "FilterExpression",
            "KeyConditionExpression");

    /// Members whose own names are attributes.
    private static final List<String> BY_ATTRIBUTE = List.of(
            "Key",
            "Item",
            "Expected",
            "AttributeUpdates",
            "KeyConditions",
            "QueryFilter",
            "ScanFilter",
            "ExclusiveStartKey");

    private Attributes() {}

    static Set<String> of(Members request) {
        Set<String> found = new LinkedHashSet<>();
        BY_ATTRIBUTE.forEach(name -> request.object(name).ifPresent(object -> found.addAll(object.names())));
        request.list("AttributesToGet").forEach(name -> found.add(Members.textOf(name)));
        Map<String, Node> names = names(request);
        for (String name : EXPRESSIONS) {
            request.text(name)
                    .map(text -> new Expression(text, names).attributes())
                    .ifPresent(found::addAll);
        }
        return found;
    }

    static Map<String, Node> names(Members request) {
        return request.object("ExpressionAttributeNames").map(Members::all).orElse(Map.of());
    }

    static boolean projected(Members request) {
        return request.text("ProjectionExpression").isPresent()
                || !request.list("AttributesToGet").isEmpty();
    }
}
