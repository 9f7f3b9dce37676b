package dev.gatehouse.model.service;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Free JSON, where the model says `document`.
public sealed interface Document {

    /// An object; members keep their order.
    ///
    /// @param members the members by name
    record OfObject(Map<String, Document> members) implements Document {
        public OfObject {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }
    }

    /// An array.
    ///
    /// @param elements the elements in order
    record OfArray(List<Document> elements) implements Document {
        public OfArray {
            elements = List.copyOf(elements);
        }
    }

    /// A string.
    ///
    /// @param value the text
    record OfString(String value) implements Document {}

    /// A number, as written.
    ///
    /// @param value the number
    record OfNumber(BigDecimal value) implements Document {}

    /// True or false.
    ///
    /// @param value which of both
    record OfBoolean(boolean value) implements Document {}

    /// JSON's null.
    record OfNull() implements Document {}
}
