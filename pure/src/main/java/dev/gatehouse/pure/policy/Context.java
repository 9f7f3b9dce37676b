package dev.gatehouse.pure.policy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The condition keys of a request and their values. Names are compared without regard to case. A key with
/// an empty list is a key that is absent. A multivalued key is one even with a single value, and never
/// fills a policy variable.
/// Source: IAM User Guide, "The request context".
public final class Context {
    /// A context without keys.
    public static final Context EMPTY = new Context(Map.of());

    private record Value(List<String> all, boolean multivalued) {}

    private final Map<String, Value> values;

    private Context(Map<String, Value> values) {
        this.values = values;
    }

    /// Starts a context.
    public static Builder builder() {
        return new Builder(new HashMap<>());
    }

    /// Starts a context from this one.
    public Builder with() {
        return new Builder(new HashMap<>(values));
    }

    /// The values of a key, empty when it is absent.
    public List<String> all(String key) {
        return values(key.toLowerCase(Locale.ROOT));
    }

    /// The names that are present, in lower case.
    public Set<String> keys() {
        return Set.copyOf(values.keySet());
    }

    /// @param key in lower case
    List<String> values(String key) {
        Value value = values.get(key);
        return value == null ? List.of() : value.all();
    }

    /// @param key in lower case
    Optional<String> single(String key) {
        Value value = values.get(key);
        return value == null || value.multivalued()
                ? Optional.empty()
                : Optional.of(value.all().getFirst());
    }

    /// Collects keys. A key put twice has the later value.
    public static final class Builder {
        private final Map<String, Value> values;

        private Builder(Map<String, Value> values) {
            this.values = values;
        }

        /// A key with one value.
        public Builder put(String key, String value) {
            values.put(key.toLowerCase(Locale.ROOT), new Value(List.of(value), false));
            return this;
        }

        /// A multivalued key, such as `aws:TagKeys`; without values it is absent.
        public Builder put(String key, Collection<String> all) {
            if (all.isEmpty()) {
                values.remove(key.toLowerCase(Locale.ROOT));
            } else {
                values.put(key.toLowerCase(Locale.ROOT), new Value(List.copyOf(all), true));
            }
            return this;
        }

        /// Keys with one value each and a common beginning, such as `aws:PrincipalTag/`.
        public Builder putAll(String prefix, Map<String, String> tags) {
            tags.forEach((key, value) -> put(prefix + key, value));
            return this;
        }

        /// Every key of another context.
        public Builder putAll(Context other) {
            values.putAll(other.values);
            return this;
        }

        /// The context so far.
        public Context build() {
            return new Context(Map.copyOf(values));
        }
    }

    @Override
    public String toString() {
        return new ArrayList<>(values.entrySet()).toString();
    }
}
