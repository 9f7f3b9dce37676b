package dev.gatehouse.pure.aws;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Typed looks into the members of a JSON object.
record Members(Node.Obj object) {

    static Members of(Node node) {
        if (node instanceof Node.Obj object) {
            return new Members(object);
        }
        throw new UnclearException("the body has something else where an object belongs");
    }

    Optional<String> text(String name) {
        return object.member(name).map(Members::textOf);
    }

    Optional<Members> object(String name) {
        return object.member(name).map(Members::of);
    }

    List<Node> list(String name) {
        return object.member(name).map(Members::listOf).orElse(List.of());
    }

    Set<String> names() {
        return object.members().keySet();
    }

    Map<String, Node> all() {
        return object.members();
    }

    static String textOf(Node node) {
        if (node instanceof Node.Text(String value)) {
            return value;
        }
        throw new UnclearException("the body has something else where a string belongs");
    }

    static List<Node> listOf(Node node) {
        if (node instanceof Node.Arr(List<Node> items)) {
            return items;
        }
        throw new UnclearException("the body has something else where an array belongs");
    }
}
