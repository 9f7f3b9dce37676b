package dev.gatehouse.server.store;

/// Which users of a pool to list. Every query is served by an index; its cost depends on the page, not on the pool.
public sealed interface UserQuery {
    /// Everyone, by sub.
    record All() implements UserQuery {}

    /// Those with a search key equal to the value or beginning with it, by key, then sub.
    ///
    /// @param field as in {@link SearchKey}
    /// @param value folded like the keys; at most {@link SearchKey#MAX_LENGTH} characters
    /// @param prefix whether a beginning suffices
    record ByKey(String field, String value, boolean prefix) implements UserQuery {
        public ByKey {
            if (value.length() > SearchKey.MAX_LENGTH) {
                throw new IllegalArgumentException("search value too long");
            }
        }
    }

    /// Those whose sub is the value or begins with it, by sub.
    record BySub(String value, boolean prefix) implements UserQuery {}

    /// Those in a status (or one that begins so), by status, then sub.
    record ByStatus(String value, boolean prefix) implements UserQuery {}

    /// The enabled or the disabled ones, by sub.
    record ByEnabled(boolean enabled) implements UserQuery {}
}
