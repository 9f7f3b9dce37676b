package dev.gatehouse.pure.aws;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A JSON value, read by somebody who takes no name twice in an object.
public sealed interface Node {

    /// An object.
    record Obj(Map<String, Node> members) implements Node {

        /// A member, if it is there.
        public Optional<Node> member(String name) {
            return Optional.ofNullable(members.get(name));
        }
    }

    /// An array.
    record Arr(List<Node> items) implements Node {}

    /// A string.
    record Text(String value) implements Node {}

    /// A number, `true`, `false` or `null`, as it is written.
    record Bare(String text) implements Node {}
}
