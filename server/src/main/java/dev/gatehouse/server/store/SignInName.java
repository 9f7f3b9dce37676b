package dev.gatehouse.server.store;

/// A name a user signs in with. A key belongs to at most one user of a pool, whatever its kind.
///
/// @param kind what it is to the user
/// @param key the name, already folded as the pool demands
public record SignInName(Kind kind, String key) {
    /// What a sign-in name is to its user.
    public enum Kind {
        /// The user name itself.
        USERNAME("username"),
        /// The `email` attribute.
        EMAIL("email"),
        /// The `phone_number` attribute.
        PHONE_NUMBER("phone_number"),
        /// The `preferred_username` attribute.
        PREFERRED_USERNAME("preferred_username");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /// The name in the API and in the database.
        public String text() {
            return text;
        }

        static Kind of(String text) {
            for (Kind kind : values()) {
                if (kind.text.equals(text)) {
                    return kind;
                }
            }
            throw new IllegalStateException("no such kind of name in this version: " + text);
        }
    }
}
