package dev.gatehouse.model.generator;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// One service's model with its overrides applied.
///
/// @param packageName the package its types go to
/// @param className the class of its operations
/// @param metadata the model's `metadata`
/// @param operations the operations by name, in the model's order
/// @param shapes the shapes by name; operations without input or output have empty ones added
/// @param hidden names of shapes left out of `toString` beside the sensitive ones
record Model(
        String packageName,
        String className,
        JsonNode metadata,
        Map<String, JsonNode> operations,
        Map<String, JsonNode> shapes,
        Set<String> hidden) {

    private static final Set<String> TAKEN = Set.of(
            "List",
            "Map",
            "Optional",
            "Instant",
            "Nullable",
            "Shape",
            "Codec",
            "Member",
            "Type",
            "Types",
            "Blob",
            "Copies",
            "Printed",
            "Object",
            "String",
            "Integer",
            "Long",
            "Boolean",
            "Override",
            "SuppressWarnings",
            "Builder",
            "IndexOutOfBoundsException",
            "ServiceException",
            "WireEnum");

    static Model of(String packageName, String className, JsonNode json, JsonNode overrides) {
        Map<String, JsonNode> shapes = new LinkedHashMap<>();
        json.path("shapes").properties().forEach(shape -> shapes.put(shape.getKey(), shape.getValue()));
        override(shapes, overrides.path("shapes"));
        Map<String, JsonNode> operations = new LinkedHashMap<>();
        json.path("operations").properties().forEach(each -> operations.put(each.getKey(), each.getValue()));
        override(operations, overrides.path("operations"));
        Set<String> hidden = new HashSet<>();
        overrides.path("hidden").forEach(name -> hidden.add(name.stringValue()));
        Model model = new Model(packageName, className, json.path("metadata"), operations, shapes, hidden);
        operations.keySet().forEach(model::addEmptyShapes);
        model.check();
        return model;
    }

    private static void override(Map<String, JsonNode> definitions, JsonNode overrides) {
        overrides.properties().forEach(each -> {
            JsonNode definition = definitions.get(each.getKey());
            if (definition instanceof ObjectNode object) {
                each.getValue().properties().forEach(member -> object.set(member.getKey(), member.getValue()));
            } else if (each.getValue().has("type")) {
                definitions.put(each.getKey(), each.getValue());
            } else {
                throw new IllegalStateException("override of what does not exist: " + each.getKey());
            }
        });
    }

    private void addEmptyShapes(String operation) {
        ObjectNode empty = JsonNodeFactory.instance.objectNode();
        empty.put("type", "structure").put("absent", true).putObject("members");
        if (!operation(operation).has("input")) {
            addNew(operation + "Request", empty);
        }
        if (!operation(operation).has("output")) {
            addNew(operation + "Response", empty);
        }
    }

    private void addNew(String name, JsonNode shape) {
        if (shapes.putIfAbsent(name, shape) != null) {
            throw new IllegalStateException(name + " is taken");
        }
    }

    /// Refuses what the generated code and the runtime do not know.
    private void check() {
        for (String name : hidden) {
            shape(name);
        }
        for (Map.Entry<String, JsonNode> shape : shapes.entrySet()) {
            if (shape.getValue().has("flattened")
                    || shape.getValue().path("member").has("locationName")) {
                throw new IllegalStateException("not supported: the list or map form of " + shape.getKey());
            }
        }
        for (String name : structures()) {
            if (TAKEN.contains(Names.type(name))) {
                throw new IllegalStateException("a shape is named " + name);
            }
            refuseCircles(name, new LinkedHashSet<>());
        }
    }

    private void refuseCircles(String name, Set<String> above) {
        if (!above.add(name)) {
            throw new IllegalStateException("the shape holds itself: " + above);
        }
        JsonNode shape = shape(name);
        shape.path("members")
                .forEach(member -> refuseCircles(member.path("shape").stringValue(), above));
        for (String part : List.of("member", "key", "value")) {
            if (shape.has(part)) {
                refuseCircles(shape.path(part).path("shape").stringValue(), above);
            }
        }
        above.remove(name);
    }

    JsonNode shape(String name) {
        JsonNode shape = shapes.get(name);
        if (shape == null) {
            throw new IllegalStateException("no shape " + name);
        }
        return shape;
    }

    JsonNode operation(String name) {
        JsonNode operation = operations.get(name);
        if (operation == null) {
            throw new IllegalStateException("no operation " + name);
        }
        return operation;
    }

    String input(String operation) {
        return target(operation, "input", "Request");
    }

    String output(String operation) {
        return target(operation, "output", "Response");
    }

    private String target(String operation, String part, String ending) {
        JsonNode declared = operation(operation).path(part).path("shape");
        return declared.isMissingNode() ? operation + ending : declared.stringValue();
    }

    /// Names of the structures records are made of: those of requests and answers, and what these hold.
    List<String> structures() {
        Set<String> reached = new TreeSet<>();
        operations.keySet().forEach(operation -> {
            reach(input(operation), reached);
            reach(output(operation), reached);
        });
        return select(reached, name -> type(name).equals("structure") && !isDocument(name));
    }

    List<String> enums() {
        return select(shapes.keySet(), name -> shape(name).has("enum"));
    }

    List<String> errors() {
        return select(shapes.keySet(), name -> shape(name).path("exception").asBoolean(false));
    }

    private static List<String> select(Set<String> names, Predicate<String> wanted) {
        return new ArrayList<>(names.stream().filter(wanted).toList());
    }

    private void reach(String name, Set<String> reached) {
        if (!reached.add(name)) {
            return;
        }
        shape(name).path("members").forEach(member -> reach(member.path("shape").stringValue(), reached));
        for (String part : List.of("member", "key", "value")) {
            if (shape(name).has(part)) {
                reach(part(name, part), reached);
            }
        }
    }

    String type(String name) {
        return shape(name).path("type").stringValue();
    }

    String part(String name, String part) {
        return shape(name).path(part).path("shape").stringValue();
    }

    boolean isDocument(String name) {
        return shape(name).path("document").asBoolean(false);
    }

    String protocol() {
        return metadata.path("protocol").stringValue();
    }

    @Nullable
    String text(String member) {
        return metadata.path(member).asString(null);
    }
}
