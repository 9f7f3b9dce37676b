package dev.gatehouse.model.service;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A shape of the model as a type of values, with its constraints. Names are the model's.
///
/// Beside each case stands the Java type its values have. While a request is being read, before its constraints are
/// checked, values are raw: an enum is still its text, a structure an array with a place for each member.
public sealed interface Type {

    /// The shape's name in the model.
    String name();

    /// Who may see values of this shape.
    Privacy privacy();

    /// Who may see the values of a shape.
    enum Privacy {
        /// Shown in `toString` and in validation messages.
        OPEN,
        /// Left out of `toString`, shown to the caller who sent it.
        HIDDEN,
        /// Shown nowhere: `sensitive` in the model.
        SENSITIVE
    }

    /// Bounds of a length, a size or a number, both ends included.
    ///
    /// @param min the least
    /// @param max the greatest
    record Range(long min, long max) {
        /// No bounds.
        public static final Range ANY = new Range(Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /// {@link String}.
    ///
    /// @param length bounds in UTF-16 units, as AWS counts
    /// @param pattern what the whole text must match
    record OfString(
            String name,
            Privacy privacy,
            Range length,
            @Nullable Regex pattern) implements Type {}

    /// A generated enum.
    ///
    /// @param values the constants by their text, in the order messages name them
    record OfEnum(String name, Map<String, WireEnum> values) implements Type {
        @Override
        public Privacy privacy() {
            return Privacy.OPEN;
        }
    }

    /// {@link Integer}.
    record OfInteger(String name, Range range) implements Type {
        @Override
        public Privacy privacy() {
            return Privacy.OPEN;
        }
    }

    /// {@link Long}.
    record OfLong(String name, Range range) implements Type {
        @Override
        public Privacy privacy() {
            return Privacy.OPEN;
        }
    }

    /// {@link Boolean}.
    record OfBoolean(String name) implements Type {
        @Override
        public Privacy privacy() {
            return Privacy.OPEN;
        }
    }

    /// {@link java.time.Instant}.
    record OfTimestamp(String name) implements Type {
        @Override
        public Privacy privacy() {
            return Privacy.OPEN;
        }
    }

    /// {@link Blob}.
    ///
    /// @param length bounds in bytes
    record OfBlob(String name, Privacy privacy, Range length) implements Type {}

    /// {@link Document}.
    record OfDocument(String name) implements Type {
        @Override
        public Privacy privacy() {
            return Privacy.OPEN;
        }
    }

    /// {@link List}.
    ///
    /// @param size bounds of the number of elements
    /// @param element the elements' type
    record OfList(String name, Privacy privacy, Range size, Type element) implements Type {}

    /// {@link Map} from strings.
    ///
    /// @param size bounds of the number of entries
    /// @param key the keys' type, a string or an enum; keys are strings in Java in both cases
    /// @param value the values' type
    record OfMap(String name, Privacy privacy, Range size, Type key, Type value) implements Type {}

    /// A generated record.
    record OfStructure(String name, Privacy privacy, Codec<?> codec) implements Type {}

    /// The type of a generated enum, values in the order of the constants.
    static OfEnum enumeration(String name, List<? extends WireEnum> constants) {
        Map<String, WireEnum> values = new LinkedHashMap<>();
        constants.forEach(constant -> values.put(constant.value(), constant));
        return new OfEnum(name, values);
    }
}
