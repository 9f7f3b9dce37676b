package dev.gatehouse.pure.aws;

import dev.gatehouse.pure.policy.Context;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// What each kind of request to DynamoDB wants, with its condition keys.
final class DynamoWants {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,255}");
    private static final String ALL = "ALL_ATTRIBUTES";
    private static final String SPECIFIC = "SPECIFIC_ATTRIBUTES";

    private final DynamoRequest request;
    private final LeadingKeys leading;

    DynamoWants(DynamoRequest request, LeadingKeys leading) {
        this.request = request;
        this.leading = leading;
    }

    /// A table.
    record Table(String name, String arn) {}

    Table table(Members body) {
        return table(body.text("TableName").orElseThrow(() -> new UnclearException("no table is named")));
    }

    /// @param name the name, or the ARN of a table of this account and region
    private Table table(String name) {
        String prefix = "arn:aws:dynamodb:" + request.region() + ":" + request.account() + ":table/";
        String plain = name.startsWith(prefix) ? name.substring(prefix.length()) : name;
        if (!NAME.matcher(plain).matches()) {
            throw new UnclearException("the table's name is not one of this account and region");
        }
        return new Table(plain, prefix + plain);
    }

    /// One item by its key.
    ///
    /// @param enclosing the transaction it is in, if any
    Want onKey(String operation, Members body, String enclosing) {
        Table table = table(body);
        Members key = body.object("Key").orElseThrow(() -> new UnclearException("no key is named"));
        Context.Builder keys = keys(body, List.of(leading.ofKey(table.name(), key)), enclosing);
        if (operation.equals("GetItem")) {
            keys.put("dynamodb:Select", Attributes.projected(body) ? SPECIFIC : ALL);
        } else {
            keys.put("dynamodb:ReturnValues", returned(body));
        }
        return new Want("dynamodb:" + operation, table.arn(), keys.build());
    }

    Want put(Members body, String enclosing) {
        Table table = table(body);
        Members item = body.object("Item").orElseThrow(() -> new UnclearException("no item is given"));
        Context.Builder keys = keys(body, List.of(leading.ofItem(table.name(), item)), enclosing);
        return new Want(
                "dynamodb:PutItem",
                table.arn(),
                keys.put("dynamodb:ReturnValues", returned(body)).build());
    }

    Want query(Members body) {
        Table table = table(body);
        String place = place(table, body);
        Context.Builder keys = keys(body, List.of(leading.ofQuery(place, body)), "");
        return new Want("dynamodb:Query", arn(table, body), select(keys, body).build());
    }

    /// A Scan has no leading keys.
    Want scan(Members body) {
        Context.Builder keys = keys(body, List.of(), "").put("dynamodb:FullTableScan", "true");
        return new Want(
                "dynamodb:Scan", arn(table(body), body), select(keys, body).build());
    }

    Want batchGet(String name, Node of, Members body) {
        Table table = table(name);
        Members wanted = Members.of(of);
        List<Node> items = wanted.list("Keys");
        Set<String> attributes = new LinkedHashSet<>(Attributes.of(wanted));
        items.forEach(key -> attributes.addAll(Members.of(key).names()));
        Context.Builder keys = keys(body, leading.ofKeys(table.name(), items), "")
                .put("dynamodb:Attributes", attributes)
                .put("dynamodb:Select", Attributes.projected(wanted) ? SPECIFIC : ALL);
        return new Want("dynamodb:BatchGetItem", table.arn(), keys.build());
    }

    Want batchWrite(String name, Node of, Members body) {
        Table table = table(name);
        List<String> leadingKeys = new ArrayList<>();
        Set<String> attributes = new LinkedHashSet<>();
        for (Node one : Members.listOf(of)) {
            Members write = Members.of(one);
            if (write.names().equals(Set.of("PutRequest"))) {
                Members item = inside(write, "PutRequest", "Item");
                leadingKeys.add(leading.ofItem(table.name(), item));
                attributes.addAll(item.names());
            } else if (write.names().equals(Set.of("DeleteRequest"))) {
                Members key = inside(write, "DeleteRequest", "Key");
                leadingKeys.add(leading.ofKey(table.name(), key));
                attributes.addAll(key.names());
            } else {
                throw new UnclearException("a write of a batch neither puts nor deletes");
            }
        }
        Context.Builder keys = keys(body, leadingKeys, "").put("dynamodb:Attributes", attributes);
        return new Want("dynamodb:BatchWriteItem", table.arn(), keys.build());
    }

    private static Members inside(Members write, String outer, String inner) {
        return write.object(outer)
                .flatMap(members -> members.object(inner))
                .orElseThrow(() -> new UnclearException("a write of a batch lacks its " + inner));
    }

    private static Context.Builder keys(Members body, Collection<String> leadingKeys, String enclosing) {
        Context.Builder keys = Context.builder()
                .put("dynamodb:LeadingKeys", new LinkedHashSet<>(leadingKeys))
                .put("dynamodb:Attributes", Attributes.of(body))
                .put(
                        "dynamodb:ReturnConsumedCapacity",
                        body.text("ReturnConsumedCapacity").orElse("NONE"));
        if (!enclosing.isEmpty()) {
            keys.put("dynamodb:EnclosingOperation", enclosing);
        }
        return keys;
    }

    /// What an item looked like when a condition failed is an answer with all its attributes too.
    private static String returned(Members body) {
        boolean onFailure = body.text("ReturnValuesOnConditionCheckFailure")
                .filter("ALL_OLD"::equals)
                .isPresent();
        String stated = body.text("ReturnValues").orElse("NONE");
        return onFailure && !stated.startsWith("ALL") ? "ALL_OLD" : stated;
    }

    /// `SPECIFIC_ATTRIBUTES` is believed only with a projection that names them.
    private static Context.Builder select(Context.Builder keys, Members body) {
        boolean index = body.text("IndexName").isPresent();
        String usual = index ? "ALL_PROJECTED_ATTRIBUTES" : ALL;
        String stated =
                body.text("Select").filter(text -> !text.equals(SPECIFIC)).orElse(usual);
        String select = Attributes.projected(body) && !stated.equals("COUNT") ? SPECIFIC : stated;
        return keys.put("dynamodb:Select", select);
    }

    private static String place(Table table, Members body) {
        return body.text("IndexName").map(index -> table.name() + "/" + index).orElse(table.name());
    }

    private static String arn(Table table, Members body) {
        return body.text("IndexName")
                .map(index -> {
                    if (!NAME.matcher(index).matches()) {
                        throw new UnclearException("the index's name is not one");
                    }
                    return table.arn() + "/index/" + index;
                })
                .orElse(table.arn());
    }
}
