package dev.gatehouse.pure.policy;

import java.util.List;
import java.util.Map;

/// A JSON value, with its place in the text.
sealed interface Json {

    /// Where the value's first character stands.
    int start();

    /// Where the first character after the value stands.
    int end();

    /// An object.
    ///
    /// @param members in the order of the text; no name twice
    record Obj(Map<String, Json> members, int start, int end) implements Json {}

    /// An array.
    ///
    /// @param items in order
    record Arr(List<Json> items, int start, int end) implements Json {}

    /// A string.
    ///
    /// @param value without quotes and escapes
    record Text(String value, int start, int end) implements Json {}

    /// A number, `true` or `false`.
    ///
    /// @param text as it is written
    record Bare(String text, int start, int end) implements Json {}

    /// `null`.
    record Nothing(int start, int end) implements Json {}
}
